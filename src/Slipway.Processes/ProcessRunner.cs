using System.ComponentModel;
using System.Diagnostics;
using Slipway.Vocabulary.Commands;

namespace Slipway.Processes;

/// <summary>
/// Runs commands as processes: arguments as a list, no shell, standard input what the command says, output masked before anyone sees it.
/// Processes left behind by a command that ends by itself are left alone; cancelling, timing out, and our own death in the middle of it end the whole tree.
/// </summary>
public sealed class ProcessRunner(TimeProvider clock, ProcessLimits limits) : ICommandRunner
{
    /// <summary>A runner with the system's clock and the usual limits.</summary>
    public ProcessRunner()
        : this(TimeProvider.System, new ProcessLimits())
    {
    }

    /// <inheritdoc />
    public async Task<CommandResult> RunAsync(Command command, Action<OutputLine>? line, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        cancellation.ThrowIfCancellationRequested();
        if (command.Secrets.Any(secret => secret.Length > 0 && !Mask.CanHide(secret)))
            throw ProcessFaults.ShortSecret(command);

        long start = clock.GetTimestamp();
        using RunningProcess running = await StartAsync(command);
        Process process = running.Process;
        if (command.Input.IsEmpty)
            process.StandardInput.Close();

        using var timeout = new CancellationTokenSource(command.Timeout ?? Timeout.InfiniteTimeSpan, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        var tail = new OutputTail(command.KeepsAllOutput ? limits.WholeCharacters : limits.KeptCharacters, line);
        using var draining = new CancellationTokenSource();
        int lineLimit = command.KeepsAllOutput ? limits.WholeCharacters : limits.LineLimit;
        Task pumps = PumpBothAsync(process, new Mask(command.Secrets), lineLimit, tail, stop, draining.Token);
        Task feeding = command.Input.IsEmpty ? Task.CompletedTask : Task.Run(() => Feed(process.StandardInput.BaseStream, command.Input.Span), CancellationToken.None);

        bool endedByItself = await IsEndedByItselfAsync(process, stop.Token);
        if (!endedByItself)
            await new TreeKiller(process, running.Marker, clock, limits.InterruptGrace).EndAsync();
        draining.CancelAfter(limits.DrainGrace);
        await pumps;        // throws what the listener threw
        await feeding;
        if (!endedByItself)
        {
            cancellation.ThrowIfCancellationRequested();
            throw ProcessFaults.TimedOut(command, Folder(command), command.Timeout ?? TimeSpan.Zero);
        }

        return new CommandResult(process.ExitCode, tail.Close(), clock.GetElapsedTime(start)) { IsComplete = tail.IsComplete };
    }

    // When the listener throws, nobody reads the pipe any more and the child would block: stop it.
    private static async Task PumpBothAsync(Process process, Mask mask, int lineLimit, OutputTail tail, CancellationTokenSource stop, CancellationToken draining)
    {
        Task output = Guarded(process.StandardOutput.BaseStream, isError: false);
        Task error = Guarded(process.StandardError.BaseStream, isError: true);
        await Task.WhenAll(output, error);

        async Task Guarded(Stream pipe, bool isError)
        {
            try
            {
                await Task.Run(() => OutputPump.PumpAsync(pipe, isError, mask, lineLimit, tail, draining), CancellationToken.None);
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }

    // Beside the pumps, for a process may answer before it has read everything. One that reads no further is free to: how it ended says what it thought of it.
    private static void Feed(Stream pipe, ReadOnlySpan<byte> input)
    {
        try
        {
            using (pipe)
                pipe.Write(input);
        }
        catch (IOException)
        {
        }
    }

    // WaitForExitAsync waits for the process alone, not for its pipes, as long as nobody called BeginOutputReadLine.
    private static async Task<bool> IsEndedByItselfAsync(Process process, CancellationToken stop)
    {
        try
        {
            await process.WaitForExitAsync(stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<RunningProcess> StartAsync(Command command)
    {
        string folder = Folder(command);
        if (!Directory.Exists(folder))
            throw ProcessFaults.NoFolder(command, folder);
        var start = new ProcessStartInfo
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in command.Arguments)
            start.ArgumentList.Add(argument);
        foreach ((string name, string? value) in command.Environment)
            start.Environment[name] = value;
        string? path = start.Environment.TryGetValue("PATH", out string? value2) ? value2 : null;
        string program = ProgramPath.Find(command.Executable, folder, path) ?? throw ProcessFaults.NotFound(command, folder, path);
        start.FileName = program;
        try
        {
            return await RunningProcess.StartAsync(start);
        }
        catch (Win32Exception refused)
        {
            throw ProcessFaults.NotStarted(command, program, refused);
        }
    }

    private static string Folder(Command command) => command.WorkingDirectory ?? Environment.CurrentDirectory;
}
