using Slipway.Composition;
using Slipway.Delivery.ArtifactFiles;
using Slipway.Releases.Packages;
using Slipway.Running;
using Slipway.Verbs;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>What <c>Package --export</c> and <c>--import</c> do: a sealed package becomes a file, and a file a sealed package. Nothing is built.</summary>
internal static class Carrying
{
    public static bool IsAsked(IPackage build) => build.ExportFile is not null || build.ImportFile is not null;

    public static async Task RunAsync(IPackage build, CancellationToken cancellation)
    {
        if (build.ExportFile is not null && build.ImportFile is not null)
            throw new FaultException(ExitCode.Usage, new Fault("SLP1512", "--export and --import are given together", "command line", "give one of the two"));
        if (build.ExportFile is { } to)
            await ExportAsync(build, FileOf(to), cancellation).ConfigureAwait(false);
        else
            await ImportAsync(build, FileOf(build.ImportFile!), cancellation).ConfigureAwait(false); // one of them is given, or nobody asked
    }

    public static Task<IReadOnlyList<string>> DescribeAsync(IPackage build) => Task.FromResult<IReadOnlyList<string>>(build.ExportFile is { } to
        ? [$"verify the sealed package and write it to {FileOf(to)}"]
        : [$"verify {FileOf(build.ImportFile!)} and seal what it holds into {build.Engine.Ports.Packages.Place}"]);

    private static async Task ExportAsync(IPackage build, AbsolutePath file, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        string id = build.PackageName is { } name
            ? await PackageChoice.ResolveAsync(engine.Ports.Packages, name, cancellation).ConfigureAwait(false)
            : await NewestAsync(engine, cancellation).ConfigureAwait(false);
        await PackageArchive.ExportAsync(engine.Ports.Packages, id, file, cancellation).ConfigureAwait(false);
        build.Report("exported", $"{id[..12]} {file.Name}");
        RunScope.Current.Say($"  {id} is in {file} ({new FileInfo(file).Length / 1024.0 / 1024.0:0.0} MiB); ./build.sh Package --import takes it in elsewhere");
    }

    private static async Task ImportAsync(IPackage build, AbsolutePath file, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        AbsolutePath temporary = build.RootDirectory / ".nuke" / "temp" / $"import-{Guid.NewGuid():N}";
        string id = await PackageArchive.ImportAsync(engine.Ports.Packages, file, build.PackageName, temporary, cancellation).ConfigureAwait(false);
        Manifest manifest = await engine.Ports.Packages.ReadAsync(id, cancellation).ConfigureAwait(false);
        build.Report("imported", $"{manifest.Version} {id[..12]}");
        RunScope.Current.Say($"  {manifest.Application} {manifest.Version} is sealed as {id} ({manifest.Artifacts.Length} files); ./build.sh Stage --package {id[..12]}");
    }

    private static async Task<string> NewestAsync(ReleaseEngine engine, CancellationToken cancellation)
    {
        PackageSource source = await engine.Source.ReadAsync(cancellation).ConfigureAwait(false);
        return (await engine.Folded.ReadAsync(cancellation).ConfigureAwait(false)).Fresh().State.NewestOf(source.Commit, source.Tree)
            ?? throw new FaultException(ExitCode.GateFailed, new Fault("SLP1513", "no package was made of this source", engine.Ports.Packages.Place, "./build.sh Package, then export it; or name one with --package"));
    }

    private static AbsolutePath FileOf(string given) => AbsolutePath.Create(Path.GetFullPath(given));
}
