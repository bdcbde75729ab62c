using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Rollouts;

namespace Slipway.Releases.Trials;

/// <summary>
/// A release on trial: a fold of looks and nothing else, so that the same looks give the same verdict to everybody, at any time.
/// A look in which the traffic failed says nothing about the release and is left out.
/// </summary>
public sealed record Trial
{
    private const double Lost = 0.4, SplitAlpha = 0.001;
    private const int TripRequests = 20, KnownLooks = 3, TellingRequests = 20;

    private Trial(RolloutPlan plan, ImmutableArray<MetricTrial> metrics) => (Plan, Metrics) = (plan, metrics);

    /// <summary>What is judged by.</summary>
    public RolloutPlan Plan { get; }

    /// <summary>The metrics, in the order of the plan.</summary>
    public ImmutableArray<MetricTrial> Metrics { get; private init; }

    /// <summary>The step, from 0; -1 before the first.</summary>
    public int Step { get; private init; } = -1;

    /// <summary>Looks that count.</summary>
    public int Looks { get; private init; }

    /// <summary>Looks that were left out, for the traffic had failed.</summary>
    public int Voids { get; private init; }

    /// <summary>Time of this step with traffic.</summary>
    public TimeSpan Soaked { get; private init; }

    /// <summary>Requests the canary answered in this step.</summary>
    public long Canaries { get; private init; }

    /// <summary>The split of this step.</summary>
    public SplitCheck Split { get; private init; } = SplitCheck.Of(0.5);

    /// <summary>What was tripped over, or null.</summary>
    public string? Tripped { get; private init; }

    private double Seconds { get; init; }

    private double Requests { get; init; }

    /// <summary>A trial before its first step.</summary>
    public static Trial Of(RolloutPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new(plan, [.. plan.Metrics.Select(metric => MetricTrial.Of(metric, plan))]);
    }

    /// <summary>The trial at the beginning of the next step.</summary>
    public Trial Enter() => this with
    {
        Step = Step + 1,
        Soaked = TimeSpan.Zero,
        Canaries = 0,
        Split = SplitCheck.Of(Plan.Steps[Step + 1].Percent / 100),
        Metrics = [.. Metrics.Select(metric => metric.Entering(Plan))],
    };

    /// <summary>With one more look; null is one that could not be made.</summary>
    public Trial With(Look? look)
    {
        if (look is null || look.Measures.Length != Metrics.Length || IsLost(look))
            return this with { Voids = Voids + 1 };
        return this with
        {
            Looks = Looks + 1,
            Soaked = Soaked + TimeSpan.FromSeconds(look.Seconds),
            Canaries = Canaries + look.Canaries,
            Metrics = [.. Metrics.Zip(look.Measures, (metric, measured) => metric.With(measured))],
            Split = Split.With(look.Canaries, look.Servings),
            Tripped = Tripped ?? Trip(look),
            Seconds = Seconds + look.Seconds,
            Requests = Requests + look.Canaries + look.Servings,
        };
    }

    /// <summary>What the looks so far say.</summary>
    public Verdict Verdict()
    {
        double alarm = Math.Log(Math.Max(1, Metrics.Length) / Plan.Alpha), enough = Math.Log(1 / Plan.Beta);
        double harm = Metrics.IsEmpty ? 0 : Math.Clamp(Metrics.Max(metric => metric.Harm.Log) / alarm, 0, 1);
        double[] safe = [.. Metrics.Where(metric => metric.Safety is not null).Select(metric => Math.Clamp(metric.Safety!.Log / enough, 0, 1))];
        double safety = safe.Length == 0 ? 0 : safe.Min();
        if (Tripped is not null)
            return new(Finding.Harmful, Tripped, 1, safety);
        if (harm >= 1)
            return new(Finding.Harmful, Metrics.MaxBy(metric => metric.Harm.Log)!.Words(alarm), 1, safety); // one of them raised the alarm
        if (!Plan.IsSticky && Split.Log > -Math.Log(SplitAlpha))
            return new(Finding.Invalid, SplitWords(), harm, safety);
        if (Canaries < Plan.MinimumRequests)
            return new(Finding.Open, string.Create(CultureInfo.InvariantCulture, $"the canary has answered {Canaries:N0} requests of the {Plan.MinimumRequests:N0} a step needs"), harm, safety);
        if (safety < 1)
            return new(Finding.Open, $"not yet shown to be safe by {NameOf(Metrics.Where(metric => metric.Safety is not null).MinBy(metric => metric.Safety!.Log))}", harm, safety);
        return new(Finding.Safe, Metrics.MaxBy(metric => metric.Harm.Log)!.Words(alarm), harm, safety); // what is shown to be safe has metrics
    }

    private static string NameOf(MetricTrial? metric) => metric?.Metric switch
    {
        RolloutMetric.Errors => "its errors",
        RolloutMetric.Median => "its median latency",
        RolloutMetric.Tail => "its latency in the slowest tenth",
        _ => "anything it is measured by",
    };

    // Where a service is called by nobody, nobody can tell how it does.
    private bool IsLost(Look look)
    {
        if (look.Servings + look.Canaries == 0 || look.Seconds <= 0)
            return true;
        double expected = Looks < KnownLooks ? 0 : Requests / Seconds * look.Seconds;
        return expected >= TellingRequests && look.Canaries + look.Servings < Lost * expected;
    }

    private string? Trip(Look look)
    {
        int errors = Plan.Metrics.IndexOf(RolloutMetric.Errors);
        if (errors < 0 || look.Measures[errors] is not { Canaries: >= TripRequests } measured)
            return null;
        double canary = (double)measured.Harmed / measured.Canaries, serving = measured.Servings == 0 ? 0 : (double)measured.ServingBad / measured.Servings;
        // Where the serving release fails as well, it is not the new one that is at fault.
        return canary >= Plan.TripErrors && serving < canary / 2
            ? string.Create(CultureInfo.InvariantCulture, $"tripped: {measured.Harmed:N0} of {measured.Canaries:N0} requests failed in one look")
            : null;
    }

    private string SplitWords() => string.Create(
        CultureInfo.InvariantCulture, $"the canary got {Split.Canaries:N0} of {Split.All:N0} requests, which is not the {RolloutStep.PercentText(Plan.Steps[Step].Weight)} it was given: nothing can be compared");
}
