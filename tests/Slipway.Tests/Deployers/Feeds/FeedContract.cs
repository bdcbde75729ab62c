using System.Collections.Immutable;
using Slipway.Deployers.Feeds;
using Slipway.Fakes;
using Slipway.Fakes.Feeds;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Deployers.Feeds;

/// <summary>What every feed promises as an environment. A subclass lends the feed and says what it offers.</summary>
public abstract class FeedContract : IDisposable
{
    private readonly TempFolder _temp = new();

    protected AbsolutePath Folder => _temp.Path;

    protected abstract DeploymentEnvironment Environment { get; }

    /// <summary>The value of the variable that holds the key.</summary>
    protected string? KeyValue { get; set; } = ServedFeed.Key;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected FeedDeployer Deployer => new(Folder / "state", _ => KeyValue);

    /// <summary>What consumers find: "id/version", in order.</summary>
    protected abstract IEnumerable<string> Offered();

    /// <summary>Puts a package there behind our back.</summary>
    protected abstract Task PutAsync(string id, string version, byte[] package);

    public void Dispose()
    {
        Dispose(true);
        _temp.Dispose();
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    [Fact]
    public async Task A_feed_nothing_was_published_to_is_empty()
    {
        Observation seen = await Deployer.ObserveAsync(Environment, Cancellation);

        Assert.Null(seen.LiveDeployment);
        Assert.Empty(seen.Instances);
    }

    [Fact]
    public async Task What_is_published_is_offered_and_seen_with_its_digest()
    {
        Deployment one = Make("d1", "1.0.0", "One", "Two");

        SwitchReceipt receipt = await PublishAsync(one);

        Assert.Null(receipt.Previous);
        Assert.Equal(["One/1.0.0", "Two/1.0.0"], Offered());
        Observation seen = await Deployer.ObserveAsync(Environment, Cancellation);
        Assert.Equal(("d1", one.PackageId), (seen.LiveDeployment, seen.LivePackage));
        Assert.All(seen.Instances, instance => Assert.Equal(Health.Healthy, instance.Health));
    }

    [Fact]
    public async Task A_feed_offers_to_everybody_or_to_nobody()
    {
        Deployment one = Make("d1", "1.0.0", "One"), two = Make("d2", "2.0.0", "One");
        await PublishAsync(one);

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => Deployer.ExposeAsync(two, "d1", new Exposure(100), Cancellation));

        Assert.Equal("SLP4109", Assert.Single(refused.Faults).Code);
        Assert.Null(await Deployer.CountAsync(Environment, Cancellation));
    }

    [Fact]
    public async Task Asked_again_nothing_changes()
    {
        await PublishAsync(Make("d1", "1.0.0", "One"));

        Assert.Equal("d1", (await PublishAsync(Make("d1", "1.0.0", "One"))).Previous);
        Assert.Equal(["One/1.0.0"], Offered());
    }

    [Fact]
    public async Task The_next_release_leaves_the_one_before_to_its_consumers_and_the_way_back_takes_the_next_away()
    {
        await PublishAsync(Make("d1", "1.0.0", "One"));
        await PublishAsync(Make("d2", "1.1.0", "One"));
        Assert.Equal(["One/1.0.0", "One/1.1.0"], Offered());

        SwitchReceipt back = await PublishAsync(Make("d1", "1.0.0", "One"));

        Assert.Equal("d2", back.Previous);
        Assert.Equal(["One/1.0.0"], Offered());
        Assert.Equal("d1", (await Deployer.ObserveAsync(Environment, Cancellation)).LiveDeployment);
    }

    [Fact]
    public async Task The_same_content_that_is_there_already_is_left_also_on_the_way_back()
    {
        await PublishAsync(Make("d1", "1.0.0", "One"));
        await PutAsync("One", "1.1.0", Nupkg.Make("One", "1.1.0", "One 1.1.0", isSigned: true));

        await PublishAsync(Make("d2", "1.1.0", "One"));
        await PublishAsync(Make("d1", "1.0.0", "One"));

        Assert.Equal(["One/1.0.0", "One/1.1.0"], Offered());
    }

