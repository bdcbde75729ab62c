using System.Collections.Immutable;
using System.Globalization;
using Slipway.Composition;
using Slipway.Delivery.ArtifactFiles;
using Slipway.Delivery.Durable;
using Slipway.Delivery.Images;
using Slipway.Delivery.Recording;
using Slipway.Releases.Evidence;
using Slipway.Releases.Facts;
using Slipway.Releases.Images;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Versions;
using Slipway.Running;
using Slipway.Tools.DotNet;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Makes a release package: publishes, packs, writes notes, lists every file with its digest, and seals.</summary>
internal static class Sealing
{
    public const string Description = "Publish, pack and seal one release package; --export and --import carry it as a file";

    public static async Task RunAsync(IPackage build, CancellationToken cancellation)
    {
        if (UpToDate.IsOnlyNeeded(build, "Package") && await UpToDate.OfAsync(build, cancellation).ConfigureAwait(false) is { Package: { } known })
        {
            RunScope.Current.Memory.SealedPackage = known;
            Export(build, AbsolutePath.Create(build.Engine.Ports.Packages.FolderOf(known)));
            UpToDate.Rest(build, $"{known[..12]} was made of this very source");
            return;
        }

        ReleaseEngine engine = build.Engine;
        PackageSource source = await engine.Source.ReadAsync(cancellation).ConfigureAwait(false);
        await WarnOfChangeAsync(engine, source, cancellation).ConfigureAwait(false);
        VersionDecision version = await VersionOf.DecideAsync(build, engine, cancellation).ConfigureAwait(false);
        AbsolutePath folder = PackageFolder.Make(build.RootDirectory / ".nuke" / "temp");
        try
        {
            MigrationScript.CopyAll(build.Migrations, folder);
            Deployables.CopyPrograms(build, folder / "services");
            await PublishedFolder.WriteTargetsAsync(build.RootDirectory, cancellation);
            foreach (DotNetSettings settings in await CommandsAsync(build, engine, version.Version, folder, cancellation).ConfigureAwait(false))
                await Dotnet.RunAsync(settings, cancellation).ConfigureAwait(false);
            DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(await engine.Source.ReadCommitTimeAsync(cancellation));
            await PublishedFolder.SettleTimesAsync(folder / "services", time, cancellation);
            Manifest manifest = await ImagesAsync(build, Content(build, source, version.Version, folder), folder, time, cancellation);
            manifest = await NoteFiles.WriteAsync(build, engine, version, manifest, folder / "notes", cancellation).ConfigureAwait(false);
            manifest = manifest with { Artifacts = await ArtifactsAsync(folder, cancellation).ConfigureAwait(false) };
            string id = await engine.Ports.Packages.SealAsync(manifest, folder, cancellation).ConfigureAwait(false);
            string? from = await CountedFrom.OfAsync(build, engine, cancellation).ConfigureAwait(false);
            SourceChange change = await engine.Source.ReadChangeAsync(from, source.Commit, cancellation).ConfigureAwait(false);
            await RecordAsync(engine, manifest, id, from, change, cancellation).ConfigureAwait(false);
            RunScope.Current.Memory.SealedPackage = id;
            Export(build, folder);
            build.Report("package", $"{manifest.Version} {id[..12]}");
            RunScope.Current.Say($"  sealed {manifest.Version} as {id} ({manifest.Artifacts.Length} files){(source.IsDirty ? "; with uncommitted changes, so it cannot leave the first environment" : "")}");
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    // A log that is written beside the source is part of it: the tests of this very run are about another one then, and the gates will say that there are none.
    private static async Task WarnOfChangeAsync(ReleaseEngine engine, PackageSource source, CancellationToken cancellation)
    {
        if (RunScope.Current.Memory.TestedTree is not { } tested || tested == source.Tree)
            return;
        ImmutableArray<string> changed = await engine.Source.ReadDifferenceAsync(tested, source.Tree, cancellation).ConfigureAwait(false);
        Fault fault = Changed(changed);
        RunScope.Current.SayLast($"warning: {fault.Code}  {fault.Cause}; {fault.Mend}");
    }

    private static Fault Changed(ImmutableArray<string> files) => new(
        "SLP1677", $"the source changed after its tests ran, so none are on record for it: {string.Join(", ", files.Take(5))}{(files.Length > 5 ? $" and {files.Length - 5} more" : "")}",
        "working tree", $"let git ignore what a run writes (echo '{files.FirstOrDefault()}' >> .gitignore), or write it elsewhere; then ./build.sh Release");

    public static async Task<IReadOnlyList<string>> DescribeAsync(IPackage build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        VersionDecision version = await VersionOf.DecideAsync(build, engine, cancellation).ConfigureAwait(false);
        AbsolutePath folder = build.RootDirectory / ".nuke" / "temp" / "package";
        IEnumerable<DotNetSettings> commands = await CommandsAsync(build, engine, version.Version, folder, cancellation).ConfigureAwait(false);
        return [.. commands.Select(command => $"> {command.ToCommand()}"), $"seal version {version.Version} into {engine.Ports.Packages.Place}", "record candidate.sealed in the ledger"];
    }

    // The commit's time is the only time that may reach the bytes; paths are mapped away by ContinuousIntegrationBuild, and where it cannot, by our targets.
    private static async Task<IReadOnlyList<DotNetSettings>> CommandsAsync(IPackage build, ReleaseEngine engine, string version, AbsolutePath folder, CancellationToken cancellation)
    {
        long time = await engine.Source.ReadCommitTimeAsync(cancellation).ConfigureAwait(false);
        var properties = ImmutableSortedDictionary<string, string>.Empty.Add("Version", version).Add("ContinuousIntegrationBuild", "true")
            .Add(PublishedFolder.TargetsProperty, PublishedFolder.TargetsOf(build.RootDirectory));
        var environment = ImmutableSortedDictionary<string, string?>.Empty.Add("SOURCE_DATE_EPOCH", time.ToString(CultureInfo.InvariantCulture));
        IEnumerable<DotNetSettings> publishes = Deployables.Projects(build).Select(service => new DotNetPublishSettings
        {
            ProjectFile = service.Project,
            Configuration = build.Configuration,
            Output = folder / "services" / service.Name,
            Properties = properties.SetItems(service.Properties),
            ProcessEnvironment = environment,
        });
        IEnumerable<DotNetSettings> packs = build.NuGetProjects.Select(project => new DotNetPackSettings
        {
            ProjectFile = project,
            Configuration = build.Configuration,
            Output = folder / "nuget",
            Properties = properties,
            ProcessEnvironment = environment,
        });
        return [.. publishes, .. packs];
    }

    // What the package is, before its files are counted: the notes, which are among them, tell of it.
    private static Manifest Content(IPackage build, PackageSource source, string version, AbsolutePath folder) => new()
    {
        Application = build.ApplicationName,
        Version = version,
        Source = source,
        Services = Deployables.Of(build, folder / "services"),
        Artifacts = [],
        Flags = build.Flags,
        Migrations = MigrationScript.ToPackaged(build.Migrations),
        Rollback = new RollbackPlan(),
    };

    // Only where the build names a base: nobody else pays for images.
    private static async Task<Manifest> ImagesAsync(IPackage build, Manifest manifest, AbsolutePath folder, DateTimeOffset time, CancellationToken cancellation) =>
        build.ImageBase is { } named && !manifest.Services.IsEmpty
            ? await ImageLayout.WriteAsync(folder, manifest, await BaseImage.ReadAsync(ImageReference.Parse(named), build.RootDirectory, cancellation), time, cancellation)
            : manifest;

    private static async Task<ImmutableArray<Artifact>> ArtifactsAsync(AbsolutePath folder, CancellationToken cancellation)
    {
        var artifacts = ImmutableArray.CreateBuilder<Artifact>();
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string path = folder.GetUnixRelativePathTo(file);
            artifacts.Add(new Artifact(path, new FileInfo(file).Length, (await FileDigest.OfAsync(file, cancellation).ConfigureAwait(false)).Hex, RoleOf(path)));
        }

        return [.. artifacts.OrderBy(artifact => artifact.Path, StringComparer.Ordinal)];
    }

    private static ArtifactRole RoleOf(string path) => path.Split('/')[0] switch
    {
        "services" => ArtifactRole.Service,
        "nuget" => ArtifactRole.NuGetPackage,
        "migrations" => ArtifactRole.Migration,
        ImageLayout.Folder => ArtifactRole.Image,
        _ => ArtifactRole.Notes,
    };

    // Sealing the newest bytes again is no news. Older ones are sealed anew: from here on they are what Stage means by this source.
    private static async Task RecordAsync(ReleaseEngine engine, Manifest manifest, string id, string? from, SourceChange change, CancellationToken cancellation)
    {
        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        await ChangeEvidence.RecordAsync(journal, manifest.Source, change, cancellation).ConfigureAwait(false);
        if ((await journal.StateAsync(cancellation).ConfigureAwait(false)).NewestOf(manifest.Source.Commit, manifest.Source.Tree) == id)
            return;
        var subject = new Subject(PackageId: id, Version: manifest.Version);
        ImmutableArray<ImmutableArray<string>> authors = EntryRoom.Parts(change.Authors, EntryRoom.OfList);
        Entry sealing = journal.Draft(
            EntryType.CandidateSealed, subject,
            ("commit", manifest.Source.Commit), ("tree", manifest.Source.Tree), ("dirty", manifest.Source.IsDirty ? "true" : "false"), ("base", from ?? ""),
            ("authors", authors.IsEmpty ? "" : string.Join(' ', authors[0])), ("files", manifest.Artifacts.Length.ToString(CultureInfo.InvariantCulture)));
        await journal.AppendAsync([sealing, .. authors.Skip(1).Select(more => journal.Draft(EntryType.AuthorsNamed, subject, ("authors", string.Join(' ', more))))]).ConfigureAwait(false);
    }

    // NuGet packages are wanted outside of the release package too: as a feed in a folder.
    private static void Export(IPackage build, AbsolutePath folder)
    {
        if (!Directory.Exists(folder / "nuget"))
            return;
        AbsolutePath feed = build.ArtifactsDirectory / "packages";
        PrivateFolder.CreateIgnored(build.ArtifactsDirectory);
        Directory.CreateDirectory(feed);
        foreach (string file in Directory.EnumerateFiles(folder / "nuget"))
            File.Copy(file, feed / Path.GetFileName(file), overwrite: true);
    }
}
