using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Recording;
using Slipway.Delivery.Scanning;
using Slipway.Releases.Evidence;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Running;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Looks for what should not be shipped and records what it found as evidence. It judges nothing: gates do.</summary>
internal static class Scanning
{
    private const int MostShown = 20;

    private static readonly ImmutableArray<string> Dependent = ["vulnerabilities", "deprecated", "licences"];

    public static async Task RunAsync(IGovern build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        PackageSource source = await engine.Source.ReadAsync(cancellation).ConfigureAwait(false);
        SolutionGround ground = GroundOf(build);
        ImmutableArray<ScanReport> reports =
        [
            .. await DependenciesAsync(ground, cancellation).ConfigureAwait(false),
            await SecretsAsync(build, engine, source, cancellation).ConfigureAwait(false),
            await PublicApiAsync(build, engine, ground, cancellation).ConfigureAwait(false),
        ];
        EnsureUnchanged(source, await engine.Source.ReadAsync(cancellation).ConfigureAwait(false));
        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        foreach (ScanReport report in reports)
        {
            await journal.AppendAsync(EntryType.EvidenceRecorded, new Subject(), cancellation, [("kind", report.Kind), ("tree", source.Tree), ("commit", source.Commit), .. report.ToData()]).ConfigureAwait(false);
            RunScope.Current.Say($"  {report.Kind,-16} {Count(report),-14} {report.Looked}");
            foreach (string finding in report.Kind == "licences" ? [] : report.Findings.Take(MostShown))
                RunScope.Current.Say($"    {finding}");
            if (report.Kind != "licences" && report.Findings.Length > MostShown)
                RunScope.Current.Say($"    … and {report.Findings.Length - MostShown} more: ./build.sh Audit --type evidence");
        }

        build.Report("scan", string.Join(", ", reports.Select(report => $"{report.Kind} {(report.HasData ? $"{report.Findings.Length}" : "no data")}")));
    }

    public static IReadOnlyList<string> Describe(IGovern build) =>
    [
        $"restore {build.SolutionFile.Name} with its lock files, list vulnerable and deprecated packages, read licences",
        "search the newest package of this source, or the source, for secrets",
        "compare the public API of NuGet packages with the release that is live",
        "record evidence of lock-files, vulnerabilities, deprecated, licences, secrets and public-api in the ledger",
    ];

    /// <summary>Findings about files that changed meanwhile are about no source at all.</summary>
    internal static void EnsureUnchanged(PackageSource before, PackageSource after)
    {
        if (before.Tree != after.Tree)
            throw new FaultException(ExitCode.Inconclusive, new Fault("SLP1641", $"the source changed while it was scanned: tree {before.Tree[..12]} became {after.Tree[..12]}", "working tree", "./build.sh Scan again, and let it end before the next change"));
    }

    private static SolutionGround GroundOf(IGovern build) => new(build.RootDirectory, build.SolutionFile, SolutionProjects.Of(build));

    private static async Task<ImmutableArray<ScanReport>> DependenciesAsync(SolutionGround ground, CancellationToken cancellation)
    {
        (ScanReport locks, LockedRestore restore) = await new LockFileScan(RunScope.Current.Runner, ground).ReadAsync(cancellation).ConfigureAwait(false);
        if (!restore.IsSound)
        {
            // What an earlier restore left behind is not what this source says.
            string reason = $"the locked restore failed: {restore.Failure ?? restore.Mismatches[0]}";
            return [locks, .. Dependent.Select(kind => ScanReport.WithoutData(kind, reason))];
        }

        var advice = new AdviceScan(RunScope.Current.Runner, ground, new SourceIndexes());
        return
        [
            locks,
            await advice.VulnerableAsync(cancellation).ConfigureAwait(false),
            await advice.DeprecatedAsync(cancellation).ConfigureAwait(false),
            await LicenceScan.ReadAsync(ground, cancellation).ConfigureAwait(false),
        ];
    }

    // What is shipped is what counts; the source stands in for it until a package is sealed.
    private static async Task<ScanReport> SecretsAsync(IGovern build, ReleaseEngine engine, PackageSource source, CancellationToken cancellation)
    {
        var scan = new SecretScan(new SecretSearch(ReleaseEngine.Secrets(Deployables.Of(build))));
        ReleaseState state = (await engine.Folded.ReadAsync(cancellation).ConfigureAwait(false)).Fresh().State;
        if (state.NewestOf(source.Commit, source.Tree) is { } id)
        {
            Manifest manifest = await engine.Ports.Packages.ReadAsync(id, cancellation).ConfigureAwait(false);
            return await scan.ReadAsync(engine.Ports.Packages.FolderOf(id), [.. manifest.Artifacts.Select(artifact => artifact.Path)], $"package {id[..12]}", cancellation).ConfigureAwait(false);
        }

        (AbsolutePath top, ImmutableArray<string> files) = await engine.Source.ReadFilesAsync(cancellation).ConfigureAwait(false);
        return await scan.ReadAsync(top, files, "the source (no package of it is sealed)", cancellation).ConfigureAwait(false);
    }

    // What others use already is what the last environment of the lane runs.
    private static async Task<ScanReport> PublicApiAsync(IGovern build, ReleaseEngine engine, SolutionGround ground, CancellationToken cancellation)
    {
        ReleaseState state = (await engine.Folded.ReadAsync(cancellation).ConfigureAwait(false)).Fresh().State;
        string? live = state.In(build.LastName).Current?.PackageId;
        bool isThere = live is not null && (await engine.Ports.Packages.ListAsync(cancellation).ConfigureAwait(false)).Contains(live);
        if (live is not null && !isThere && !build.NuGetProjects.IsEmpty)
            return ScanReport.WithoutData("public-api", $"package {live[..12]}, which is live, is no longer in the store");
        AbsolutePath temporary = build.RootDirectory / ".nuke" / "temp" / $"public-api-{Environment.ProcessId}";
        try
        {
            Manifest? baseline = isThere ? await engine.Ports.Packages.ReadAsync(live!, cancellation).ConfigureAwait(false) : null;
            return await new PublicApiScan(RunScope.Current.Runner, ground, build.Configuration)
                .ReadAsync(build.NuGetProjects, baseline, isThere ? engine.Ports.Packages.FolderOf(live!) : temporary, temporary, cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }

    private static string Count(ScanReport report) => !report.HasData ? "no data"
        : report.Kind == "licences" ? $"{report.Findings.Length} packages"
        : report.Findings.Length == 1 ? "1 finding" : $"{report.Findings.Length} findings";
}
