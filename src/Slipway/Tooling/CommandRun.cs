using Slipway.Processes;
using Slipway.Running;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tooling;

/// <summary>Runs commands in the current run.</summary>
internal static class CommandRun
{
    private const int ShownLines = 12;

    /// <summary>Runs to the end and blocks meanwhile, as Nuke's tasks do; the executor gives each running target a thread of its own.</summary>
    public static CommandResult ToEnd(Command command, bool logOutput = true, bool logInvocation = true, Action<OutputLine>? logger = null) =>
        ToEndAsync(command, logOutput, logInvocation, logger).GetAwaiter().GetResult();

    public static Task<CommandResult> ToEndAsync(
        Command command, bool logOutput = true, bool logInvocation = true, Action<OutputLine>? logger = null, CancellationToken stop = default)
    {
        RunScope scope = RunScope.Current;
        Command placed = command with { WorkingDirectory = command.WorkingDirectory ?? scope.RootDirectory };
        Action<OutputLine> show = logger ?? scope.Line;
        if (logInvocation)
            show(new OutputLine(false, $"> {Shown(placed)}"));
        return RunAsync();

        async Task<CommandResult> RunAsync()
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(scope.Cancellation, stop);
            try
            {
                return await scope.Runner.RunAsync(placed, logOutput ? show : null, either.Token);
            }
            catch (OperationCanceledException) when (either.IsCancellationRequested)
            {
                scope.Cancellation.ThrowIfCancellationRequested();
                throw new OperationCanceledException(stop);
            }
        }
    }

    /// <exception cref="FaultException">The exit code is not zero.</exception>
    public static CommandResult Checked(Command command, CommandResult result) => result.ExitCode == 0 ? result : throw Failed(command, result);

    /// <summary>The command as a line to read; quoting can change a secret, so every form of it is masked.</summary>
    public static string Shown(Command command) => new Mask(command.Secrets).Apply(command.ToString());

    private static FaultException Failed(Command command, CommandResult result)
    {
        string end = string.Join('\n', result.Output.TakeLast(ShownLines).Select(line => line.Text));
        return new FaultException(ExitCode.Failed, new Fault(
            "SLP5101",
            $"exit code {result.ExitCode} from: {Shown(command)}{(end.Length > 0 ? "\n" : "")}{end}",
            command.WorkingDirectory ?? RunScope.Current.RootDirectory,
            "read the lines above, or run the command by hand in that folder"));
    }
}
