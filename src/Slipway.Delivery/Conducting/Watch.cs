using System.Collections.Immutable;
using System.Globalization;
using Slipway.Delivery.Recording;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Releases.Rollouts;
using Slipway.Releases.Trials;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Routing;

namespace Slipway.Delivery.Conducting;

/// <summary>What one look at a rollout found.</summary>
/// <param name="Look">What was counted since the look before; null where nothing can be compared.</param>
/// <param name="HeldBy">Who holds it and why, or null.</param>
/// <param name="AbortedBy">Who wants it taken back and why, or null.</param>
/// <param name="Broken">What of it broke down, or null.</param>
internal sealed record Sighted(Look? Look, string? HeldBy, string? AbortedBy, string? Broken);

/// <summary>Looks at a rollout, time and again: what the front door counted, whether its instances live, and what others wish.</summary>
internal sealed class Watch(IDeployer deployer, Journal journal, Deployment next, Action<string> say)
{
    private ImmutableArray<Look>.Builder _looks = ImmutableArray.CreateBuilder<Look>();
    private EdgeCounts? _first, _before, _newest;
    private long _at, _stepAt, _warmAt;
    private TimeSpan _warmUp;
    private (string? Held, string? Aborted) _wishes;
    private string _told = "";

    private TimeProvider Clock => journal.Clock;

    /// <summary>True while what has just started is not judged yet.</summary>
    public bool IsWarmingUp => Clock.GetElapsedTime(_warmAt) < _warmUp;

    /// <summary>Time since the step began, or since somebody held it or let it go on.</summary>
    public TimeSpan InStep => Clock.GetElapsedTime(_stepAt);

    /// <summary>Begins a step: what is counted from here on is its own.</summary>
    public async Task BeginAsync(bool isFirst, RolloutPlan plan, CancellationToken cancellation)
    {
        _stepAt = Clock.GetTimestamp();
        if (isFirst)
            (_warmAt, _warmUp) = (_stepAt, plan.WarmUp);
        _looks = ImmutableArray.CreateBuilder<Look>();
        await CountAsync(cancellation);
        _before = _newest;
        if (isFirst)
            _first = _newest;
    }

    public async Task<Sighted> LookAsync(RolloutPlan plan, bool isGradual, CancellationToken cancellation)
    {
        bool wasWarmingUp = _first is null || IsWarmingUp;
        double seconds = Clock.GetElapsedTime(_at).TotalSeconds;
        EdgeCounts? before = _before;
        await CountAsync(cancellation);
        _before = _newest ?? _before;
        _first = wasWarmingUp ? _newest : _first;
        Look? look = _newest is { } now && before is not null && _first is { } first
            ? isGradual ? wasWarmingUp ? null : Between(plan, first, before, now, seconds) : Alone(before, now, seconds)
            : null;
        if (look is not null)
            _looks.Add(look);
        await HearAsync(cancellation);
        return new(look, _wishes.Held, _wishes.Aborted, await BrokenAsync(cancellation));
    }

    /// <summary>The fact that the step was judged, with every look of it.</summary>
    public Entry Judged(Deployment deployment, Trial trial, Finding finding, string line)
    {
        ArmCounts? canary = _newest?.Arms.LastOrDefault(arm => arm.DeploymentId == deployment.Id);
        int weight = trial.Step < 0 ? CanaryRoute.Whole : trial.Plan.Steps[trial.Step].Weight;
        return journal.Draft(new ExposureJudged(trial.Step + 1, weight, finding, line, (int?)canary?.Users, (int?)_newest?.Users, _looks.ToImmutable()), Subject.Of(deployment));
    }

    /// <summary>Says what a step waits for, once while it waits for the same.</summary>
    public void Tell(Trial trial, Verdict verdict, string line)
    {
        string now = IsWarmingUp ? "warming up" : line;
        if (now == _told)
            return;
        _told = now;
        int weight = trial.Plan.Steps[trial.Step].Weight;
        say(string.Create(CultureInfo.InvariantCulture, $"  {(_wishes.Held is null ? "watching" : "held"),-13} {RolloutStep.PercentText(weight)}; harm {verdict.Harm:P0}, safety {verdict.Safety:P0}; {now}"));
    }

    // Another front door counts from zero: what it counts is held against its own first reading.
    private Look? Between(RolloutPlan plan, EdgeCounts first, EdgeCounts before, EdgeCounts now, double seconds)
    {
        Look? look = Sampler.Between(plan, first, before, now, seconds);
        if (look is null)
            _first = now;
        return look;
    }

    // All of the traffic is the release's: there is nothing to compare it with, only to trip over.
    private static Look? Alone(EdgeCounts before, EdgeCounts now, double seconds)
    {
        if (before.Pid != now.Pid || before.Arms.IsEmpty || now.Arms.IsEmpty || before.Arms[0].DeploymentId != now.Arms[0].DeploymentId)
            return null;
        (ArmCounts then, ArmCounts since) = (before.Arms[0], now.Arms[0]);
        long bad = since.Bad - then.Bad;
        return new Look(seconds, [new Measured(since.Answered - then.Answered + bad, bad, bad, 0, 0)]);
    }

    private async Task CountAsync(CancellationToken cancellation)
    {
        _newest = await deployer.CountAsync(next.Environment, cancellation);
        _at = Clock.GetTimestamp();
    }

    // A ledger that cannot be read just now keeps no release in front of people, and brings none there.
    private async Task HearAsync(CancellationToken cancellation)
    {
        RolloutState? rollout;
        try
        {
            rollout = (await journal.StateAsync(cancellation)).In(next.Environment.Name).Rollout;
        }
        catch (FaultException)
        {
            return;
        }

        (string? Held, string? Aborted) wishes = (Of("held", rollout?.Held), Of("aborted", rollout?.Aborted));
        if ((wishes.Held is null) != (_wishes.Held is null))
            _stepAt = Clock.GetTimestamp();
        _wishes = wishes;
    }

    private static string? Of(string what, Entry? entry) => entry is null ? null : $"{what} by {entry.Actor.Id}: {Said.ReasonOf(entry.Data)}";

    private async Task<string?> BrokenAsync(CancellationToken cancellation)
    {
        Observation seen = await deployer.ObserveAsync(next.Environment, cancellation);
        if (seen.FrontDoor is null)
        {
            say("  front door    died and is opened again, with the weights it had");
            await deployer.OpenAsync(next.Environment, cancellation);
        }

        return seen.Instances.FirstOrDefault(instance => instance.DeploymentId == next.Id && instance.Health == Health.Ended) is { } dead
            ? $"its instance of {dead.Service} died; its log is {dead.LogFile}"
            : null;
    }
}
