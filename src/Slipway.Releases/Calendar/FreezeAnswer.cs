using System.Collections.Immutable;
using NodaTime;

namespace Slipway.Releases.Calendar;

/// <summary>Whether an environment is frozen, by what, and until when.</summary>
/// <param name="IsFrozen">True when nothing may be deployed.</param>
/// <param name="Denied">Denying windows in force.</param>
/// <param name="Allowed">Allowing windows in force.</param>
/// <param name="HasAllowing">True when there is any allowing window, so that all other times are denied.</param>
/// <param name="NextOpening">First instant at which something may be deployed; null when none is in sight.</param>
public sealed record FreezeAnswer(bool IsFrozen, ImmutableArray<FreezeSpan> Denied, ImmutableArray<FreezeSpan> Allowed, bool HasAllowing, DateTimeOffset? NextOpening)
{
    /// <summary>Version of the time zone rules it was judged by.</summary>
    public required string TimeZoneData { get; init; }

    /// <summary>What freezes, in words.</summary>
    public string Reason => Denied.IsEmpty
        ? "none of the times in which deployments are allowed is now"
        : string.Join("; ", Denied.Select(span => $"freeze {span.Window.Id}{(span.Window.Reason.Length > 0 ? $" ({span.Window.Reason})" : "")} until {span.LocalEnd}"));
}

/// <summary>One occurrence of a window, resolved to instants: half-open.</summary>
public sealed record FreezeSpan(FreezeWindow Window, Instant Start, Instant End)
{
    /// <summary>The end as the clocks in the window's zone show it.</summary>
    public string LocalEnd => Local(End);

    /// <summary>Its start as the zone's clocks show it.</summary>
    public string LocalStart => Local(Start);

    private string Local(Instant instant) => $"{instant.InZone(DateTimeZoneProviders.Tzdb[Window.Zone]).ToString("uuuu-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} {Window.Zone}";
}
