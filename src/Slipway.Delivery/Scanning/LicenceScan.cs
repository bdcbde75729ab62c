using System.Collections.Immutable;
using System.Text.Json;
using System.Xml;
using Slipway.Releases.Evidence;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Scanning;

/// <summary>Reads which licence each package of the restored graphs names.</summary>
public static class LicenceScan
{
    private const string Kind = "licences";

    /// <summary>Reads the licence of every package that is restored.</summary>
    public static async Task<ScanReport> ReadAsync(SolutionGround ground, CancellationToken cancellation)
    {
        var licences = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (AbsolutePath project in ground.Projects)
        {
            AbsolutePath assets = SolutionGround.AssetsOf(project);
            if (!File.Exists(assets))
                return ScanReport.WithoutData(Kind, $"{ground.Root.GetUnixRelativePathTo(assets)} is not there: the project is not restored");
            try
            {
                RestoredPackages restored = RestoredPackages.Parse(await File.ReadAllTextAsync(assets, cancellation).ConfigureAwait(false));
                foreach (RestoredPackage package in restored.Packages)
                    licences[package.Name] = await LicenceAsync(restored.Folders, package, cancellation).ConfigureAwait(false);
            }
            catch (JsonException)
            {
                return ScanReport.WithoutData(Kind, $"{ground.Root.GetUnixRelativePathTo(assets)} cannot be read");
            }
        }

        return new ScanReport(Kind, [.. licences.Select(pair => $"{pair.Key}\t{pair.Value}")], $"{licences.Count} packages of {ground.Projects.Length} projects");
    }

    private static async Task<string> LicenceAsync(ImmutableArray<string> folders, RestoredPackage package, CancellationToken cancellation)
    {
        string? file = package.Nuspec is null ? null : folders.Select(folder => Path.Combine(folder, package.Path, package.Nuspec)).FirstOrDefault(File.Exists);
        if (file is null)
            return "";
        try
        {
            return PackageLicence.Of(await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false));
        }
        catch (XmlException)
        {
            return ""; // a nuspec nobody can read names no licence, and that is what the gate says
        }
    }
}
