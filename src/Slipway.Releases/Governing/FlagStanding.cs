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
    /// <summary>For whom it is on, and why.</summary>
    public FlagSet Setting => Set is null ? FlagSet.DefaultOf(Flag) : FlagSet.Read(Set.Data);

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
