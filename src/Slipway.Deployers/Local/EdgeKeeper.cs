using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Slipway.Deployers.Serving;
using Slipway.Releases.Environments;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Routing;

namespace Slipway.Deployers.Local;

/// <summary>
/// Makes sure that the edge of one environment runs, and ends it. What it starts is the edge's keeper, a process that holds the listening socket and starts
/// an edge on it, again and again when one dies: that needs nobody who types a verb.
/// </summary>
internal sealed class EdgeKeeper(EnvironmentFolders folders, LocalOptions options, EdgeClient client, TimeProvider clock)
{
    private const int PortTakenExit = 98;
    private const string MarkerName = "SLIPWAY_EDGE";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(35);   // the edge itself gives requests 30 s
    private static readonly TimeSpan KeeperLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReturnLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(10); // longer than a machine that swaps; what is silent for longer serves nobody

    public async Task OpenAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        if (await client.StatusAsync(cancellation) is { } status)
        {
            if (status.Port != environment.Port)
                throw new FaultException(ExitCode.Failed, OtherPort(status, environment.Port));
            return;
        }

        StateFiles.MakeFolder(folders.Edge);
        StateFiles.MakeFolder(folders.Logs);
        SocketFolder.Make(folders);
        if (await OursAsync(cancellation) is not [])
        {
            if (await SpeaksAsync(cancellation))
                return;
            await KillAsync(cancellation);
        }

