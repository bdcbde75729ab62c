using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Local;

/// <summary>Starts instances, remembers them, and ends them.</summary>
internal sealed class InstanceKeeper(EnvironmentFolders folders, string dotnet, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AfterKill = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeftoverGrace = TimeSpan.FromSeconds(2);

    /// <summary>Starts one instance of each of some services of a deployment; those that run already are kept.</summary>
    public async Task StartAsync(Deployment deployment, IEnumerable<PackagedService> services, CancellationToken cancellation)
    {
        StateFiles.MakeFolder(folders.Instances(deployment.Id));
        StateFiles.MakeFolder(folders.Logs);
        SocketFolder.Make(folders);
        StrayFiles.Begin(folders, deployment.Id);
        foreach (PackagedService service in services)
            await StartAsync(deployment, service, cancellation);
    }

    /// <summary>Ends the instances of every other deployment that may not run beside this one's.</summary>
    public async Task StopLeftAsync(string liveId, TimeSpan grace, CancellationToken cancellation)
    {
        foreach (string id in Deployments().Where(id => id != liveId))
        {
            ImmutableArray<InstanceRecord> records = await ReadAsync(id, cancellation);
            await Task.WhenAll(records.Where(record => record.StopsWhenLeft).Select(record => StopAsync(record, grace, cancellation)));
        }
    }

    /// <summary>Tells the instances of every other deployment to stand by, then those of this one to begin.</summary>
    public void Turn(string liveId)
    {
        foreach (string id in Deployments().Where(id => id != liveId && Directory.Exists(folders.Instances(id))))
        {
            foreach (string record in Directory.EnumerateFiles(folders.Instances(id), "*.json"))
                StandBy(id, Path.GetFileNameWithoutExtension(record));
        }

        if (Directory.Exists(folders.Instances(liveId)))
        {
            foreach (string standby in Directory.EnumerateFiles(folders.Instances(liveId), "*.standby"))
                File.Delete(standby);
        }
    }

    /// <summary>Every instance on record of one deployment, in the order of their names.</summary>
    public async Task<ImmutableArray<InstanceRecord>> ReadAsync(string deploymentId, CancellationToken cancellation)
    {
        string folder = folders.Instances(deploymentId);
        if (!Directory.Exists(folder))
            return [];
        var records = ImmutableArray.CreateBuilder<InstanceRecord>();
        foreach (string path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            if (await InstanceRecord.ReadAsync(path, cancellation) is { } record)
                records.Add(record);
        }

        return records.ToImmutable();
    }

    /// <summary>Every deployment that lies here.</summary>
    public ImmutableArray<string> Deployments() => !Directory.Exists(folders.Deployments)
        ? []
        : [.. Directory.EnumerateDirectories(folders.Deployments).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public async Task StopAsync(string deploymentId, TimeSpan grace, CancellationToken cancellation)
    {
        ImmutableArray<InstanceRecord> records = await ReadAsync(deploymentId, cancellation);
        records = records.AddRange(Unrecorded(deploymentId, [.. records.Select(record => record.Service)]));
        await Task.WhenAll(records.Select(record => StopAsync(record, grace, cancellation)));
    }

    /// <summary>Deletes what was unpacked and recorded of a deployment none of whose instances runs.</summary>
    public async Task DiscardAsync(string deploymentId, CancellationToken cancellation)
    {
        ImmutableArray<InstanceRecord> records = await ReadAsync(deploymentId, cancellation);
        if (records.Any(IsRunning) || Unrecorded(deploymentId, [.. records.Select(record => record.Service)]).Any())
            return;
        try
        {
            foreach (InstanceRecord record in records)
                File.Delete(record.Socket);
            if (Directory.Exists(folders.Deployment(deploymentId)))
                Directory.Delete(folders.Deployment(deploymentId), recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(ExitCode.Failed, Undeletable(folders.Deployment(deploymentId), problem), problem);
        }
    }

    // What a killed deployer started and never wrote down; a service is a folder of what was unpacked.
    private IEnumerable<InstanceRecord> Unrecorded(string deploymentId, HashSet<string> recorded)
    {
        if (!Directory.Exists(folders.Unpacked(deploymentId)))
            yield break;
        foreach (string service in Directory.EnumerateDirectories(folders.Unpacked(deploymentId)).Select(Path.GetFileName).OfType<string>().Where(service => !recorded.Contains(service)))
        {
            var record = new InstanceRecord(deploymentId, "", service, new(0, 0, ""), folders.Socket(deploymentId, service), "/", folders.Log(deploymentId, service));
            if (MarkedProcesses.Find(record.Marker).FirstOrDefault() is { } process)
                yield return record with { Process = process };
        }
    }

    private async Task StartAsync(Deployment deployment, PackagedService service, CancellationToken cancellation)
    {
        string path = folders.InstanceRecord(deployment.Id, service.Name);
        if (await InstanceRecord.ReadAsync(path, cancellation) is { } known && known.Process.IsRunning())
            return;

        string socket = folders.Socket(deployment.Id, service.Name);
        string log = folders.Log(deployment.Id, service.Name);
        var record = new InstanceRecord(deployment.Id, deployment.PackageId, service.Name, new(0, 0, ""), socket, service.ReadyPath, log)
        {
            Ready = service.Ready,
            LogStart = File.Exists(log) ? new FileInfo(log).Length : 0,
            IsWorker = service.IsWorker,
            StopsWhenLeft = service.StopsWhenLeft,
        };

        // A deployer that was killed between starting and writing down left a process with our marker: it is taken over, not doubled.
        DetachedStart start = StartOf(deployment, service, record);
        ProcessIdentity? process = MarkedProcesses.Find(record.Marker).FirstOrDefault(running => running.Runs([start.Program, .. start.Arguments]));
        if (process is null)
        {
            await EndLeftoversAsync(record, cancellation);
            File.Delete(socket);
            StateFiles.MakeFolder(folders.Data(service.Name));
            if (service.StartsLate)
                File.Delete(folders.Standby(deployment.Id, service.Name));   // nobody is left to wait for
            else
                StandBy(deployment.Id, service.Name);
            process = Run(start, service.Name);
        }

        // It runs: whoever interrupts us now must find it on record.
        await (record with { Process = process }).WriteAsync(path, CancellationToken.None);
    }

    // Everything an instance starts inherits its marker. What outlived it may hold the socket and the files that the next one needs.
    private async Task EndLeftoversAsync(InstanceRecord record, CancellationToken cancellation)
    {
        Signal(record, Libc.SignalTerminate);
        if (await EndedAsync(record, LeftoverGrace, cancellation))
            return;
        Signal(record, Libc.SignalKill);
        await EndedAsync(record, AfterKill, cancellation);
    }

    private void StandBy(string id, string service)
    {
        if (!File.Exists(folders.Standby(id, service)))
            StateFiles.Mark(folders.Standby(id, service));
    }

    private DetachedStart StartOf(Deployment deployment, PackagedService service, InstanceRecord record)
    {
        string folder = folders.Unpacked(deployment.Id) / service.Name;
        (string program, ImmutableArray<string> arguments) = StartCommand.Of(folder, service.EntryPoint, service.Arguments, dotnet);
        return new DetachedStart(program, arguments, ChildEnvironment.Of(deployment, service.Name, folders), folder, record.LogFile);
    }

    private static ProcessIdentity Run(DetachedStart start, string service)
    {
        (int pid, int error) = start.Run();
        if (pid == 0)
            throw new FaultException(ExitCode.Failed, CannotStart(start, service, error));

        // Ended before we could look: an identity nobody has, so that whoever waits for it finds it ended and shows the log.
        return ProcessIdentity.Read(pid) ?? new(pid, 0, "ended at once");
    }

    private async Task StopAsync(InstanceRecord record, TimeSpan grace, CancellationToken cancellation)
    {
        if (!record.Process.SignalGroup(Libc.SignalTerminate))
            Signal(record, Libc.SignalTerminate);
        if (!await EndedAsync(record, grace, cancellation))
        {
            record.Process.SignalGroup(Libc.SignalKill);
            Signal(record, Libc.SignalKill);
            if (!await EndedAsync(record, AfterKill, cancellation))
                throw new FaultException(ExitCode.Failed, WillNotEnd(record));
        }

        if (File.Exists(record.Socket)) // its folder may have been moved under it
            File.Delete(record.Socket);
        File.Delete(folders.InstanceRecord(record.DeploymentId, record.Service));
        if (Directory.Exists(folders.Instances(record.DeploymentId)))
            File.Delete(folders.Standby(record.DeploymentId, record.Service));
    }

    private static void Signal(InstanceRecord record, int signal)
    {
        foreach (ProcessIdentity process in MarkedProcesses.Find(record.Marker))
            process.Signal(signal);
    }

    private async Task<bool> EndedAsync(InstanceRecord record, TimeSpan limit, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        while (IsRunning(record))
        {
            if (clock.GetElapsedTime(start) >= limit)
                return false;
            await Task.Delay(Poll, clock, cancellation);
        }

        await record.Process.ReapAsync(clock, cancellation);
        return true;
    }

    private static bool IsRunning(InstanceRecord record) => record.Process.IsRunning() || MarkedProcesses.Find(record.Marker).Length > 0;

    private static Fault CannotStart(DetachedStart start, string service, int error) => new(
        "SLP4020", $"the service {service} cannot be started: {Marshal.GetPInvokeErrorMessage(error)} (errno {error})", start.Program,
        "check that the entry point is in the package, is executable and is built for this machine");

    private static Fault Undeletable(string folder, Exception problem) => new(
        "SLP4016", $"{Path.GetFileName(folder)} is needed no more and cannot be deleted: {problem.Message}", folder,
        "delete the folder by hand; the next deployment tries again");

    private static Fault WillNotEnd(InstanceRecord record) => new(
        "SLP4021", $"process {record.Process.Pid} of {record.DeploymentId}/{record.Service} did not end when it was killed", $"/proc/{record.Process.Pid}/status",
        "it is stuck in the kernel (state D there); look at the disk it waits for");
}
