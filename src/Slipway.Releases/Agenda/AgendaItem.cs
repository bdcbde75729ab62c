namespace Slipway.Releases.Agenda;

/// <summary>Something that stands in the calendar.</summary>
/// <param name="Start">When it begins, or the moment it is.</param>
/// <param name="End">When it ends, not part of it; null for a moment.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">In a few words: <c>1.4.0 goes live</c>.</param>
/// <param name="State">How it stands: <c>done</c>, <c>late</c>, <c>open</c>, <c>skipped</c>; empty where there is nothing to do.</param>
/// <param name="Seq">The ledger entry it follows from; null for what is only planned.</param>
public sealed record AgendaItem(DateTimeOffset Start, DateTimeOffset? End, AgendaKind Kind, string Title, string State, int? Seq)
{
    /// <summary>A name that stays when dates move, for calendars that follow this one.</summary>
    public required string Id { get; init; }

    /// <summary>More about it; empty where the title says all.</summary>
    public string Detail { get; init; } = "";
}

/// <summary>What can stand in the calendar.</summary>
public enum AgendaKind
{
    /// <summary>A release as planned.</summary>
    Release,

    /// <summary>The end of a release's scope.</summary>
    CutOff,

    /// <summary>A day by which something must be reached.</summary>
    Milestone,

    /// <summary>Time set aside for testing.</summary>
    TestWindow,

    /// <summary>A date of the rhythm that no planned release takes.</summary>
    Cadence,

    /// <summary>A time in which nothing is deployed.</summary>
    Freeze,

    /// <summary>A time outside of which nothing is deployed.</summary>
    Window,

    /// <summary>A release that went live.</summary>
    Deployment,
}
