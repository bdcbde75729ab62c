using System.Collections.Immutable;
using Slipway.Releases.Images;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Images;

/// <summary>Makes the image of every service of a package, without Docker: one layout in the package's folder, its base in it once.</summary>
public static class ImageLayout
{
    /// <summary>The layout's folder in a package.</summary>
    public const string Folder = "image";

    private const string ServiceFolder = "app";

    /// <summary>Lays the images beside the published services and gives every service the digests of its own.</summary>
    /// <param name="package">Folder of the package: services in, images out.</param>
    /// <param name="manifest">What the package is.</param>
    /// <param name="below">What the services are laid upon.</param>
    /// <param name="time">The commit's time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Vocabulary.Faults.FaultException">The base is not there, or altered.</exception>
    public static async Task<Manifest> WriteAsync(AbsolutePath package, Manifest manifest, BaseImage below, DateTimeOffset time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(below);
        AbsolutePath layout = package / Folder;
        Directory.CreateDirectory(layout / "blobs" / "sha256");
        await below.CopyLayersAsync(layout, cancellation);
        byte[] ofBase = await below.ReadConfigurationAsync(cancellation);
        var services = ImmutableArray.CreateBuilder<PackagedService>();
        List<(string Service, string Manifest, long Size)> index = [];
        foreach (PackagedService service in manifest.Services)
        {
            Blob layer = await LayerFile.WriteAsync(package / "services" / service.Name, service.EntryPoint, ServiceFolder, time, layout, cancellation);
            var content = new ImageContent(layer, StartOf(service), $"/{ServiceFolder}", MarksOf(manifest, service), time);
            byte[] configuration = ImageText.Configuration(ofBase, content, below.Layout);
            string id = await AddAsync(layout, configuration, cancellation);
            byte[] image = ImageText.Manifest(below.Parts.Layers, (id, configuration.Length), layer);
            string name = await AddAsync(layout, image, cancellation);
            index.Add((service.Name, name, image.Length));
            services.Add(service with { Image = new PackagedImage(name, id) });
        }

        await File.WriteAllTextAsync(layout / "oci-layout", ImageText.Layout, cancellation);
        await File.WriteAllBytesAsync(layout / "index.json", ImageText.Index(index), cancellation);
        return manifest with { Services = services.ToImmutable() };
    }

    private static async Task<string> AddAsync(AbsolutePath layout, byte[] text, CancellationToken cancellation)
    {
        string digest = Digest.Of(text).Hex;
        await File.WriteAllBytesAsync(layout / ImageText.PathOf(digest), text, cancellation);
        return digest;
    }

    private static ImmutableArray<string> StartOf(PackagedService service) => service.EntryPoint.EndsWith(".dll", StringComparison.Ordinal)
        ? ["dotnet", $"/{ServiceFolder}/{service.EntryPoint}", .. service.Arguments]
        : [service.EntryPoint, .. service.Arguments];

    private static ImmutableSortedDictionary<string, string> MarksOf(Manifest manifest, PackagedService service) =>
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal)
            .Add("org.opencontainers.image.revision", manifest.Source.Commit)
            .Add("org.opencontainers.image.title", $"{manifest.Application}/{service.Name}")
            .Add("org.opencontainers.image.version", manifest.Version);
}
