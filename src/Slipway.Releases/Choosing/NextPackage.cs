using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Choosing;

/// <summary>The package that is meant where nobody names one.</summary>
public static class NextPackage
{
    /// <summary>What would be promoted into an environment: what serves in front of it, otherwise what was sealed last; null where nothing
    /// was.</summary>
    public static string? Into(string environment, ImmutableArray<DeploymentEnvironment> lane, ReleaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        string? before = Lane.Before(lane, environment) is { } previous ? state.In(previous.Name).Current?.PackageId : null;
        return before ?? Newest(state);
    }

    /// <summary>What is looked back on: what serves in an environment, otherwise what was sealed last; null where nothing was.</summary>
    public static string? Served(string environment, ReleaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.In(environment).Current?.PackageId ?? Newest(state);
    }

    private static string? Newest(ReleaseState state) => state.Packages.Values.MaxBy(package => package.Seq)?.Id;
}