    [Fact]
    public async Task Other_content_under_the_same_version_is_refused_before_anything_is_published()
    {
        await PutAsync("Two", "1.0.0", Nupkg.Make("Two", "1.0.0", "something else"));
        Deployment one = Make("d1", "1.0.0", "One", "Two");

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => Deployer.UnpackAsync(one, Cancellation));

        Assert.Equal((ExitCode.GateFailed, "SLP4108"), (refused.ExitCode, refused.Faults.Single().Code));
        Assert.Matches("Two 1.0.0 is in the feed with other content: [0-9a-f]{64} there, [0-9a-f]{64} here", refused.Faults[0].Cause);
        Assert.DoesNotContain("One/1.0.0", Offered());
    }

    [Fact]
    public async Task An_altered_package_is_not_published()
    {
        Deployment one = Make("d1", "1.0.0", "One");
        await File.AppendAllTextAsync(Path.Combine(one.PackageFolder, one.Artifacts[0].Path), "x", Cancellation);

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => Deployer.UnpackAsync(one, Cancellation));

        Assert.Equal((ExitCode.Damaged, "SLP4107"), (refused.ExitCode, refused.Faults.Single().Code));
    }

    [Fact]
    public async Task What_is_taken_away_behind_our_back_is_seen_and_published_again()
    {
        await PublishAsync(Make("d1", "1.0.0", "One"));
        await TakeAwayAsync("One", "1.0.0");
        Assert.Equal(Health.Ended, (await Deployer.ObserveAsync(Environment, Cancellation)).Instances.Single().Health);

        await PublishAsync(Make("d1", "1.0.0", "One"));

        Assert.Equal(Health.Healthy, (await Deployer.ObserveAsync(Environment, Cancellation)).Instances.Single().Health);
    }

    [Fact]
    public async Task Unrouted_nothing_of_ours_is_offered()
    {
        await PublishAsync(Make("d1", "1.0.0", "One", "Two"));

        await Deployer.UnrouteAsync(Environment, Cancellation);

        Assert.Empty(Offered());
        Assert.Null((await Deployer.ObserveAsync(Environment, Cancellation)).LiveDeployment);
    }

    /// <summary>Takes a package away behind our back, so that it cannot be restored any more.</summary>
    protected abstract Task TakeAwayAsync(string id, string version);

    /// <summary>A deployment of packages whose content their names and version tell.</summary>
    protected Deployment Make(string id, string version, params string[] packages)
    {
        AbsolutePath folder = Folder / "sealed" / version;
        Directory.CreateDirectory(folder / "nuget");
        var artifacts = ImmutableArray.CreateBuilder<Artifact>();
        foreach (string package in packages)
        {
            byte[] bytes = Nupkg.Make(package, version, $"{package} {version}");
            string path = $"nuget/{package}.{version}.nupkg";
            File.WriteAllBytes(folder / path, bytes);
            artifacts.Add(new Artifact(path, bytes.Length, Digest.Of(bytes).Hex, ArtifactRole.NuGetPackage));
        }

        return new Deployment
        {
            Id = id, Environment = Environment, PackageId = Facts.Id((char)('a' + version[2] - '0')), Version = version, Services = [], Artifacts = artifacts.ToImmutable(), PackageFolder = folder,
        };
    }

    /// <summary>All steps, as a conductor takes them.</summary>
    protected async Task<SwitchReceipt> PublishAsync(Deployment deployment)
    {
        await Deployer.OpenAsync(deployment.Environment, Cancellation);
        await Deployer.UnpackAsync(deployment, Cancellation);
        return await Deployer.SwitchAsync(deployment, Cancellation);
    }
}
