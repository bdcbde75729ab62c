using System.Collections.Immutable;
using System.Globalization;
using Slipway.Vocabulary.Routing;

namespace Slipway.Releases.Rollouts;

/// <summary>
/// How a release takes over an environment's traffic, as a value that builds share: <c>RolloutPlan.Canary(new(5, TimeSpan.FromMinutes(1)), new(25, TimeSpan.FromMinutes(2)))</c>.
/// A step passes once it has soaked, has seen enough requests, and is shown not to be worse than the bounds; what cannot be told by the deadline is taken back.
/// </summary>
public sealed record RolloutPlan
{
    private RolloutPlan(string name, ImmutableArray<RolloutStep> steps, TimeSpan bake) => (Name, Steps, Bake) = (name, steps, bake);

    /// <summary>All traffic in one switch: what happens without a plan.</summary>
    public static RolloutPlan AllAtOnce { get; } = new("all at once", [], TimeSpan.Zero);

    /// <summary>All traffic in one switch, then watched for a while with the release before it warm: tripwires take it back.</summary>
    /// <param name="bake">How long it is watched.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not above zero.</exception>
    public static RolloutPlan BlueGreen(TimeSpan bake)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(bake, TimeSpan.Zero);
        return new("blue/green", [], bake);
    }

    /// <summary>A growing part of the traffic, each part judged against the release that serves the rest at the same time.</summary>
    /// <param name="steps">Growing parts; behind the last one comes all of it.</param>
    /// <exception cref="ArgumentException">There is no step, one is not above 0 and below 100 %, does not soak, or is not more than the one before it.</exception>
    public static RolloutPlan Canary(params RolloutStep[] steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Length == 0)
            throw new ArgumentException("a canary needs a step: new RolloutStep(5, TimeSpan.FromMinutes(1))", nameof(steps));
        for (int step = 0; step < steps.Length; step++)
        {
            if (steps[step].Weight is <= 0 or >= CanaryRoute.Whole || steps[step].Soak <= TimeSpan.Zero)
                throw new ArgumentException($"step {step + 1} is {steps[step].Percent} % for {steps[step].Soak}: give a part from 0.01 to 99.99 % and a time above zero", nameof(steps));
            if (step > 0 && steps[step].Weight <= steps[step - 1].Weight)
                throw new ArgumentException($"step {step + 1} gives {steps[step].Percent} % after {steps[step - 1].Percent} %: parts grow", nameof(steps));
        }

        return new("canary", [.. steps], TimeSpan.Zero);
    }

    /// <summary>What kind of plan it is.</summary>
    public string Name { get; }

    /// <summary>Parts of the traffic in their order; empty where all of it moves at once.</summary>
    public ImmutableArray<RolloutStep> Steps { get; }

    /// <summary>How long a release is watched once it has all the traffic; zero for canaries, which were judged before.</summary>
    public TimeSpan Bake { get; }

    /// <summary>What is compared. Default: errors, and latency at the median, the ninth tenth and the last hundredth.</summary>
    public ImmutableArray<RolloutMetric> Metrics { get; init; } = [RolloutMetric.Errors, RolloutMetric.Median, RolloutMetric.Tail, RolloutMetric.Extreme];

    /// <summary>Chance that a release which is no worse is taken back, over all metrics, steps and looks of a rollout. Default 0.01.</summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>Chance that a step passes a release which is worse than the bounds. Default 0.05.</summary>
    public double Beta { get; init; } = 0.05;

    /// <summary>How many times as many errors are no harm yet. Default 1.1.</summary>
    public double HarmRatio { get; init; } = 1.1;

    /// <summary>A step passes only when it is shown that fewer than this share of requests fail more than in the serving release. Default 0.005.</summary>
    public double SafeErrors { get; init; } = 0.005;

    /// <summary>How many times as slow is no harm yet. Default 1.05.</summary>
    public double HarmLatency { get; init; } = 1.05;

    /// <summary>A step passes only when it is shown to be less than this many times as slow. Default 1.1.</summary>
    public double SafeLatency { get; init; } = 1.1;

    /// <summary>Share of failed requests in one look, of at least 20, at which a release is taken back at once. Default 0.5.</summary>
    public double TripErrors { get; init; } = 0.5;

    /// <summary>Requests the canary must have answered in a step before it can pass. Default 200.</summary>
    public int MinimumRequests { get; init; } = 200;

    /// <summary>Time between looks. Default 5 seconds.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time after the first requests that is not judged: a process that has just started is slow. Default 10 seconds.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest a step may take, its soak included; then it is taken back, for what cannot be told is not promoted. Default 15 minutes.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>What tells users apart, so that those who met a release can be counted; null counts none.</summary>
    public UserKey? Users { get; init; }

    /// <summary>True sends a user to the same release each time (needs <see cref="Users"/>). Who is exposed depends on it; every request is judged for itself.</summary>
    public bool IsSticky { get; init; }

    /// <summary>True where a part of the traffic moves before all of it.</summary>
    public bool IsGradual => !Steps.IsEmpty;

    /// <summary>All of the plan in one line, the same for equal plans: what consent is bound to and the ledger keeps.</summary>
    public string Text
    {
        get
        {
            string steps = string.Join(", ", Steps);
            FormattableString rules = $"metrics {string.Join('+', Metrics).ToLowerInvariant()}, alpha {Alpha}, beta {Beta}, harm {HarmRatio}/{HarmLatency}, safe {SafeErrors}/{SafeLatency}, trip {TripErrors}, at least {MinimumRequests}, look {SpanText.Of(Look)}, warm-up {SpanText.Of(WarmUp)}, deadline {SpanText.Of(Deadline)}";
            string users = Users is null ? "" : $", users by {(Users.IsHeader ? "header" : "cookie")} {Users.Name}{(IsSticky ? ", sticky" : "")}";
            return IsGradual ? $"{Name}: {steps}; {rules.ToString(CultureInfo.InvariantCulture)}{users}"
                : Bake > TimeSpan.Zero ? $"{Name}: watched for {SpanText.Of(Bake)}; {FormattableString.Invariant($"trip {TripErrors}, look {SpanText.Of(Look)}")}"
                : Name;
        }
    }
}
