using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Keeping;

/// <summary>
/// Holds the listening socket of an environment and sees to it that an edge answers there; it does nothing else, so that nothing can go wrong with it.
/// An edge that dies is followed by another on the same socket: who knocks meanwhile waits in its queue, and nobody is refused. A keeper that dies leaves
/// its edge serving.
/// </summary>
internal sealed class Keeper(EdgeOptions options) : IDisposable
{
    /// <summary>The word that asks for a keeper.</summary>
    public const string Word = "keep";

    private const int Queue = 4096; // the kernel's own limit cuts it
    private const int ToEnd = 128 + 15;

    private readonly CancellationTokenSource _ending = new();
    private readonly Socket _listener = new(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Keeps edges at the address until one is told to end, or it is told to end itself.</summary>
    /// <returns>The exit code: 98 where the port is taken, that of an edge which never stood, 143 after SIGTERM.</returns>
    public async Task<int> RunAsync()
    {
        try
        {
            _listener.Bind(new IPEndPoint(options.Address, options.Port));
            _listener.Listen(Queue);
        }
        catch (SocketException problem) when (problem.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            await Console.Error.WriteLineAsync($"Slipway.Edge: port {options.Port} of {options.Address} is taken by another process");
            return Program.PortTaken;
        }

        using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        return await KeepAsync();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _ending.Dispose();
    }

    private void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _ending.Cancel();
        _listener.Dispose(); // nobody new is let in while the edge finishes what it has
    }

    private async Task<int> KeepAsync()
    {
        bool hasStood = false;
        int fell = 0;
        while (!_ending.IsCancellationRequested)
        {
            long started = Stopwatch.GetTimestamp();
            int exitCode = await RunEdgeAsync();
            TimeSpan lived = Stopwatch.GetElapsedTime(started);
            if (_ending.IsCancellationRequested)
                break;
            Revival revival = Revival.After(exitCode, lived, hasStood, fell);
            if (revival.ExitCode is { } ended)
                return ended;
            hasStood |= lived >= Revival.Standing || exitCode >= 128;
            fell = lived >= Revival.Standing ? 0 : fell + 1;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"keeper: the edge ended with {exitCode} after {lived.TotalSeconds:0.0} s; another one follows"));
            await PauseAsync(revival.Pause);
        }

        return ToEnd;
    }

    private async Task<int> RunEdgeAsync()
    {
        int descriptor = (int)_listener.Handle;
        if (!Posix.Inherit(descriptor))
            throw new InvalidOperationException($"the listening socket {descriptor} is gone"); // it is ours, and open
        string[] words = Environment.GetCommandLineArgs();
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false }; // a process has a program
        foreach (string word in (string[])["exec", words[0], .. options.ToWords(descriptor)])
            start.ArgumentList.Add(word);
        using Process edge = Process.Start(start)!; // not by a shell, so that a process is started
        using CancellationTokenRegistration ending = _ending.Token.Register(() => Posix.AskToEnd(edge.Id));
        await edge.WaitForExitAsync(CancellationToken.None);
        return edge.ExitCode;
    }

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _ending.Token);
        }
        catch (OperationCanceledException)
        {
            // it is to end: whoever called looks
        }
    }
}
