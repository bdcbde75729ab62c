using Slipway.Delivery.Images;
using Slipway.Fakes;
using Slipway.Releases.Images;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Images;

/// <summary>Images are made without Docker, and of the same files the same.</summary>
public sealed class ImageLayoutTests : IDisposable
{
    private static readonly DateTimeOffset Commit = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private readonly TempFolder _temp = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_same_files_are_the_same_image_whoever_laid_them_when_and_in_what_order()
    {
        BaseImage below = await BaseAsync();
        PackagedImage first = await MakeAsync("one", below, ["a/b.txt", "Shop.dll", "z.json"], DateTime.UtcNow);
        PackagedImage second = await MakeAsync("two", below, ["z.json", "a/b.txt", "Shop.dll"], DateTime.UnixEpoch);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task One_byte_more_is_another_image()
    {
        BaseImage below = await BaseAsync();

        Assert.NotEqual(await MakeAsync("one", below, ["Shop.dll"], Commit.UtcDateTime), await MakeAsync("two", below, ["Shop.dll", "more.txt"], Commit.UtcDateTime));
    }

    [Fact]
    public async Task The_layout_holds_every_part_it_names_and_each_is_what_its_name_says()
    {
        PackagedImage image = await MakeAsync("one", await BaseAsync(), ["Shop.dll"], Commit.UtcDateTime);
        AbsolutePath layout = _temp.Path / "one" / "image";

        ImageParts parts = ImageText.Parts(await File.ReadAllBytesAsync(layout / ImageText.PathOf(image.Manifest), Cancellation), layout);

        Assert.Equal(image.Configuration, parts.Configuration.Digest);
        string[] files = [.. Directory.EnumerateFiles(layout / "blobs" / "sha256")];
        Assert.Equal([.. parts.Layers.Select(layer => layer.Digest).Append(image.Manifest).Append(image.Configuration).Order()], files.Select(Path.GetFileName).Order());
        Assert.All(files, file => Assert.Equal(Path.GetFileName(file), Digest.Of(File.ReadAllBytes(file)).Hex));
    }

    [Fact]
    public async Task A_base_that_is_not_there_or_was_altered_is_refused()
    {
        BaseImage below = await BaseAsync();
        FaultException gone = await Assert.ThrowsAsync<FaultException>(() => BaseImage.ReadAsync(new ImageReference("base", Digest.Of("other"u8)), _temp.Path, Cancellation));
        await File.AppendAllTextAsync(below.Layout / ImageText.PathOf(below.Parts.Layers[0].Digest), "x", Cancellation);
        FaultException altered = await Assert.ThrowsAsync<FaultException>(() => MakeAsync("one", below, ["Shop.dll"], Commit.UtcDateTime));

        Assert.Equal((ExitCode.Usage, "SLP3101"), (gone.ExitCode, gone.Faults[0].Code));
        Assert.Equal((ExitCode.Damaged, "SLP3102"), (altered.ExitCode, altered.Faults[0].Code));
    }

    private async Task<PackagedImage> MakeAsync(string name, BaseImage below, string[] files, DateTime written)
    {
        AbsolutePath package = _temp.Path / name;
        foreach (string file in files)
        {
            AbsolutePath path = package / "services" / "shop" / file;
            Directory.CreateDirectory(path.Parent!); // it lies in a folder
            await File.WriteAllTextAsync(path, file, Cancellation);
            File.SetLastWriteTimeUtc(path, written);
        }

        var manifest = new Manifest
        {
            Application = "shop", Version = "1.0.0", Source = new PackageSource("c", "t", false), Artifacts = [], Rollback = new RollbackPlan(),
            Services = [new PackagedService { Name = "shop", EntryPoint = "Shop.dll" }],
        };
        return (await ImageLayout.WriteAsync(package, manifest, below, Commit, Cancellation)).Services[0].Image!; // it was just made
    }

    private async Task<BaseImage> BaseAsync()
    {
        AbsolutePath layout = _temp.Path / "base";
        Directory.CreateDirectory(layout / "blobs" / "sha256");
        string layer = Add(layout, "files");
        string configuration = Add(layout, $$$$"""{"os":"linux","architecture":"amd64","rootfs":{"type":"layers","diff_ids":["sha256:{{{{layer}}}}"]}}""");
        string manifest = Add(layout, $$$$"""{"config":{"mediaType":"c","digest":"sha256:{{{{configuration}}}}","size":1},"layers":[{"mediaType":"{{{{ImageText.LayerType}}}}","digest":"sha256:{{{{layer}}}}","size":5}]}""");
        return await BaseImage.ReadAsync(new ImageReference("base", Digest.Parse(manifest)), _temp.Path, Cancellation);
    }

    private static string Add(AbsolutePath layout, string text)
    {
        string digest = Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)).Hex;
        File.WriteAllText(layout / ImageText.PathOf(digest), text);
        return digest;
    }
}