        if (PortHolder.Find(environment.Port) is { } holder && !IsOurs(holder))
            throw new FaultException(ExitCode.Failed, PortTaken(environment, holder));
        await StartAsync(environment, cancellation);
    }

    /// <summary>Ends the edge and forgets its route, so that the next one starts empty.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        if (await client.StatusAsync(cancellation) is { } status && ProcessIdentity.Read(status.Pid) is { } process)
        {
            await client.UnrouteAsync(cancellation);
            await client.StopAsync(cancellation);
            if (await EndedAsync(process, StopLimit, cancellation) && await FormerAsync(cancellation) is { } keeper)
                await EndedAsync(keeper, KeeperLimit, cancellation);
        }

        // One that was interrupted while it started, or hangs, or was left behind where this folder was before, answers nobody.
        await KillAsync(cancellation);

        foreach (string path in new[] { folders.Edge / "routes.json", folders.Edge / "routes.previous.json", folders.EdgeRecord })
        {
            if (Directory.Exists(folders.Edge))
                File.Delete(path);
        }
    }

    /// <summary>
    /// The keeper and the edge of this folder that run, whether they answer or not, the one started last at the end: those on record, which may have been
    /// started where the folder was before, and those that were never written down.
    /// </summary>
    public async Task<ImmutableArray<ProcessIdentity>> OursAsync(CancellationToken cancellation)
    {
        ImmutableArray<ProcessIdentity> marked = MarkedProcesses.Find(Marker);
        if (await FormerAsync(cancellation) is not { } former || !former.IsRunning() || marked.Contains(former))
            return marked;
        return [.. marked, former, .. MarkedProcesses.Alike(former, MarkerName).Remove(former)];
    }

    /// <summary>What the edge says of itself; one that died a moment ago is followed by another, and is waited for.</summary>
    public async Task<EdgeStatus?> StatusAsync(CancellationToken cancellation)
    {
        EdgeStatus? status = await client.StatusAsync(cancellation);
        if (status is not null || !Directory.Exists(folders.Edge))
            return status;
        long start = clock.GetTimestamp();
        while (status is null && clock.GetElapsedTime(start) < ReturnLimit && await OursAsync(cancellation) is not [])
        {
            await Task.Delay(Poll, clock, cancellation);
            status = await client.StatusAsync(cancellation);
        }

        return status;
    }

    // The keeper first: it would start another edge.
    private async Task KillAsync(CancellationToken cancellation)
    {
        while (await OursAsync(cancellation) is { Length: > 0 } ours)
        {
            foreach (ProcessIdentity process in ours)
                process.Signal(Libc.SignalKill);
            foreach (ProcessIdentity process in ours)
            {
                if (!await EndedAsync(process, StopLimit, cancellation))
                    return;
            }
        }
    }

    private string Marker => $"{MarkerName}={folders.Edge}";

    private async Task StartAsync(DeploymentEnvironment environment, CancellationToken cancellation)
    {
        await ReapFormerAsync(cancellation);
        string port = environment.Port.ToString(CultureInfo.InvariantCulture);
        var start = new DetachedStart(
            options.DotNet,
            ["exec", options.EdgeProgram(), "keep", "--port", port, "--state", folders.Edge, "--admin", folders.AdminSocket],
            ChildEnvironment.Plain().SetItem(MarkerName, folders.Edge),
            folders.Edge,
            folders.EdgeLog);
        (int pid, int error) = start.Run();
        if (pid == 0)
            throw new FaultException(ExitCode.Failed, CannotStart(Marshal.GetPInvokeErrorMessage(error)));

        var process = ProcessIdentity.Read(pid) ?? new ProcessIdentity(pid, 0, "ended at once");
        await StateFiles.ReplaceAsync(folders.EdgeRecord, JsonSerializer.SerializeToUtf8Bytes(process, LocalJson.Default.ProcessIdentity), CancellationToken.None);
        await AwaitAsync(environment, process, cancellation);
    }

    // An edge of ours that crashed under a long-lived deployer is still a zombie.
    private async Task ReapFormerAsync(CancellationToken cancellation)
    {
        if (await FormerAsync(cancellation) is { } former)
            await former.ReapAsync(clock, cancellation);
    }

    private async Task<ProcessIdentity?> FormerAsync(CancellationToken cancellation)
    {
        if (!File.Exists(folders.EdgeRecord))
            return null;
        try
        {
            return JsonSerializer.Deserialize(await File.ReadAllBytesAsync(folders.EdgeRecord, cancellation), LocalJson.Default.ProcessIdentity);
        }
        catch (JsonException)
        {
            return null; // a torn record names nobody, and is replaced in a moment
        }
    }

    // An edge that answers from another place keeps its routes there: it will never be the one of this folder.
    private async Task<bool> SpeaksAsync(CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        while (clock.GetElapsedTime(start) < SilenceLimit)
        {
            if (await client.AnswerAsync(cancellation) is { } status)
                return status.StateFolder == folders.Edge.ToString();
            await Task.Delay(Poll, clock, cancellation);
        }

        return false;
    }

    private async Task AwaitAsync(DeploymentEnvironment environment, ProcessIdentity process, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        while (await client.StatusAsync(cancellation) is null)
        {
            if (process.TryReap(out int exitCode))
            {
                throw new FaultException(ExitCode.Failed, exitCode == PortTakenExit
                    ? PortTaken(environment, PortHolder.Find(environment.Port))
                    : CannotStart($"it ended with exit code {exitCode}; {LogTail.Of(folders.EdgeLog)}"));
            }

            if (clock.GetElapsedTime(start) >= StartLimit)
            {
                process.Signal(Libc.SignalKill);
                throw new FaultException(ExitCode.Failed, CannotStart($"it did not answer within {StartLimit.TotalSeconds} s; {LogTail.Of(folders.EdgeLog)}"));
            }

            await Task.Delay(Poll, clock, cancellation);
        }
    }

    private async Task<bool> EndedAsync(ProcessIdentity process, TimeSpan limit, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        while (process.IsRunning())
        {
            if (clock.GetElapsedTime(start) >= limit)
                return false;
            await Task.Delay(Poll, clock, cancellation);
        }

        await process.ReapAsync(clock, cancellation);
        return true;
    }

    private bool IsOurs(PortHolder holder) => holder.EdgeState == folders.Edge.ToString();

    private Fault OtherPort(EdgeStatus status, int port) => new(
        "SLP4042", $"the edge of {folders.Environment} (process {status.Pid}) owns port {status.Port}, the environment says {port}", folders.EdgeRecord,
        $"set the port back to {status.Port}, or close the environment and deploy again");

    private static Fault PortTaken(DeploymentEnvironment environment, PortHolder? holder) => new(
        "SLP4043",
        $"port {environment.Port} of 127.0.0.1 is taken by {Describe(holder)}",
        $"127.0.0.1:{environment.Port}",
        $"stop it, or give {environment.Name} another port (ss -ltnp 'sport = :{environment.Port}' shows the holder)");

    private static string Describe(PortHolder? holder) => holder switch
    {
        null => "another process",
        { EdgeState: { } state } => $"the edge (process {holder.Pid}) of another Slipway state folder, {state}",
        _ => $"process {holder.Pid}: {string.Join(' ', holder.Arguments)}",
    };

    private Fault CannotStart(string reason) => new(
        "SLP4044", $"the edge of {folders.Environment} cannot be started: {reason}", folders.EdgeLog,
        $"check that {options.DotNet} and {options.EdgeProgram()} are there and fit together");
}
