using System.Collections.Immutable;
using Slipway.Delivery.ArtifactFiles;
using Slipway.Delivery.Publishing;
using Slipway.Fakes;
using Slipway.Releases.Packages;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Publishing;

/// <summary>What of a sealed package is published.</summary>
public sealed class PublicationFilesTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly FolderPackageStore _store;

    public PublicationFilesTests() => _store = new(_temp.Path / "store");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_same_package_gives_the_same_files_and_nothing_meant_for_operators()
    {
        string id = await SealAsync(hasService: true);

        Publication one = await PublicationFiles.OfAsync(_store, id, "v1.0.0", _temp.Path / "one", Cancellation), two = await PublicationFiles.OfAsync(_store, id, "v1.0.0", _temp.Path / "two", Cancellation);

        Assert.Equal(["Lib.1.0.0.nupkg", "Lib.1.0.0.snupkg", "SHA256SUMS", "manifest.json", "notes.md", "shop-1.0.0.package.tar"], one.Files.Select(file => file.Name));
        Assert.Equal(one.Files.Select(file => file.Digest), two.Files.Select(file => file.Digest));
        Assert.Equal(id, one.Files.Single(file => file.Name == "manifest.json").Digest.Hex);
        // Where the number of the writing process would stand: another process would give other bytes.
        Assert.DoesNotContain("PaxHeaders", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(one.Files.Single(file => file.Name.EndsWith(".tar", StringComparison.Ordinal)).Path, Cancellation)), StringComparison.Ordinal);
        Assert.All(one.Files, file => Assert.Equal(Digest.Of(File.ReadAllBytes(file.Path)), file.Digest));
        Assert.Equal("notes", one.Notes);
        Assert.Equal(5, SiteIndex.Read("1.0.0", await File.ReadAllTextAsync(one.Files.Single(file => file.Name == SiteIndex.Sums).Path, Cancellation))!.Files.Length);
    }

    [Fact]
    public async Task What_was_published_is_taken_in_elsewhere_as_the_same_package()
    {
        string id = await SealAsync(hasService: true);
        Publication publication = await PublicationFiles.OfAsync(_store, id, "v1.0.0", _temp.Path / "one", Cancellation);
        AbsolutePath tar = AbsolutePath.Create(publication.Files.Single(file => file.Name.EndsWith(".tar", StringComparison.Ordinal)).Path);

        Assert.Equal(id, await PackageArchive.ImportAsync(new FolderPackageStore(_temp.Path / "elsewhere"), tar, id, _temp.Path / "temporary", Cancellation));
    }

    [Fact]
    public async Task A_package_that_is_not_as_it_was_sealed_is_not_published()
    {
        string id = await SealAsync(hasService: false);
        AbsolutePath file = _store.FolderOf(id) / "nuget" / "Lib.1.0.0.nupkg";
        File.Delete(file);
        await File.WriteAllTextAsync(file, "other", Cancellation);

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => PublicationFiles.OfAsync(_store, id, "v1.0.0", _temp.Path / "one", Cancellation));

        Assert.Equal(ExitCode.Damaged, refused.ExitCode);
    }

    private async Task<string> SealAsync(bool hasService)
    {
        AbsolutePath folder = _temp.Path / "made";
        var artifacts = ImmutableArray.CreateBuilder<Artifact>();
        foreach ((string path, ArtifactRole role, string text) in new[]
        {
            ("notes/notes.md", ArtifactRole.Notes, "notes"), ("notes/operators.md", ArtifactRole.Notes, "secret of operators"), ("nuget/Lib.1.0.0.nupkg", ArtifactRole.NuGetPackage, "lib"),
            ("nuget/Lib.1.0.0.snupkg", ArtifactRole.NuGetPackage, "symbols"), ("services/storefront/Storefront.dll", ArtifactRole.Service, "code"),
        })
        {
            Directory.CreateDirectory((folder / path).Parent!);
            await File.WriteAllTextAsync(folder / path, text, Cancellation);
            artifacts.Add(new Artifact(path, text.Length, Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)).Hex, role));
        }

        Manifest manifest = Facts.Manifest("1.0.0") with { Artifacts = artifacts.ToImmutable() };
        return await _store.SealAsync(hasService ? manifest : manifest with { Services = [] }, folder, Cancellation);
    }
}
