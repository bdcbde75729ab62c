using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Conducting;

/// <summary>Puts together what a deployer needs to know, from a package and a name.</summary>
internal static class Deployments
{
    /// <summary>A package in an environment as the build describes it.</summary>
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

    /// <summary>A deployment that was made before, with the configuration it was made with, whatever the build says by now.</summary>
    /// <exception cref="FaultException">That configuration is not here any more (exit 1).</exception>
    public static async Task<Deployment> AgainAsync(
        ReleasePorts ports, DeploymentEnvironment environment, DeploymentRecord record, ImmutableSortedDictionary<string, string> secrets, CancellationToken cancellation)
    {
        DeploymentEnvironment then = await ThenAsync(ports.Configurations, environment, record.Configuration, cancellation).ConfigureAwait(false)
            ?? throw new FaultException(ExitCode.Failed, Gone(environment, record, ports.Configurations.Place));
        return await OfAsync(ports.Packages, then, record.PackageId, record.DeploymentId, secrets, cancellation).ConfigureAwait(false);
    }

    /// <summary>The same for a way back, which waits for nothing: where the configuration is gone, the build's is taken, and the ledger is told so on arrival.</summary>
    public static async Task<Deployment> BackAsync(
        ReleasePorts ports, DeploymentEnvironment environment, DeploymentRecord record, ImmutableSortedDictionary<string, string> secrets, CancellationToken cancellation) =>
        await OfAsync(
            ports.Packages, await ThenAsync(ports.Configurations, environment, record.Configuration, cancellation).ConfigureAwait(false) ?? environment,
            record.PackageId, record.DeploymentId, secrets, cancellation).ConfigureAwait(false);

    /// <summary>An environment with a configuration of before; null where that is not here any more.</summary>
    private static async Task<DeploymentEnvironment?> ThenAsync(IConfigurationStore configurations, DeploymentEnvironment environment, string? digest, CancellationToken cancellation)
    {
        if (digest is null || digest == ConfigurationDigest.Of(environment.Configuration))
            return environment;
        return await configurations.TryReadAsync(digest, cancellation).ConfigureAwait(false) is { } configuration ? environment with { Configuration = configuration } : null;
    }

    private static Fault Gone(DeploymentEnvironment environment, DeploymentRecord record, string place) => new(
        "SLP3505", $"the configuration that {record.Version} was deployed with ({record.Configuration![..12]}) is not here, and the build's is another", place,
        $"deploy the build's: ./build.sh Promote --environment {environment.Name} --package {record.PackageId[..12]}");
}
