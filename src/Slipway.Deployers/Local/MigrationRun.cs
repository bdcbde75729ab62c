using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Slipway.Deployers.Serving;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Local;

/// <summary>Runs what changes the data of a service before its new instances start.</summary>
internal sealed class MigrationRun(EnvironmentFolders folders, string dotnet, TimeProvider clock)
{
    private const string MarkerName = "SLIPWAY_MIGRATION";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Runs it to its end; its output is in the log of the service.</summary>
    /// <exception cref="FaultException">It failed, could not start, or took longer than its deadline.</exception>
    public async Task RunAsync(Deployment deployment, PackagedService service, MigrationStep step, CancellationToken cancellation)
    {
        StateFiles.MakeFolder(folders.Logs);
        StateFiles.MakeFolder(folders.Data(service.Name));
        string marker = folders.Data(service.Name);

        await EndLeftAsync(marker);   // one of a killed run must not write beside this one
        string folder = folders.Unpacked(deployment.Id) / service.Name;
        string log = folders.Log(deployment.Id, service.Name);
        (string program, ImmutableArray<string> arguments) = StartCommand.Of(folder, step.Program, step.Arguments, dotnet);
        var start = new DetachedStart(program, arguments, ChildEnvironment.Common(deployment, service.Name, folders).SetItem(MarkerName, marker), folder, log);
        (int pid, int error) = start.Run();
        if (pid == 0)
            throw new FaultException(ExitCode.Failed, CannotStart(service, step, Marshal.GetPInvokeErrorMessage(error), program));
        ProcessIdentity process = ProcessIdentity.Read(pid) ?? new(pid, 0, "ended at once");
        int? exitCode = await AwaitAsync(process, service, step, log, cancellation);
        if (exitCode != 0)
            throw new FaultException(ExitCode.Failed, MigrationFaults.Failed(deployment, service, exitCode, log, LogTail.Of(log)));
    }

    /// <summary>Ends what a killed run left behind in this environment.</summary>
    public async Task EndLeftAsync()
    {
        if (!Directory.Exists(folders.AllData))
            return;
        foreach (string data in Directory.EnumerateDirectories(folders.AllData))
            await EndLeftAsync(data);
    }

    private async Task EndLeftAsync(string marker)
    {
        foreach (ProcessIdentity former in MarkedProcesses.Find($"{MarkerName}={marker}"))
            await EndAsync(former);
    }

    private async Task<int?> AwaitAsync(ProcessIdentity process, PackagedService service, MigrationStep step, string log, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        try
        {
            while (process.IsRunning())
            {
                if (clock.GetElapsedTime(start) >= step.Deadline)
                    throw new FaultException(ExitCode.Failed, MigrationFaults.TooLong(service, step, log, LogTail.Of(log)));
                await Task.Delay(Poll, clock, cancellation);
            }
        }
        catch (Exception exception) when (exception is FaultException or OperationCanceledException)
        {
            await EndAsync(process);
            throw;
        }

        return await process.ReapAsync(clock, CancellationToken.None);
    }

    private async Task EndAsync(ProcessIdentity process)
    {
        process.SignalGroup(Libc.SignalTerminate);
        long start = clock.GetTimestamp();
        while (process.IsRunning() && clock.GetElapsedTime(start) < Grace)
            await Task.Delay(Poll, clock, CancellationToken.None);
        if (!process.SignalGroup(Libc.SignalKill))
            process.Signal(Libc.SignalKill);
        await process.ReapAsync(clock, CancellationToken.None);
    }

    private static Fault CannotStart(PackagedService service, MigrationStep step, string reason, string program) => new(
        "SLP4050", $"the migration of {service.Name} cannot be started: {reason}; nothing was switched", program,
        $"check that {step.Program} is a file of the service, executable and built for this machine, or on PATH");
}
