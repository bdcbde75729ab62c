using System.Collections.Immutable;
using NodaTime;

namespace Slipway.Releases.Calendar;

/// <summary>
/// A span of local time in a place, half-open: its start belongs to it, its end does not. Kept as local time and zone and resolved when asked,
/// so that a change of the clocks, or of the rules for them, never moves it.
/// </summary>
public sealed record FreezeWindow
{
    /// <summary>Short name, unique among all windows.</summary>
    public required string Id { get; init; }

    /// <summary>Whether deployments are refused inside of it, or outside of it.</summary>
    public FreezeKind Kind { get; init; }

    /// <summary>Environments it is about; empty means all.</summary>
    public ImmutableArray<string> Environments { get; init; } = [];

    /// <summary>First local instant of it.</summary>
    public required LocalDateTime Start { get; init; }

    /// <summary>Local end, no part of it.</summary>
    public required LocalDateTime End { get; init; }

    /// <summary>IANA name of the time zone: <c>Europe/Stockholm</c>. There is no default.</summary>
    public required string Zone { get; init; }

    /// <summary>How it comes again. Default: never.</summary>
    public Repetition Repeats { get; init; }

    /// <summary>Last local date on which a repetition may start; null means for ever.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>Why, for whoever is refused.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who declared it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>True when the window is about an environment.</summary>
    public bool IsAbout(string environment) => Environments.IsEmpty || Environments.Contains(environment);
}

/// <summary>What a window does.</summary>
public enum FreezeKind
{
    /// <summary>Nothing may be deployed inside of it; stronger than any allowing window.</summary>
    Deny,

    /// <summary>Where there is any such window, something may be deployed only inside of one.</summary>
    Allow,
}

/// <summary>How often a window comes again, counted from its first start.</summary>
public enum Repetition
{
    /// <summary>Once.</summary>
    Never,

    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Every week, on the same weekday.</summary>
    Weekly,

    /// <summary>Every month, on the same day; where a month has none, on its last.</summary>
    Monthly,

    /// <summary>Every year, on the same date.</summary>
    Yearly,
}
