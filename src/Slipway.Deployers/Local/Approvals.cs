using System.Collections.Immutable;
using Slipway.Processes;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Local;

/// <summary>
/// What a supervisor may start again: written before an instance starts, taken away before it is ended. Both are done under one right, so that nothing
/// comes back that was withdrawn.
/// </summary>
internal sealed class Approvals(EnvironmentFolders folders, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20); // a supervisor that clears away what an instance left behind takes some

    /// <summary>The right to start and to withdraw.</summary>
    /// <exception cref="FaultException">Whoever has it does not give it back.</exception>
    public async Task<KernelLock> TakeAsync(CancellationToken cancellation) =>
        await KernelLock.TakeAsync(folders.StartLock, Patience, clock, cancellation) ?? throw new FaultException(ExitCode.Failed, Held());

    /// <summary>Approves a start with everything it takes. Secrets go to a file of their own, which nobody else can read and which goes with the approval.</summary>
    public async Task ApproveAsync(
        string deploymentId, string instance, DetachedStart start, string socket, ImmutableSortedDictionary<string, string> secrets)
    {
        // What the contract says is no secret, whatever a secret is called.
        string[] shown = [.. secrets.Where(pair => start.Environment[pair.Key] != pair.Value).Select(pair => pair.Key)];
        ImmutableSortedDictionary<string, string> hidden = secrets.RemoveRange(shown);
        string? file = hidden.IsEmpty ? null : folders.Secrets(deploymentId, instance);
        if (file is not null)
            await StateFiles.ReplaceAsync(file, ApprovedStart.Keep(hidden), CancellationToken.None);
        ImmutableSortedDictionary<string, string> open = start.Environment.RemoveRange(hidden.Keys);
        var approved = new ApprovedStart(start.Program, start.Arguments, open, file, start.Folder, start.LogFile, socket);
        await StateFiles.ReplaceAsync(folders.Start(deploymentId, instance), approved.ToBytes(), CancellationToken.None);
    }

    /// <summary>Withdraws an approval; there may be none.</summary>
    public void Withdraw(string deploymentId, string instance)
    {
        if (!Directory.Exists(folders.Instances(deploymentId)))
            return;
        File.Delete(folders.Start(deploymentId, instance));
        File.Delete(folders.Secrets(deploymentId, instance));
    }

    /// <summary>The instances of a deployment that are approved.</summary>
    public IEnumerable<string> Names(string deploymentId) => !Directory.Exists(folders.Instances(deploymentId))
        ? []
        : Directory.EnumerateFiles(folders.Instances(deploymentId), "*" + ApprovedStart.Extension).Select(Path.GetFileNameWithoutExtension).OfType<string>();

    private Fault Held() => new(
        "SLP4023",
        $"the instances of {folders.Environment} are being started or withdrawn by another process, which does not come to an end",
        folders.StartLock,
        $"see what it waits for (fuser {folders.StartLock} shows it), or end it: the next run goes on");
}
