using Slipway.Running;
using Slipway.Tooling;
using Slipway.Tools.DotNet;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>Runs dotnet commands for components.</summary>
internal static class Dotnet
{
    // Long enough for any honest build, short enough that a hung test host does not hold a CI server for a day.
    private static readonly TimeSpan Deadline = TimeSpan.FromHours(2);

    public static async Task RunAsync(DotNetSettings settings, CancellationToken cancellation)
    {
        CommandResult result = await TryAsync(settings, cancellation).ConfigureAwait(false);
        if (result.ExitCode != 0)
            throw new FaultException(ExitCode.Failed, Failed(settings.ToCommand(), result));
    }

    // Whoever follows is called with each line behind its being shown.
    public static Task<CommandResult> TryAsync(DotNetSettings settings, CancellationToken cancellation, Action<OutputLine>? follow = null)
    {
        RunScope scope = RunScope.Current;
        Command command = InRoot(settings, scope);
        scope.Command(command.ToString());
        return scope.Runner.RunAsync(command, scope.Line + follow, cancellation);
    }

    /// <summary>What a dry run prints.</summary>
    public static Task<IReadOnlyList<string>> Describe(params DotNetSettings[] settings) =>
        Task.FromResult<IReadOnlyList<string>>([.. settings.Select(one => $"> {one.ToCommand()}")]);

    private static Command InRoot(DotNetSettings settings, RunScope scope)
    {
        Command command = settings.ToCommand();
        return command with { WorkingDirectory = command.WorkingDirectory ?? scope.RootDirectory, Timeout = command.Timeout ?? Deadline };
    }

    // Compiler errors come on standard output; the lines that say "error" are what a reader needs first.
    private static Fault Failed(Command command, CommandResult result) => new(
        "SLP1404", $"dotnet ended with {result.ExitCode}\n{string.Join('\n', ErrorLines.Of(result.Output))}", command.ToString(), "mend what it says; the log of the run has all of its output");
}
