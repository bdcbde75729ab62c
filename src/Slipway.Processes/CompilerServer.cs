using System.ComponentModel;
using System.Diagnostics;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;

namespace Slipway.Processes;

/// <summary>The SDK's compiler server (VBCSCompiler) under a name of our own, tied to us; it compiles for whoever knows the name.</summary>
internal sealed class CompilerServer
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);
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

    /// <summary>Starts the server of the SDK that a dotnet command will use; null where there is none, or none that would surely end with us.</summary>
    public static async Task<CompilerServer?> StartAsync(Command asking, ICommandRunner runner, CancellationToken cancellation)
    {
        string folder = asking.WorkingDirectory ?? Environment.CurrentDirectory;
        if (!Tether.Exists || ProgramPath.Find(asking.Executable, folder, Environment.GetEnvironmentVariable("PATH")) is not { } dotnet)
            return null;
        CommandResult version = await runner.RunAsync(asking with { Arguments = ["--version"], Timeout = AnswerLimit }, null, cancellation).ConfigureAwait(false);
        string real = File.ResolveLinkTarget(dotnet, returnFinalTarget: true)?.FullName ?? dotnet;
        string program = Path.Combine(Path.GetDirectoryName(real) ?? "/", "sdk", version.StandardOutput.Trim(), "Roslyn", "bincore", "VBCSCompiler.dll");
        if (version.ExitCode != 0 || !File.Exists(program))
            return null;

        string name = $"slipway-{Guid.NewGuid():N}";
        var start = new ProcessStartInfo(real, ["exec", program, "-pipename:" + name]) { WorkingDirectory = "/", RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string variable, string value) in Hurry)
            start.Environment[variable] = value;
        try
        {
            return new CompilerServer(real, program, name, await RunningProcess.StartAsync(start).ConfigureAwait(false));
        }
        catch (Win32Exception)
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
}
