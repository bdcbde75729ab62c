using System.Diagnostics;
using Slipway.Execution.Running;
using Slipway.Processes;
using Slipway.Running;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tooling;

/// <summary>Runs commands in the current run.</summary>
internal static class CommandRun
{
    /// <summary>Runs to the end and blocks meanwhile, as Nuke's tasks do; the executor gives each running target a thread of its own.</summary>
    public static CommandResult ToEnd(Command command, bool logOutput = true, bool logInvocation = true, Action<OutputLine>? logger = null) =>
        Placed(() => ToEndAsync(command, logOutput, logInvocation, logger).GetAwaiter().GetResult());

    public static Task<CommandResult> ToEndAsync(
        Command command, bool logOutput = true, bool logInvocation = true, Action<OutputLine>? logger = null, CancellationToken stop = default)
    {
        RunScope scope = RunScope.Current;
        Command placed = command with { WorkingDirectory = command.WorkingDirectory ?? scope.RootDirectory };
        Action<OutputLine> show = logger ?? scope.Line;
        if (logInvocation)
            scope.Command(Shown(placed));
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
    public static CommandResult Checked(Command command, CommandResult result) => Placed(() => result.ExitCode == 0 ? result : throw Failed(command, result));

    /// <summary>What a command printed, all of it; reading it throws where more was printed than is kept.</summary>
    public static IReadOnlyCollection<Output> Whole(Command command, CommandResult result) => new WholeOutput(result, Shown(command));

    /// <summary>Does something in the name of the build's own code: what fails in it names the line of the build that called.</summary>
    public static T Placed<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (FaultException failure) when (failure.Faults is [var fault] && BuildLine.In(new StackTrace(fNeedFileInfo: true)) is { } line && fault.Place != line)
        {
            throw new FaultException(failure.ExitCode, fault with { Cause = $"{fault.Cause}\nin {fault.Place}", Place = line }, failure);
        }
    }

    /// <summary>The command as a line to read; quoting can change a secret, so every form of it is masked.</summary>
    public static string Shown(Command command) => new Mask(command.Secrets).Apply(command.ToString());

    private static FaultException Failed(Command command, CommandResult result)
    {
        string errors = string.Concat(ErrorLines.Of(result.Output).Select(line => "\n" + line));
        return new FaultException(ExitCode.Failed, new Fault(
            "SLP5101",
            $"exit code {result.ExitCode} from: {Shown(command)}{errors}",
            command.WorkingDirectory ?? RunScope.Current.RootDirectory,
            "mend what it says, or run the command by hand in that folder"));
    }
}
