using NodaTime;
using NodaTime.Text;
using Slipway.Releases.Calendar;

namespace Slipway.Releases.Ledger;

/// <summary>A freeze that somebody declared by command, as a window.</summary>
public static class DeclaredFreeze
{
    /// <summary>Local date and time as written on command lines and in entries.</summary>
    public static LocalDateTimePattern Pattern { get; } = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>The window; one that cannot be read freezes everything, for good, until it is lifted.</summary>
    public static FreezeWindow Of(Entry entry)
    {
        string Data(string name) => entry.Data.GetValueOrDefault(name, "");
        ParseResult<LocalDateTime> start = Pattern.Parse(Data("start"));
        ParseResult<LocalDateTime> end = Pattern.Parse(Data("end"));
        bool isSound = start.Success && end.Success && end.Value > start.Value && DateTimeZoneProviders.Tzdb.GetZoneOrNull(Data("zone")) is not null;
        return new FreezeWindow
        {
            Id = Data("id"),
            Kind = FreezeKind.Deny,
            Environments = entry.Environment is { } environment ? [environment] : [],
            Start = isSound ? start.Value : new LocalDateTime(1970, 1, 1, 0, 0),
            End = isSound ? end.Value : new LocalDateTime(9000, 1, 1, 0, 0),
            Zone = isSound ? Data("zone") : "UTC",
            Reason = Data("reason"),
            Owner = entry.Actor.Id,
        };
    }
}
