using System.ComponentModel;
using System.Diagnostics;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;

namespace Slipway.Processes;

/// <summary>The SDK's compiler server (VBCSCompiler) under a name of our own, tied to us; it compiles for whoever knows the name.</summary>
internal sealed class CompilerServer
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(3);

    // It lives for seconds, in which it jits most of the compiler: what .NET does for processes that live for days only costs here.
    private static readonly KeyValuePair<string, string>[] Hurry = [new("DOTNET_TieredPGO", "0"), new("DOTNET_gcServer", "0")];

    private readonly string _dotnet;
    private readonly string _program;
    private readonly RunningProcess _running;

    private CompilerServer(string dotnet, string program, string name, RunningProcess running)
    {
        _dotnet = dotnet;
        _program = program;
        Name = name;
        _running = running;
    }

    /// <summary>What a compiler must know to find it; the name of its pipe.</summary>
    public string Name { get; }

    /// <summary>Starts the server of the SDK that a dotnet command will use; null where there is none, or none that would surely end with us. Whatever hinders it is left for the command itself to tell.</summary>
    public static async Task<CompilerServer?> StartAsync(Command asking, ICommandRunner runner)
    {
        try
        {
            return Tether.Exists && await FindAsync(asking, runner).ConfigureAwait(false) is var (dotnet, program) ? await StartAsync(dotnet, program).ConfigureAwait(false) : null;
        }
        catch (Exception hindered) when (hindered is FaultException or Win32Exception or IOException)
        {
            return null;
        }
    }

    /// <summary>Asks it to end, whoever started it: where ours was gone too early, the compiler's task has started one of that name itself.</summary>
    public async Task EndAsync(ICommandRunner runner)
    {
        using (_running)
        {
            try
            {
                await runner.RunAsync(new Command { Executable = _dotnet, Arguments = ["exec", _program, "-pipename:" + Name, "-shutdown"], Timeout = EndLimit }, null, CancellationToken.None).ConfigureAwait(false);
                using var patience = new CancellationTokenSource(EndLimit);
                await _running.Process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            }
            catch (Exception deaf) when (deaf is FaultException or OperationCanceledException)
            {
                _running.Process.Kill();
            }

            File.Delete(Path.Combine(Path.GetTempPath(), Name)); // left behind by one that was interrupted
        }
    }

    private static async Task<(string Dotnet, string Program)?> FindAsync(Command asking, ICommandRunner runner)
    {
        if (ProgramPath.Find(asking.Executable, asking.WorkingDirectory ?? Environment.CurrentDirectory, Environment.GetEnvironmentVariable("PATH")) is not { } found)
            return null;
        CommandResult version = await runner.RunAsync(asking with { Arguments = ["--version"], Timeout = AnswerLimit }, null, CancellationToken.None).ConfigureAwait(false);
        string dotnet = File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? found;
        string program = Path.Combine(Path.GetDirectoryName(dotnet) ?? "/", "sdk", version.StandardOutput.Trim(), "Roslyn", "bincore", "VBCSCompiler.dll");
        return version.ExitCode == 0 && File.Exists(program) ? (dotnet, program) : null;
    }

    private static async Task<CompilerServer> StartAsync(string dotnet, string program)
    {
        string name = $"slipway-{Guid.NewGuid():N}";
        var start = new ProcessStartInfo(dotnet, ["exec", program, "-pipename:" + name]) { WorkingDirectory = "/", RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string variable, string value) in Hurry)
            start.Environment[variable] = value;
        return new CompilerServer(dotnet, program, name, await RunningProcess.StartAsync(start).ConfigureAwait(false));
    }
}
