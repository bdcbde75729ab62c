using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Routing;

namespace Slipway.Deployers.Feeds;

/// <summary>Hands every environment to the deployer for its kind of place.</summary>
/// <param name="services">For environments in which services run as processes.</param>
/// <param name="docker">Makes the one for environments on Docker; asked when there is one, for what it is made of takes its time to load.</param>
/// <param name="feeds">For feeds.</param>
public sealed class PlacedDeployer(IDeployer services, Func<IDeployer> docker, IDeployer feeds) : IDeployer
{
    private readonly Lazy<IDeployer> _docker = new(docker);

    /// <inheritdoc />
    public Task<Observation> ObserveAsync(DeploymentEnvironment environment, CancellationToken cancellation) => Of(environment).ObserveAsync(environment, cancellation);

    /// <inheritdoc />
    public Task OpenAsync(DeploymentEnvironment environment, CancellationToken cancellation) => Of(environment).OpenAsync(environment, cancellation);

    /// <inheritdoc />
    public Task UnpackAsync(Deployment deployment, CancellationToken cancellation) => Of(deployment.Environment).UnpackAsync(deployment, cancellation);

    /// <inheritdoc />
    public Task MigrateAsync(Deployment deployment, CancellationToken cancellation) => Of(deployment.Environment).MigrateAsync(deployment, cancellation);

    /// <inheritdoc />
    public Task FollowAsync(DeploymentEnvironment environment, string deploymentId, string flags, CancellationToken cancellation) =>
        Of(environment).FollowAsync(environment, deploymentId, flags, cancellation);

    /// <inheritdoc />
    public Task StartAsync(Deployment deployment, CancellationToken cancellation) => Of(deployment.Environment).StartAsync(deployment, cancellation);

    /// <inheritdoc />
    public Task AwaitReadyAsync(Deployment deployment, TimeSpan deadline, CancellationToken cancellation) => Of(deployment.Environment).AwaitReadyAsync(deployment, deadline, cancellation);

    /// <inheritdoc />
    public Task<ProbeAnswer> ProbeAsync(Deployment deployment, string service, string path, CancellationToken cancellation) =>
        Of(deployment.Environment).ProbeAsync(deployment, service, path, cancellation);

    /// <inheritdoc />
    public Task<SwitchReceipt> SwitchAsync(Deployment deployment, CancellationToken cancellation) => Of(deployment.Environment).SwitchAsync(deployment, cancellation);

    /// <inheritdoc />
    public Task<SwitchReceipt> ExposeAsync(Deployment canary, string serving, Exposure exposure, CancellationToken cancellation) =>
        Of(canary.Environment).ExposeAsync(canary, serving, exposure, cancellation);

    /// <inheritdoc />
    public Task<EdgeCounts?> CountAsync(DeploymentEnvironment environment, CancellationToken cancellation) => Of(environment).CountAsync(environment, cancellation);

    /// <inheritdoc />
    public Task HandOverAsync(Deployment deployment, TimeSpan grace, CancellationToken cancellation) => Of(deployment.Environment).HandOverAsync(deployment, grace, cancellation);

    /// <inheritdoc />
    public Task<ImmutableArray<string>> StrayAsync(DeploymentEnvironment environment, string deploymentId, CancellationToken cancellation) =>
        Of(environment).StrayAsync(environment, deploymentId, cancellation);

    /// <inheritdoc />
    public Task<DrainReceipt> DrainAsync(DeploymentEnvironment environment, string deploymentId, TimeSpan deadline, CancellationToken cancellation) =>
        Of(environment).DrainAsync(environment, deploymentId, deadline, cancellation);

    /// <inheritdoc />
    public Task StopAsync(DeploymentEnvironment environment, string deploymentId, TimeSpan grace, CancellationToken cancellation) =>
        Of(environment).StopAsync(environment, deploymentId, grace, cancellation);

    /// <inheritdoc />
    public Task<ImmutableArray<string>> ListAsync(DeploymentEnvironment environment, CancellationToken cancellation) => Of(environment).ListAsync(environment, cancellation);

    /// <inheritdoc />
    public Task DiscardAsync(DeploymentEnvironment environment, string deploymentId, CancellationToken cancellation) => Of(environment).DiscardAsync(environment, deploymentId, cancellation);

    /// <inheritdoc />
    public Task UnrouteAsync(DeploymentEnvironment environment, CancellationToken cancellation) => Of(environment).UnrouteAsync(environment, cancellation);

    /// <inheritdoc />
    public Task CloseAsync(DeploymentEnvironment environment, CancellationToken cancellation) => Of(environment).CloseAsync(environment, cancellation);

    private IDeployer Of(DeploymentEnvironment environment) => environment.IsFeed ? feeds : environment.Docker is null ? services : _docker.Value;
}
