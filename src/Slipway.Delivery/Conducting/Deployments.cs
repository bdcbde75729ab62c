using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;

namespace Slipway.Delivery.Conducting;

/// <summary>Puts together what a deployer needs to know, from a package and a name.</summary>
internal static class Deployments
{
    public static async Task<Deployment> OfAsync(
        IPackageStore packages, DeploymentEnvironment environment, string packageId, string deploymentId, ImmutableSortedDictionary<string, string> secrets, CancellationToken cancellation)
    {
        Manifest manifest = await packages.ReadAsync(packageId, cancellation).ConfigureAwait(false);
        return new Deployment
        {
            Id = deploymentId,
            Environment = environment,
            PackageId = packageId,
            Version = manifest.Version,
            Services = environment.IsFeed ? [] : manifest.Services, // nothing runs in a feed
            Artifacts = manifest.Artifacts,
            PackageFolder = packages.FolderOf(packageId),
            Secrets = secrets,
        };
    }

    public static Task<Deployment> OfAsync(
        IPackageStore packages, DeploymentEnvironment environment, DeploymentRecord record, ImmutableSortedDictionary<string, string> secrets, CancellationToken cancellation) =>
        OfAsync(packages, environment, record.PackageId, record.DeploymentId, secrets, cancellation);
}
