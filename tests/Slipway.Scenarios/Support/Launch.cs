using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Slipway.Scenarios.Support;

/// <summary>How a started program ended, and what it said.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    public string All => Output + Errors;

    /// <summary>Fails with everything the program said where it ended otherwise.</summary>
    public Ended Expect(int exitCode, params string[] words)
    {
        Assert.True(ExitCode == exitCode, $"exit {ExitCode}, expected {exitCode}\n{All}");
        foreach (string word in words)
            Assert.Contains(word, All, StringComparison.Ordinal);
        return this;
    }
}

/// <summary>A program started in a process group of its own, as a shell does, so that Ctrl-C can be sent to all of it.</summary>
internal sealed partial class Launch : IAsyncDisposable
{
    private const int Interruption = 2;
    private const int Killing = 9;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(180);
    private static readonly string[] Inherited = ["PATH", "HOME", "LANG", "TMPDIR", "DOTNET_ROOT", "NUGET_PACKAGES", "DOTNET_CLI_HOME"];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private Launch(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
    }

    public int Id => _process.Id;

    public static Launch Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] words)
    {
        // A test run in a shell's background ignores SIGINT, and whatever it starts would too.
        var start = new ProcessStartInfo("env") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string word in (string[])["--default-signal=INT", "setsid", .. words])
            start.ArgumentList.Add(word);
        Dictionary<string, string?> inherited = Inherited.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        start.Environment.Clear();
        foreach ((string name, string? value) in inherited.Where(pair => pair.Value is not null))
            start.Environment[name] = value;
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        var launch = new Launch(new Process { StartInfo = start });
        launch._process.Start();
        launch._process.StandardInput.Close();
        launch._process.BeginOutputReadLine();
        launch._process.BeginErrorReadLine();
        return launch;
    }

    public bool Said(string words) => Text(_output).Contains(words, StringComparison.Ordinal);

    public Task<Ended> EndAsync() => EndAsync(Deadline);

    /// <summary>The same for a command that takes longer than commands do.</summary>
    public async Task<Ended> EndAsync(TimeSpan deadline)
    {
        using var limit = new CancellationTokenSource(deadline);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Signal(Killing);
            throw new TimeoutException($"{string.Join(' ', _process.StartInfo.ArgumentList.Skip(2))} did not end within {deadline.TotalSeconds} s\n{Text(_output)}{Text(_errors)}");
        }

        return new Ended(_process.ExitCode, Text(_output), Text(_errors));
    }

    /// <summary>Ctrl-C: every process of the group gets it, and the program must have ended with exit code 130 ten seconds later.</summary>
    public async Task<Ended> InterruptAsync()
    {
        long start = Stopwatch.GetTimestamp();
        Signal(Interruption);
        Ended ended = (await EndAsync()).Expect(130);
        Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"ended {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s after Ctrl-C\n{ended.All}");
        return ended;
    }

    public void Kill() => Signal(Killing);

    /// <summary>Kills the program and none of what it started, as a kill -9 by its id does.</summary>
    public void KillAlone() => _ = SendSignal(_process.Id, Killing);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private void Signal(int signal) => _ = SendSignal(-_process.Id, signal);

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int process, int signal);
}
