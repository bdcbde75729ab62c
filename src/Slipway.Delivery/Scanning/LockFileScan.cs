using System.Collections.Immutable;
using Slipway.Releases.Evidence;
using Slipway.Tools.DotNet;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Scanning;

/// <summary>Restores what the lock files say, and says where there is none or another one.</summary>
public sealed class LockFileScan(ICommandRunner runner, SolutionGround ground)
{
    private const string Kind = "lock-files";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(30);

    /// <summary>The report, and how the restore went that the scans after it look at.</summary>
    public async Task<(ScanReport Report, LockedRestore Restore)> ReadAsync(CancellationToken cancellation)
    {
        ImmutableArray<AbsolutePath> without = [.. ground.Projects.Where(project => !LockFilesOf(project).Any(file => File.Exists(file)))];
        LockedRestore restore;
        try
        {
            restore = await RestoreAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            // Where a project wants lock files and has none yet, even a locked restore writes one: a scan leaves the source as it was.
            foreach (AbsolutePath file in without.SelectMany(project => LockFilesOf(project)))
                File.Delete(file);
        }

        ImmutableArray<string> findings = [.. without.Select(project => $"{ground.Root.GetUnixRelativePathTo(project.Parent!)}: no lock file"), .. restore.Mismatches];
        string looked = $"{ground.Projects.Length} projects of {ground.Solution.Name}, restored with --locked-mode";
        return (restore.Failure is { } failure
            ? new ScanReport(Kind, findings, $"{looked}, which failed: {failure}", HasData: !findings.IsEmpty)
            : new ScanReport(Kind, findings, looked), restore);
    }

    // NuGet looks for the name with the project in it first.
    private static ImmutableArray<AbsolutePath> LockFilesOf(AbsolutePath project) =>
        [project.Parent! / $"packages.{project.NameWithoutExtension.Replace(' ', '_')}.lock.json", project.Parent! / "packages.lock.json"]; // a file has a folder

    // The audit of all packages is asked for whatever the projects say: its words stand in the assets file.
    private async Task<LockedRestore> RestoreAsync(CancellationToken cancellation)
    {
        Command command = new DotNetRestoreSettings
        {
            ProjectFile = ground.Solution,
            LockedMode = true,
            Force = true,
            Properties = ImmutableSortedDictionary<string, string>.Empty.Add("NuGetAudit", "true").Add("NuGetAuditLevel", "low").Add("NuGetAuditMode", "all"),
            ProcessWorkingDirectory = ground.Root,
            ProcessExecutionTimeout = Deadline,
        }.ToCommand();
        CommandResult result = await runner.RunAsync(command, null, cancellation).ConfigureAwait(false);
        return LockedRestore.Of(result.ExitCode, result.Output.Select(line => line.Text), ground.Root);
    }
}
