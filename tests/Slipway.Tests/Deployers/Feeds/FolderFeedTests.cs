using Slipway.Fakes.Feeds;
using Slipway.Releases.Environments;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Deployers.Feeds;

/// <summary>A folder as a feed.</summary>
public sealed class FolderFeedTests : FeedContract
{
    protected override DeploymentEnvironment Environment => DeploymentEnvironment.OfFeed("staging", Folder / "feed");

    [Fact]
    public async Task Nothing_but_whole_packages_lies_in_the_folder()
    {
        await PublishAsync(Make("d1", "1.0.0", "One"));

        Assert.Equal(["One.1.0.0.nupkg"], Directory.GetFiles(Folder / "feed").Select(Path.GetFileName));
    }

    [Fact]
    public async Task Packages_in_folders_of_their_own_are_seen()
    {
        Directory.CreateDirectory(Folder / "feed" / "one" / "1.0.0");
        await File.WriteAllBytesAsync(Folder / "feed" / "one" / "1.0.0" / "one.1.0.0.nupkg", Nupkg.Make("One", "1.0.0", "other"), Cancellation);

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => Deployer.UnpackAsync(Make("d1", "1.0.0", "One"), Cancellation));

        Assert.Equal("SLP4108", refused.Faults.Single().Code);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        await File.WriteAllTextAsync(Folder / "feed", "a file", Cancellation);

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => Deployer.OpenAsync(Environment, Cancellation));

        Assert.Equal(("SLP4101", (string)(Folder / "feed")), (refused.Faults.Single().Code, refused.Faults[0].Place));
    }

    protected override IEnumerable<string> Offered() =>
        Directory.Exists(Folder / "feed") ? Directory.GetFiles(Folder / "feed", "*.nupkg").Select(file => Nupkg.NameOf(File.ReadAllBytes(file))).Order(StringComparer.Ordinal) : [];

    protected override Task PutAsync(string id, string version, byte[] package)
    {
        Directory.CreateDirectory(Folder / "feed");
        return File.WriteAllBytesAsync(Folder / "feed" / $"{id}.{version}.nupkg", package, Cancellation);
    }

    protected override Task TakeAwayAsync(string id, string version)
    {
        File.Delete(Folder / "feed" / $"{id}.{version}.nupkg");
        return Task.CompletedTask;
    }
}
