using System.Collections.Immutable;
using Slipway.Releases.Approvals;
using Slipway.Releases.Calendar;
using Slipway.Releases.Gates;
using Slipway.Releases.Policies;
using Slipway.Releases.Risks;

namespace Slipway.Releases.Deciding;

/// <summary>Everything that was weighed for one deployment: risk, gates, consent, calendar, exceptions, the way back.</summary>
public sealed record Assessment
{
    /// <summary>How risky it is, and why.</summary>
    public required RiskScore Risk { get; init; }

    /// <summary>How much care it gets: from its risk, or the emergency that was asked for.</summary>
    public required ReleaseProfile Profile { get; init; }

    /// <summary>Digest of what would happen; consents name it.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>What every gate answered.</summary>
    public required ImmutableArray<GateResult> Gates { get; init; }

    /// <summary>What the gates of the build's own answered, before any exception.</summary>
    public ImmutableArray<GateResult> Own { get; init; } = [];

    /// <summary>The checklist of its profile.</summary>
    public required ImmutableArray<ChecklistLine> Checklist { get; init; }

    /// <summary>How far consent has come; null where none is needed.</summary>
    public ApprovalAnswer? Approvals { get; init; }

    /// <summary>Whether the calendar lets it.</summary>
    public required FreezeAnswer Freeze { get; init; }

    /// <summary>What exceptions let pass: "EX-1 freeze".</summary>
    public required ImmutableArray<string> Overrides { get; init; }

    /// <summary>Whether there is a way back.</summary>
    public required WayBackVerdict WayBack { get; init; }

    /// <summary>The refusal that follows, or null when nothing stands in the way.</summary>
    public Decision.Refusal? Refusal { get; init; }
}
