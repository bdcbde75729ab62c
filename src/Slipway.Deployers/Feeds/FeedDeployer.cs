using System.Collections.Immutable;
using System.Diagnostics;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;
using Slipway.Vocabulary.Routing;

namespace Slipway.Deployers.Feeds;

/// <summary>
/// Publishes the NuGet packages of a release into a feed. Going forward takes nothing away, for consumers pin versions; going back takes off the list what was published since.
/// A version that is there with the same content is left as it is, with other content it is refused before anything is published.
/// </summary>
/// <param name="state">Folder for what was published.</param>
/// <param name="secret">Gives the value of an environment variable that holds a key; null for none.</param>
public sealed class FeedDeployer(AbsolutePath state, Func<string, string?> secret) : IDeployer
{
    /// <inheritdoc />
    public async Task<Observation> ObserveAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        if ((await FeedRecord.ReadAsync(state, environment, cancellation)).Live is not { } live)
            return new(null, null, null, []);
        INuGetFeed feed = FeedOf(environment);
        InstanceObservation[] seen = await Task.WhenAll(live.Packages.Select(async package =>
            new InstanceObservation(live.Id, live.PackageId, package.Id, 0, await HealthAsync(feed, package, cancellation), environment.Url.ToString())));
        return new(0, live.Id, live.PackageId, [.. seen]); // no process: a feed is whatever answers at its address
    }

    /// <inheritdoc />
    public Task OpenAsync(DeploymentEnvironment environment, CancellationToken cancellation) => FeedOf(environment).OpenAsync(cancellation);

    /// <summary>Checks every digest, and that the feed has no version of ours with other content; publishes nothing.</summary>
    /// <inheritdoc />
    public async Task UnpackAsync(Deployment deployment, CancellationToken cancellation)
    {
        INuGetFeed feed = FeedOf(deployment.Environment);
        var faults = ImmutableArray.CreateBuilder<Fault>();
        foreach ((Artifact artifact, string file) in Files(deployment))
        {
            if (Altered(artifact, file) is { } altered)
                throw new FaultException(ExitCode.Damaged, altered);
            NupkgContent package = NupkgContent.Read(file);
            if (await feed.FindAsync(package, cancellation) is { } there && there != package.Content)
                faults.Add(Other(deployment, package, there));
        }

        if (faults.Count > 0)
            throw new FaultException(ExitCode.GateFailed, faults.ToImmutable());
    }

    /// <inheritdoc />
    public Task MigrateAsync(Deployment deployment, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(Deployment deployment, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc />
    public Task AwaitReadyAsync(Deployment deployment, TimeSpan deadline, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc />
    public Task<ProbeAnswer> ProbeAsync(Deployment deployment, string service, string path, CancellationToken cancellation) => Task.FromResult(new ProbeAnswer(0, "nothing runs in a feed"));

    /// <summary>Publishes the deployment, or withdraws what was published after it where it was live before.</summary>
    /// <inheritdoc />
    public async Task<SwitchReceipt> SwitchAsync(Deployment deployment, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        FeedRecord before = await FeedRecord.ReadAsync(state, deployment.Environment, cancellation);
        int place = before.Line.IndexOf(before.Line.LastOrDefault(one => one.Id == deployment.Id && one.IsWhole)!);
        FeedRecord kept = before with { Line = place < 0 ? [.. before.Line.Where(one => one.IsWhole)] : before.Line[..(place + 1)] };
        PublishedDeployment? begun = place < 0 ? before.Line.LastOrDefault(one => one.Id == deployment.Id) : null;
        await WithdrawAsync(deployment.Environment, before, begun is null ? kept : kept with { Line = kept.Line.Add(begun) }, cancellation);
        await PublishAsync(deployment, kept, (place < 0, begun), cancellation);
        return new(before.Live?.Id, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>A feed offers a version to everybody or to nobody.</summary>
    /// <inheritdoc />
    public Task<SwitchReceipt> ExposeAsync(Deployment canary, string serving, Exposure exposure, CancellationToken cancellation) =>
        throw new FaultException(ExitCode.Usage, Undivided(canary.Environment));

    /// <summary>Nobody tells how often a feed was asked.</summary>
    /// <inheritdoc />
    public Task<EdgeCounts?> CountAsync(DeploymentEnvironment environment, CancellationToken cancellation) => Task.FromResult<EdgeCounts?>(null);

    /// <inheritdoc />
    public Task FollowAsync(DeploymentEnvironment environment, string deploymentId, string flags, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc />
    public Task HandOverAsync(Deployment deployment, TimeSpan grace, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc />
    public Task<ImmutableArray<string>> StrayAsync(DeploymentEnvironment environment, string deploymentId, CancellationToken cancellation) => Task.FromResult(ImmutableArray<string>.Empty);

    /// <inheritdoc />
    public Task<DrainReceipt> DrainAsync(DeploymentEnvironment environment, string deploymentId, TimeSpan deadline, CancellationToken cancellation) => Task.FromResult(new DrainReceipt(TimeSpan.Zero, 0));

    /// <inheritdoc />
    public Task StopAsync(DeploymentEnvironment environment, string deploymentId, TimeSpan grace, CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc />
    public Task<ImmutableArray<string>> ListAsync(DeploymentEnvironment environment, CancellationToken cancellation) => Task.FromResult(ImmutableArray<string>.Empty);

    /// <inheritdoc />
    public Task DiscardAsync(DeploymentEnvironment environment, string deploymentId, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Takes everything off the list that was published from here.</summary>
    /// <inheritdoc />
    public async Task UnrouteAsync(DeploymentEnvironment environment, CancellationToken cancellation) =>
        await WithdrawAsync(environment, await FeedRecord.ReadAsync(state, environment, cancellation), new FeedRecord([]), cancellation);

    /// <summary>A feed goes on offering what it has.</summary>
    /// <inheritdoc />
    public Task CloseAsync(DeploymentEnvironment environment, CancellationToken cancellation) => Task.CompletedTask;

    // What is begun is on record before the first byte goes out, so that a crash in between leaves nothing that nobody knows of.
    private async Task PublishAsync(Deployment deployment, FeedRecord kept, (bool IsNew, PublishedDeployment? Begun) how, CancellationToken cancellation)
    {
        INuGetFeed feed = FeedOf(deployment.Environment);
        var packages = ImmutableArray.CreateBuilder<PublishedPackage>();
        List<(NupkgContent Package, string File)> missing = [];
        foreach ((_, string file) in Files(deployment))
        {
            NupkgContent package = NupkgContent.Read(file);
            bool isThere = await feed.FindAsync(package, cancellation) is not null;
            bool isOurs = !isThere || how.Begun?.Packages.Any(one => one.IsOurs && one.Id == package.Id && one.Version == package.Version) == true;
            packages.Add(new(package.Id, package.Version, package.Content.Hex, isOurs));
            if (!isThere)
                missing.Add((package, file));
        }

        var next = new PublishedDeployment(deployment.Id, deployment.PackageId, IsWhole: false, packages.ToImmutable());
        if (how.IsNew)
            await (kept with { Line = kept.Line.Add(next) }).WriteAsync(state, deployment.Environment);
        foreach ((NupkgContent package, string file) in missing)
            await feed.PublishAsync(package, file, cancellation);
        if (how.IsNew)
            await (kept with { Line = kept.Line.Add(next with { IsWhole = true }) }).WriteAsync(state, deployment.Environment);
    }

    private async Task WithdrawAsync(DeploymentEnvironment environment, FeedRecord before, FeedRecord kept, CancellationToken cancellation)
    {
        if (kept.Line.Length == before.Line.Length)
            return;
        INuGetFeed feed = FeedOf(environment);
        (string, string)[] stays = [.. kept.Line.SelectMany(deployment => deployment.Packages).Select(package => (package.Id, package.Version))];
        foreach (PublishedPackage package in before.Line.Except(kept.Line).SelectMany(deployment => deployment.Packages).Where(package => package.IsOurs && !stays.Contains((package.Id, package.Version))))
            await feed.WithdrawAsync(new NupkgContent(package.Id, package.Version, Digest.Parse(package.Content)), cancellation);
        await kept.WriteAsync(state, environment);
    }

    private static async Task<Health> HealthAsync(INuGetFeed feed, PublishedPackage package, CancellationToken cancellation)
    {
        Digest content = Digest.Parse(package.Content);
        try
        {
            return await feed.FindAsync(new NupkgContent(package.Id, package.Version, content), cancellation) is not { } there ? Health.Ended : there == content ? Health.Healthy : Health.Unhealthy;
        }
        catch (FaultException)
        {
            return Health.Unhealthy; // a feed that does not answer is what whoever looks wants to see
        }
    }

    private static IEnumerable<(Artifact Artifact, string File)> Files(Deployment deployment) => deployment.Artifacts
        .Where(artifact => artifact.Role == ArtifactRole.NuGetPackage && artifact.Path.EndsWith(".nupkg", StringComparison.Ordinal))
        .Select(artifact => (artifact, Path.Combine(deployment.PackageFolder, artifact.Path)));

    private static Fault? Altered(Artifact artifact, string file)
    {
        Digest found = Digest.Of(File.ReadAllBytes(file));
        return found.Hex == artifact.Sha256 ? null : new Fault("SLP4107", $"{artifact.Path} is {found.Short}, sealed was {artifact.Sha256[..12]}", file, "./build.sh Package seals the package anew");
    }

    private INuGetFeed FeedOf(DeploymentEnvironment environment)
    {
        PackageFeed feed = environment.Feed ?? throw new ArgumentException($"{environment.Name} is no feed", nameof(environment));
        return feed.IsFolder ? new FolderFeed(feed.Address.LocalPath) : new HttpFeed(feed, feed.Key is { } key ? secret(key) : null);
    }

    private static Fault Undivided(DeploymentEnvironment environment) => new(
        "SLP4109", $"{environment.Name} is a feed, which cannot offer a release to a part of those who ask", environment.Url.ToString(),
        "take the rollout plan off that environment in the build");

    private static Fault Other(Deployment deployment, NupkgContent package, Digest there) => new(
        "SLP4108", $"{package.Id} {package.Version} is in the feed with other content: {there.Hex} there, {package.Content.Hex} here", deployment.Environment.Url.ToString(),
        "a published version never changes: commit, so that the version is raised, then ./build.sh Release");
}
