using System.Collections.Immutable;
using NodaTime;
using Slipway.Releases.Calendar;
using Slipway.Releases.Facts;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Ledger;

/// <summary>A freeze that somebody declared by command, as a window.</summary>
public static class DeclaredFreeze
{
    /// <summary>Every window there is: those of the policy, then those declared by command and not lifted.</summary>
    public static ImmutableArray<FreezeWindow> All(ReleasePolicy policy, GovernanceState governance)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(governance);
        return [.. policy.Freezes, .. governance.Freezes.Values.Select(Of)];
    }

    /// <summary>The window; one that cannot be read freezes everything, for good, until it is lifted.</summary>
    public static FreezeWindow Of(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var declared = FreezeDeclared.Read(entry.Data);
        var window = new FreezeWindow
        {
            Id = declared.Id,
            Kind = FreezeKind.Deny,
            Environments = entry.Environment is { } environment ? [environment] : [],
            Start = new LocalDateTime(1970, 1, 1, 0, 0),
            End = new LocalDateTime(9000, 1, 1, 0, 0),
            Zone = "UTC",
            Reason = declared.Reason,
            Owner = entry.Actor.Id,
        };
        return declared is { Start: { } start, End: { } end } && end > start && DateTimeZoneProviders.Tzdb.GetZoneOrNull(declared.Zone) is not null
            ? window with { Start = start, End = end, Zone = declared.Zone }
            : window;
    }
}
