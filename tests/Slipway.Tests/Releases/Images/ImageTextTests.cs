using System.Text;
using System.Text.Json.Nodes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Images;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Images;

public sealed class ImageTextTests
{
    private static readonly string A = new('a', 64), B = new('b', 64), C = new('c', 64);

    [Theory]
    [InlineData("", "SLP2901")]
    [InlineData("oci:base", "SLP2901")]
    [InlineData("oci:base:10.0", "SLP2901")]
    [InlineData("oci:base@sha256:1234", "SLP2901")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "SLP2902")]
    [InlineData("oci:@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "SLP2902")]
    public void A_base_that_is_no_layout_pinned_by_digest_is_refused(string text, string code)
    {
        FaultException refused = Assert.Throws<FaultException>(() => ImageReference.Parse(text));

        Assert.Equal((ExitCode.Usage, code), (refused.ExitCode, refused.Faults[0].Code));
    }

    [Fact]
    public void A_pinned_layout_is_read() => Assert.Equal(("images/base", A), (ImageReference.Parse($"oci:images/base@sha256:{A}").Layout, ImageReference.Parse($"oci:images/base@sha256:{A}").Digest.Hex));

    [Fact]
    public void Of_an_index_the_image_for_linux_on_x64_is_taken()
    {
        string index = $$$"""{"manifests":[{"digest":"sha256:{{{A}}}","platform":{"os":"linux","architecture":"arm64"}},{"digest":"sha256:{{{B}}}","platform":{"os":"linux","architecture":"amd64"}}]}""";

        Assert.Equal(B, ImageText.ManifestIn(Encoding.UTF8.GetBytes(index), "base"));
        Assert.Null(ImageText.ManifestIn("""{"config":{},"layers":[]}"""u8, "base"));
        string[] others = [$$$"""{"manifests":[]}""", index.Replace("amd64", "s390x", StringComparison.Ordinal)];
        Assert.All(others, other => Assert.Equal("SLP2904", Assert.Throws<FaultException>(() => ImageText.ManifestIn(Encoding.UTF8.GetBytes(other), "base")).Faults[0].Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"config":{"digest":"sha256:12","size":1},"layers":[]}""")]
    [InlineData("""{"config":{"digest":"sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},"layers":[]}""")]
    public void A_manifest_that_says_nothing_is_told_with_its_place(string text)
    {
        Fault fault = Assert.Throws<FaultException>(() => ImageText.Parts(Encoding.UTF8.GetBytes(text), "the place")).Faults[0];

        Assert.Equal(("SLP2903", "the place"), (fault.Code, fault.Place));
    }

    [Fact]
    public void A_service_keeps_what_its_base_says_and_adds_its_own()
    {
        byte[] ofBase = Encoding.UTF8.GetBytes($$$"""{"os":"linux","config":{"Env":["PATH=/usr/bin"],"Cmd":["bash"]},"rootfs":{"type":"layers","diff_ids":["sha256:{{{A}}}"]}}""");
        var content = new ImageContent(new Blob(ImageText.LayerType, B, 3), ["dotnet", "/app/Shop.dll"], "/app", System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("commit", "c"), DateTimeOffset.UnixEpoch);

        JsonNode image = JsonNode.Parse(ImageText.Configuration(ofBase, content, "base"))!;
        ImageParts parts = ImageText.Parts(ImageText.Manifest([new Blob("application/vnd.docker.image.rootfs.diff.tar.gzip", A, 1)], (C, 2), content.Layer), "image");

        Assert.Equal("""{"Env":["PATH=/usr/bin"],"Entrypoint":["dotnet","/app/Shop.dll"],"WorkingDir":"/app","Labels":{"commit":"c"}}""", image["config"]!.ToJsonString());
        Assert.Equal($"""["sha256:{A}","sha256:{B}"]""", image["rootfs"]!["diff_ids"]!.ToJsonString());
        Assert.Equal("1970-01-01T00:00:00Z", (string?)image["created"]);
        Assert.Equal(C, parts.Configuration.Digest);
        Assert.Equal([new Blob(ImageText.LayerType + "+gzip", A, 1), content.Layer], parts.Layers.AsEnumerable());
    }

    [Fact]
    public void Only_a_package_with_images_goes_to_Docker()
    {
        var service = new PackagedService { Name = "shop", EntryPoint = "Shop.dll" };
        var manifest = new Manifest
        {
            Application = "shop", Version = "1.0.0", Source = new PackageSource("c", "t", false), Services = [service], Artifacts = [], Rollback = new RollbackPlan(),
        };
        DeploymentEnvironment production = DeploymentEnvironment.OfDocker("production", 80, "unix:///x", "10.0.0.5");

        Assert.Equal("SLP2419", PlaceJudge.Unfit(manifest, production)!.Code);
        Assert.Null(PlaceJudge.Unfit(manifest with { Services = [service with { Image = new PackagedImage(A, B) }] }, production));
        Assert.Null(PlaceJudge.Unfit(manifest, new DeploymentEnvironment { Name = "staging", Port = 7080 }));
        Assert.Equal("http://10.0.0.5/", production.Url.ToString());
    }
}
