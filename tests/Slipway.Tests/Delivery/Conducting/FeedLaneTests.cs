using System.Collections.Immutable;
using Slipway.Delivery.ArtifactFiles;
using Slipway.Delivery.Conducting;
using Slipway.Delivery.Configurations;
using Slipway.Delivery.Leases;
using Slipway.Delivery.LedgerFiles;
using Slipway.Delivery.Recording;
using Slipway.Delivery.Signing;
using Slipway.Deployers.Feeds;
using Slipway.Fakes;
using Slipway.Fakes.Feeds;
using Slipway.Processes;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>A library on its way through two feeds, with the real conductor, ledger, store and leases.</summary>
public sealed class FeedLaneTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly FolderPackageStore _packages;
    private readonly FileLedger _ledger;
    private readonly Journal _journal;
    private readonly Conductor _conductor;

    public FeedLaneTests()
    {
        AbsolutePath state = _temp.Path / "state";
        _packages = new FolderPackageStore(state / "packages");
        _ledger = new FileLedger(state, TimeProvider.System);
        _journal = new Journal(_ledger, "lib", new Actor("ada@example.org", "human"), "run-1", TimeProvider.System);
        var ports = new ReleasePorts(_ledger, _packages, new FeedDeployer(state, _ => null), new FileLeaseSource(state), new FolderConfigurationStore(state / "configurations"));
        var policy = new ReleasePolicy { Gates = new GatePolicy { MinimumTests = 0 } };
        _conductor = new Conductor(ports, _journal, new Weighing(ports, new Judging(new SshKeygen(new ProcessRunner())), policy, TimeProvider.System), policy, _ => { });
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DeploymentEnvironment Staging => DeploymentEnvironment.OfFeed("staging", _temp.Path / "staging");

    private DeploymentEnvironment Public => DeploymentEnvironment.OfFeed("public", _temp.Path / "public");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_same_bytes_go_from_feed_to_feed_and_no_further_than_the_order_allows()
    {
        string one = await SealAsync("1.0.0");
        FaultException early = await Assert.ThrowsAsync<FaultException>(() => DeployAsync(Public, one));
        Assert.Contains("gate order failed", early.Faults[0].Cause, StringComparison.Ordinal);

        await DeployAsync(Staging, one);
        await DeployAsync(Public, one);

        Assert.Equal(["Lib.1.0.0.nupkg"], Files("public"));
        Assert.Equal(await File.ReadAllBytesAsync(_temp.Path / "staging" / "Lib.1.0.0.nupkg", Cancellation), await File.ReadAllBytesAsync(_temp.Path / "public" / "Lib.1.0.0.nupkg", Cancellation));
    }

    [Fact]
    public async Task A_rollback_takes_the_release_off_the_list_bars_it_and_pins_the_feed()
    {
        string one = await SealAsync("1.0.0"), two = await SealAsync("1.1.0");
        await DeployAsync(Staging, one);
        await DeployAsync(Staging, two);
        Assert.Equal(["Lib.1.0.0.nupkg", "Lib.1.1.0.nupkg"], Files("staging"));

        await _conductor.RollBackAsync(new RollbackOrder(Staging, "broken", To: null, ImmutableSortedDictionary<string, string>.Empty), Cancellation);

        Assert.Equal(["Lib.1.0.0.nupkg"], Files("staging"));
        EnvironmentState here = await HereAsync();
        Assert.Equal((one, "broken"), (here.Current?.PackageId, here.Pin));
        Assert.True(here.Barred.ContainsKey(two));
    }

    [Fact]
    public async Task What_the_feed_has_with_other_content_is_refused_and_the_feed_left_as_it_was()
    {
        string one = await SealAsync("1.0.0");
        Directory.CreateDirectory(_temp.Path / "staging");
        await File.WriteAllBytesAsync(_temp.Path / "staging" / "Lib.1.0.0.nupkg", Nupkg.Make("Lib", "1.0.0", "theirs"), Cancellation);

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => DeployAsync(Staging, one));

        Assert.Equal("SLP4108", refused.Faults.Single().Code);
        Assert.Null((await HereAsync()).Current);
        Assert.Equal(["Lib.1.0.0.nupkg"], Files("staging"));
    }

    [Fact]
    public async Task A_feed_that_offers_other_content_than_was_published_fails_its_smoke_test()
    {
        await DeployAsync(Staging, await SealAsync("1.0.0"));
        DeploymentRecord live = (await HereAsync()).Current!; // it was deployed just now
        Assert.Empty(await _conductor.SmokeAsync(Staging, live, Cancellation));

        await File.WriteAllBytesAsync(_temp.Path / "staging" / "Lib.1.0.0.nupkg", Nupkg.Make("Lib", "1.0.0", "theirs"), Cancellation);
        Assert.Equal("SLP3504", (await _conductor.SmokeAsync(Staging, live, Cancellation)).Single().Code);
        File.Delete(_temp.Path / "staging" / "Lib.1.0.0.nupkg");
        Assert.Equal("SLP3504", (await _conductor.SmokeAsync(Staging, live, Cancellation)).Single().Code);
    }

    private async Task DeployAsync(DeploymentEnvironment environment, string package) => await _conductor.DeployAsync(
        new DeployOrder { Verb = "Promote", Lane = [Staging, Public], Environment = environment, PackageId = package }, Cancellation);

    private async Task<EnvironmentState> HereAsync() => ReleaseState.Fold(await _ledger.ReadAsync(Cancellation)).In("staging");

    private IEnumerable<string?> Files(string feed) => Directory.GetFiles(_temp.Path / feed).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private async Task<string> SealAsync(string version)
    {
        AbsolutePath folder = _temp.Path / "made" / version;
        Directory.CreateDirectory(folder / "nuget");
        byte[] package = Nupkg.Make("Lib", version, version);
        await File.WriteAllBytesAsync(folder / "nuget" / $"Lib.{version}.nupkg", package, Cancellation);
        Manifest manifest = Facts.Manifest(version) with
        {
            Services = [],
            Artifacts = [new Artifact($"nuget/Lib.{version}.nupkg", package.Length, Digest.Of(package).Hex, ArtifactRole.NuGetPackage)],
        };
        string id = await _packages.SealAsync(manifest, folder, Cancellation);
        await _journal.AppendAsync(EntryType.CandidateSealed, new Subject(PackageId: id, Version: version), Cancellation, ("commit", manifest.Source.Commit), ("tree", manifest.Source.Tree));
        return id;
    }
}
