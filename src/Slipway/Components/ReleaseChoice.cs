using Slipway.Releases.Choosing;
using Slipway.Releases.Environments;
using Slipway.Verbs;

namespace Slipway.Components;

/// <summary>Finds the release that is looked back on.</summary>
internal static class ReleaseChoice
{
    /// <summary>The package asked for; otherwise what serves in the environment; otherwise the newest that was sealed.</summary>
    public static async Task<string> OfAsync(Desk desk, DeploymentEnvironment environment, CancellationToken cancellation) => desk.Build.PackageName is { } name
        ? await PackageChoice.ResolveAsync(desk.Engine.Ports.Packages, name, cancellation).ConfigureAwait(false)
        : NextPackage.Served(environment.Name, desk.State) ?? throw PackageChoice.NoneYet(desk.Engine.Ports.Packages);
}
