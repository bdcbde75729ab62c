using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using Slipway.Processes;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Keeping;

/// <summary>
/// Holds the listening socket of an environment and sees to it that an edge answers there and a supervisor looks after the instances; it does nothing else,
/// so that nothing can go wrong with it. An edge that dies is followed by another on the same socket: who knocks meanwhile waits in its queue, and nobody is
/// refused. A keeper that dies leaves its edge serving, and the edge gives the socket to another.
/// </summary>
internal sealed class Keeper(EdgeOptions options) : IDisposable
{
    private const int Queue = 4096; // the kernel's own limit cuts it
    private const int ToEnd = 128 + 15;
    private const int Unknown = 128 + 9; // of an edge that was another keeper's child

    private const int Looks = 40;

    private static readonly TimeSpan OneLook = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _ending = new();
    private readonly Household _household = new(options);
    private readonly Socket _listener = options.Listener is { } descriptor
        ? new(new SafeSocketHandle(descriptor, ownsHandle: true))
        : new(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Keeps edges at the address until one is told to end, or it is told to end itself.</summary>
    /// <returns>The exit code: 98 where the port is taken, that of an edge which never stood, 143 after SIGTERM.</returns>
    public async Task<int> RunAsync()
    {
        using KernelLock? only = options.Instances is null ? null : KernelLock.TryTake(Path.Combine(options.StateFolder, "keeper.lock"));
        if (options.Instances is not null && only is null)
        {
            await Console.Error.WriteLineAsync($"Slipway.Edge: another keeper keeps {options.StateFolder}");
            return Program.PortTaken;
        }

        if (!Listen())
        {
            await Console.Error.WriteLineAsync($"Slipway.Edge: port {options.Port} of {options.Address} is taken by another process");
            return Program.PortTaken;
        }

        using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        Task<int> keeping = KeepAsync();
        if (options.Instances is not null)
            PutOnRecord();
        Task supervising = options.Instances is null ? Task.CompletedTask : SuperviseAsync();
        int ended = await keeping;
        await _ending.CancelAsync();
        await supervising;
        return ended;
    }

    public void Dispose()
    {
        _listener.Dispose();
        _ending.Dispose();
    }

    private bool Listen()
    {
        if (options.Listener is { } descriptor)
            return Posix.Inherit(descriptor, true);
        try
        {
            _listener.Bind(new IPEndPoint(options.Address, options.Port));
            _listener.Listen(Queue);
            return true;
        }
        catch (SocketException problem) when (problem.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }

    private void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _ending.Cancel();
        _listener.Dispose(); // nobody new is let in while the edge finishes what it has
    }

    private async Task<int> KeepAsync()
    {
        // One that passed the socket on to this keeper serves, and goes on.
        ProcessIdentity? serving = options.Listener is null ? null : Household.Find(null);
        bool hasStood = serving is not null;
        int fell = 0;
        while (!_ending.IsCancellationRequested)
        {
            long started = Stopwatch.GetTimestamp();
            int exitCode = serving is { } found ? await FollowAsync(found, null, Posix.Terminate) : await RunEdgeAsync();
            serving = null;
            TimeSpan lived = Stopwatch.GetElapsedTime(started);
            if (_ending.IsCancellationRequested)
                break;
            Revival revival = Revival.After(exitCode, lived, hasStood, fell);
            if (revival.ExitCode is { } ended)
                return ended;
            hasStood |= lived >= Revival.Standing || exitCode >= 128;
            fell = Revival.Fallen(lived, fell);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"keeper: the edge ended with {exitCode} after {lived.TotalSeconds:0.0} s; another one follows"));
            await Household.PauseAsync(revival.Pause, _ending.Token);
        }

        return ToEnd;
    }

    private async Task<int> RunEdgeAsync()
    {
        if (_ending.IsCancellationRequested)
            return ToEnd;
        using Process edge = _household.Start(null, (int)_listener.Handle, isPassedOn: true);
        using CancellationTokenRegistration ending = _ending.Token.Register(() => Posix.AskToEnd(edge.Id));
        await edge.WaitForExitAsync(CancellationToken.None);
        return edge.ExitCode;
    }

    // The supervisor has nothing to finish: what it was about to start is found by its mark.
    private async Task SuperviseAsync()
    {
        int fell = 0;
        for (int look = 0; look < Looks && !File.Exists(options.AdminSocket); look++) // the edge first: people wait for it
            await Household.PauseAsync(OneLook, _ending.Token);
        while (!_ending.IsCancellationRequested)
        {
            long started = Stopwatch.GetTimestamp();
            if (Household.Find(Household.Supervisor) is { } found)
            {
                await FollowAsync(found, Household.Supervisor, Posix.Kill);
            }
            else
            {
                await RunSupervisorAsync();
            }

            TimeSpan lived = Stopwatch.GetElapsedTime(started);
            TimeSpan pause = Revival.After(Unknown, lived, true, fell).Pause;
            fell = Revival.Fallen(lived, fell);
            await Household.PauseAsync(pause, _ending.Token);
        }
    }

    private async Task RunSupervisorAsync()
    {
        try
        {
            using Process supervisor = _household.Start(Household.Supervisor, (int)_listener.Handle, isPassedOn: false);
            using CancellationTokenRegistration ending = _ending.Token.Register(supervisor.Kill);
            await supervisor.WaitForExitAsync(CancellationToken.None);
        }
        catch (InvalidOperationException) when (_ending.IsCancellationRequested)
        {
            // the socket was closed in this moment: nobody is to be started any more
        }
    }

    private async Task<int> FollowAsync(ProcessIdentity process, string? word, int lastSignal)
    {
        using CancellationTokenRegistration ending = _ending.Token.Register(() => process.Signal(lastSignal));
        await Household.EndsAsync(process, word, CancellationToken.None);
        return Unknown;
    }

    // Whoever closes the environment looks here for a keeper, also where its folder was moved meanwhile.
    private void PutOnRecord()
    {
        string record = Path.Combine(options.StateFolder, "edge.json");
        byte[] self = JsonSerializer.SerializeToUtf8Bytes(ProcessIdentity.Read(Environment.ProcessId), KeptJson.Default.ProcessIdentity);
        try
        {
            if (File.Exists(record) && File.ReadAllBytes(record).AsSpan().SequenceEqual(self))
                return;
            DurableFile.Replace(record + ".kept", null, self); // whoever started it may be writing the same under another name
            File.Move(record + ".kept", record, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"keeper: {record} cannot be written: {problem.Message}"); // it keeps, whether it is on record or not
        }
    }
}
