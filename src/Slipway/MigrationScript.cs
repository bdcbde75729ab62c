using System.Collections.Immutable;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway;

/// <summary>A script that changes stored data, as the build knows it.</summary>
/// <param name="Id">Unique for good, and safe as a file name: <c>0007-split-name</c>.</param>
/// <param name="Phase">Whether it adds, moves or takes away.</param>
/// <param name="Change">Name that the expand, migrate and contract steps of one change share.</param>
/// <param name="File">The script; it goes into the package.</param>
public sealed record MigrationScript(string Id, MigrationPhase Phase, string Change, AbsolutePath File)
{
    /// <summary>What is lost when the release is taken back after it. Default <c>none</c>.</summary>
    public string DataLoss { get; init; } = "none";

    internal string PathInPackage => $"migrations/{Id}{Path.GetExtension(File)}";

    /// <summary>Migrations as a package names them, with the digests of their scripts as they lie there now.</summary>
    /// <exception cref="FaultException">A script is not there, an id is no file name, or two have one id (exit 2).</exception>
    internal static ImmutableArray<Migration> ToPackaged(ImmutableArray<MigrationScript> scripts)
    {
        Check(scripts);
        return [.. scripts.Select(script => script.ToPackaged())];
    }

    private Migration ToPackaged() => new(Id, Phase, Change, PathInPackage, Digest.Of(System.IO.File.ReadAllBytes(File)).Hex, DataLoss);

    /// <summary>Those of some scripts that were added or changed since an earlier commit.</summary>
    /// <param name="scripts">The scripts, in order.</param>
    /// <param name="root">The repository's folder.</param>
    /// <param name="changed">Files that differ, by their paths from the top of the repository; null where there is nothing earlier.</param>
    internal static IEnumerable<MigrationScript> Brought(ImmutableArray<MigrationScript> scripts, AbsolutePath root, ImmutableArray<string>? changed) =>
        scripts.Where(script => changed is not { } files || files.Any(file => (root / file) == script.File || script.File.ToString().EndsWith($"/{file}", StringComparison.Ordinal)));

    /// <summary>Lays all scripts into a package's folder.</summary>
    /// <exception cref="FaultException">A script is not there, an id is no file name, or two have one id (exit 2).</exception>
    internal static void CopyAll(ImmutableArray<MigrationScript> scripts, AbsolutePath folder)
    {
        Check(scripts);
        foreach (MigrationScript script in scripts)
        {
            Directory.CreateDirectory(folder / "migrations");
            System.IO.File.Copy(script.File, folder / script.PathInPackage);
        }
    }

    private static void Check(ImmutableArray<MigrationScript> scripts)
    {
        ImmutableArray<Fault> faults =
        [
            .. scripts.Where(script => !PackagePath.IsPlain(script.Id) || script.Id.Contains('/', StringComparison.Ordinal)).Select(script => new Fault("SLP1673", $"'{script.Id}' cannot be the id of a migration", "IPackage.Migrations of the build", "give one that can be a file name: 0007-split-name")),
            .. scripts.Where(script => !System.IO.File.Exists(script.File)).Select(script => new Fault("SLP1671", $"the script of migration {script.Id} is not there", script.File, "mend the path in IPackage.Migrations of the build")),
            .. scripts.GroupBy(script => script.Id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => new Fault("SLP1672", $"two migrations are called {group.Key}", "IPackage.Migrations of the build", "give each an id of its own, for good")),
        ];
        if (!faults.IsEmpty)
            throw new FaultException(ExitCode.Usage, faults);
    }
}
