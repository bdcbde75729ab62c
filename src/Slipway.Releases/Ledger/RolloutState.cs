using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.Trials;

namespace Slipway.Releases.Ledger;

/// <summary>A rollout that is under way, as the ledger tells it.</summary>
/// <param name="DeploymentId">The deployment that takes over.</param>
/// <param name="PackageId">Its package.</param>
/// <param name="Version">The package's version.</param>
/// <param name="Plan">The plan in one line.</param>
/// <param name="Begun">When it began.</param>
public sealed record RolloutState(string DeploymentId, string PackageId, string Version, string Plan, DateTimeOffset Begun)
{
    /// <summary>The step reached, from 1; 0 before the first.</summary>
    public int Step { get; init; }

    /// <summary>How many steps there are.</summary>
    public int Steps { get; init; }

    /// <summary>The part of the traffic it has, of ten thousand.</summary>
    public int Weight { get; init; }

    /// <summary>When it got that part; null before the first.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The entry that holds it; null while it goes on.</summary>
    public Entry? Held { get; init; }

    /// <summary>The entry that wants it taken back, or null.</summary>
    public Entry? Aborted { get; init; }

    /// <summary>The steps that were judged, in their order.</summary>
    public ImmutableArray<JudgedStep> Judged { get; init; } = [];

    internal static RolloutState? Of(Entry started) => RolloutPlanned.Read(started.Data) is { } plan
        ? new RolloutState(started.DeploymentId ?? "", started.PackageId ?? "", started.Version ?? "0.0.0", plan, started.Utc)
        : null;

    internal RolloutState With(Entry entry) => entry.Type switch
    {
        EntryType.ExposureChanged when ExposureChanged.Read(entry.Data) is var changed =>
            this with { Step = changed.Step, Steps = changed.Steps, Weight = changed.Weight, Since = entry.Utc },
        EntryType.ExposureJudged => this with { Judged = Judged.Add(JudgedStep.Of(ExposureJudged.Read(entry.Data))) },
        EntryType.RolloutHeld => this with { Held = entry },
        EntryType.RolloutResumed => this with { Held = null },
        EntryType.RolloutAborted => this with { Aborted = entry },
        _ => this,
    };
}

/// <summary>A step of a rollout that was judged.</summary>
/// <param name="Step">Which, from 1.</param>
/// <param name="Weight">The part of the traffic it had, of ten thousand.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Line">Why, with the figures.</param>
/// <param name="Users">Distinct users that met the release by then; null where nothing tells them apart.</param>
/// <param name="AllUsers">Distinct users that met either release by then.</param>
public sealed record JudgedStep(int Step, int Weight, Finding Finding, string Line, int? Users, int? AllUsers)
{
    internal static JudgedStep Of(ExposureJudged judged) => new(judged.Step, judged.Weight, judged.Finding, judged.Line, judged.Users, judged.AllUsers);
}
