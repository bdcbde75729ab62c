using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;

namespace Slipway.Releases.Governing;

/// <summary>How a feature flag stands in an environment.</summary>
/// <param name="Flag">The flag, as the release that serves there declares it.</param>
/// <param name="Environment">Where.</param>
/// <param name="Set">The entry that set it; null while its default holds.</param>
public sealed record FlagStanding(FeatureFlag Flag, string Environment, Entry? Set)
{
    private const int Everybody = 100;

    /// <summary>For how many users of a hundred it is on.</summary>
    public int Percent => Set is null ? Flag.Default ? Everybody : 0 : FlagSet.Read(Set.Data).Percent;

    /// <summary>Groups it is on for whatever the share.</summary>
    public ImmutableArray<string> Groups => Set is null ? [] : FlagSet.Read(Set.Data).Groups;

    /// <summary>Why it was set so; empty while its default holds.</summary>
    public string Reason => Set is null ? "" : FlagSet.Read(Set.Data).Reason;

    /// <summary>How flags stand in an environment, in the order of their names.</summary>
    public static ImmutableArray<FlagStanding> Of(EnvironmentState here, ImmutableArray<FeatureFlag> known)
    {
        ArgumentNullException.ThrowIfNull(here);
        return
        [
            .. known.OrderBy(flag => flag.Name, StringComparer.Ordinal)
                .Select(flag => new FlagStanding(flag, here.Name, here.Flags.GetValueOrDefault(flag.Name))),
        ];
    }
}
