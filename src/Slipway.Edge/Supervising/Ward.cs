using System.Globalization;
using System.Text.Json;
using Slipway.Edge.Keeping;
using Slipway.Processes;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Supervising;

/// <summary>One instance of the deployment that serves: what was approved, what runs, and whether it is time to start it again.</summary>
/// <param name="path">The file of what was approved, without its extension.</param>
/// <param name="clock">Tells when it was started again, and when the next time is.</param>
internal sealed class Ward(string path, TimeProvider clock)
{
    private static readonly TimeSpan LeftoverGrace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private ProcessIdentity? _process;
    private bool _isChild;
    private (ProcessIdentity? Dead, int? ExitCode, int Fell, long Since) _end;

    private string Name => Path.GetFileName(path);

    /// <summary>False while what was last seen of it still runs, and while it waits. Costs no more than a look at that process.</summary>
    public bool IsDue() => _process?.IsRunning() != true && (_end.Since == 0 || clock.GetElapsedTime(_end.Since) >= Revival.PauseAfter(_end.Fell));

    /// <summary>True once nothing is left to do for one that is followed no more: a child that ended must be heard out, or it stays in the system's list.</summary>
    public bool IsOver() => !_isChild || _process?.TryReap(out _) != false;

    /// <summary>Looks who runs in its place, and starts it again when nobody does and its time has come. Asked by who holds the right to start.</summary>
    public async Task SeeToAsync()
    {
        if (ApprovedStart.Read(path + ApprovedStart.Extension) is not { } approved)
            return;   // withdrawn
        var comeback = Comeback.Read(path + Comeback.Extension);
        ProcessIdentity? known = comeback?.Process ?? OnRecord();
        if (known?.IsRunning() == true)
        {
            _isChild &= known == _process;
            _process = known;
            return;
        }

        // One that was started by somebody who died before he wrote it down.
        if (MarkedProcesses.Find(approved.Marker).FirstOrDefault(process => process.LeadsSession() && process.Runs(approved.Words)) is { } found)
        {
            (_process, _isChild) = (found, false);
            Write(new(found, comeback?.Times ?? 0, clock.GetUtcNow(), null, comeback?.LogStart ?? 0, comeback?.Fell ?? 0));
            return;
        }

        await NoticeAsync(known, comeback);
        if (clock.GetElapsedTime(_end.Since) < Revival.PauseAfter(_end.Fell))
            return;
        await EndLeftoversAsync(approved);
        Start(approved, known is null ? 0 : (comeback?.Times ?? 0) + 1);
    }

    // An end is noticed once, however long the pause after it is.
    private async Task NoticeAsync(ProcessIdentity? dead, Comeback? comeback)
    {
        if (_end.Since != 0 && _end.Dead == dead)
            return;
        int? exitCode = dead is null ? null : await dead.ReapAsync(clock, CancellationToken.None);
        _isChild = false;
        _end = (dead, exitCode, dead is null ? 0 : Revival.Fallen(LifeOf(dead), comeback?.Fell ?? 0), clock.GetTimestamp());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"supervisor: {Name} ended{(exitCode is { } known ? $" with {known}" : "")}; it is started again in {Revival.PauseAfter(_end.Fell).TotalSeconds:0.0} s"));
    }

    // What it started may hold the socket and the files that the next one needs.
    private async Task EndLeftoversAsync(ApprovedStart approved)
    {
        long start = clock.GetTimestamp();
        for (int signal = Posix.Terminate; MarkedProcesses.Find(approved.Marker) is { Length: > 0 } left; signal = 0)
        {
            if (clock.GetElapsedTime(start) >= 2 * LeftoverGrace)
                throw new IOException($"process {left[0].Pid}, which {Name} left behind, does not end");
            if (clock.GetElapsedTime(start) >= LeftoverGrace)
                signal = Posix.Kill;
            foreach (ProcessIdentity process in left.Where(_ => signal != 0))
                process.Signal(signal);
            await Task.Delay(Poll, clock);
        }
    }

    private void Start(ApprovedStart approved, int times)
    {
        long logStart = File.Exists(approved.LogFile) ? new FileInfo(approved.LogFile).Length : 0;
        File.Delete(approved.Socket);
        (int pid, int error) = approved.ToStart()?.Run() ?? default;
        if (pid == 0)
        {
            _end = (_end.Dead, _end.ExitCode, Revival.Fallen(TimeSpan.Zero, _end.Fell), clock.GetTimestamp());
            Console.WriteLine($"supervisor: {Name} cannot be started: {(error == 0 ? "its secrets cannot be read" : $"errno {error}")}");
            return;
        }

        (_process, _isChild) = (ProcessIdentity.Read(pid) ?? new(pid, 0, "ended at once"), true);
        Write(new(_process, times, clock.GetUtcNow(), _end.ExitCode, logStart, _end.Fell));
        Console.WriteLine($"supervisor: {Name} runs again as process {pid}");
    }

    // One that was gone before it could be read has no start time.
    private static TimeSpan LifeOf(ProcessIdentity dead) => dead.StartTime == 0 ? TimeSpan.Zero : dead.Age();

    private void Write(Comeback comeback) => DurableFile.Replace(path + Comeback.Extension, null, comeback.ToBytes());

    // The record belongs to the deployer; of it only the process matters here.
    private ProcessIdentity? OnRecord()
    {
        try
        {
            using JsonDocument? record = File.Exists(path + ".json") ? JsonDocument.Parse(File.ReadAllBytes(path + ".json")) : null;
            return record?.RootElement.GetProperty("process").Deserialize(KeptJson.Default.ProcessIdentity);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;   // whoever started it died before he wrote it down: it has a mark
        }
    }
}
