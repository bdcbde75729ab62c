using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Slipway.Fakes;
using Slipway.Vocabulary.Paths;

namespace Slipway.Browser;

/// <summary>The ledger of a story in a repository of its own, served by <c>Dashboard --serve</c> while other commands write to it: whole processes of this repository's build program.</summary>
public sealed class ServedLedger : IAsyncDisposable
{
    private static readonly string Program = typeof(ServedLedger).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "BuildProgram").Value!; // the project file says it
    private static readonly string Host = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"); // the one that runs us; none need be in the path
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly Process _serving;

    private ServedLedger(Year year, int port)
    {
        Directory.CreateDirectory(Root / ".nuke");
        year.Write(State);
        Address = $"http://127.0.0.1:{port}/";
        _serving = Start("Dashboard", "--serve", "--port", $"{port}");
    }

    public string Address { get; }

    private AbsolutePath Root => _folder.Path / "repository";

    private AbsolutePath State => _folder.Path / "state";

    public static async Task<ServedLedger> OfAsync(Year year)
    {
        var served = new ServedLedger(year, FreePort.Find());
        using var limit = new CancellationTokenSource(Deadline);
        while (await served._serving.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Contains("following the ledger", StringComparison.Ordinal))
                return served;
        }

        throw new InvalidOperationException($"The dashboard is not served: {await served._serving.StandardError.ReadToEndAsync(limit.Token)}");
    }

    /// <summary>Runs a command on the served ledger to its end.</summary>
    public async Task RunAsync(params string[] words)
    {
        using Process process = Start(words);
        using var limit = new CancellationTokenSource(Deadline);
        string said = await process.StandardOutput.ReadToEndAsync(limit.Token) + await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, said);
    }

    public async ValueTask DisposeAsync()
    {
        _serving.Kill(entireProcessTree: true);
        await _serving.WaitForExitAsync(CancellationToken.None);
        _serving.Dispose();
        _folder.Dispose();
    }

    private Process Start(params string[] words)
    {
        var start = new ProcessStartInfo(Host, [Program, .. words]) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in new (string, string)[] { ("SLIPWAY_ROOT", Root), ("SLIPWAY_STATE", State), ("GIT_AUTHOR_NAME", "Ada"), ("GIT_AUTHOR_EMAIL", "ada@example.org"), ("GIT_COMMITTER_NAME", "Ada"), ("GIT_COMMITTER_EMAIL", "ada@example.org") })
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{Program} did not start.");
    }
}
