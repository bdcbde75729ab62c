using System.Collections.Immutable;
using Slipway.Running;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tooling;

/// <summary>Starts processes by name or path.</summary>
public static class ProcessTasks
{
    /// <summary>Starts a process in the current run; there is no shell. Wait for it with <see cref="StartedProcess.AssertZeroExitCode"/>.</summary>
    /// <param name="toolPath">Absolute path, or a name looked up on PATH.</param>
    /// <param name="arguments">Words parted by blanks; interpolated values stay whole.</param>
    /// <param name="workingDirectory">Null is the root of the build.</param>
    /// <param name="environmentVariables">Added to the inherited ones.</param>
    /// <param name="timeout">Milliseconds after which the whole process tree is ended; null is no limit.</param>
    /// <param name="logOutput">False keeps its lines off the console.</param>
    /// <param name="logInvocation">False keeps the command line off the console.</param>
    /// <param name="logger">Takes the lines in place of the console.</param>
    public static StartedProcess StartProcess(
        string toolPath,
        ArgumentStringHandler? arguments = null,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string>? logger = null)
    {
        Command command = ToCommand(toolPath, arguments, workingDirectory, environmentVariables, timeout);
        return Start(command, logOutput ?? true, logInvocation ?? true, logger);
    }

    /// <summary>Starts a process with its arguments as a list.</summary>
    public static StartedProcess StartProcess(string toolPath, IEnumerable<string> arguments, string? workingDirectory = null) =>
        Start(new Command { Executable = toolPath, Arguments = [.. arguments], WorkingDirectory = workingDirectory }, logOutput: true, logInvocation: true, logger: null);

    internal static Command ToCommand(
        string toolPath, ArgumentStringHandler? arguments, string? workingDirectory, IReadOnlyDictionary<string, string>? variables, int? timeout) => new()
    {
        Executable = toolPath,
        Arguments = arguments?.Words ?? [],
        Secrets = arguments?.Secrets ?? [],
        WorkingDirectory = workingDirectory,
        Environment = (variables ?? ImmutableDictionary<string, string>.Empty)
            .ToImmutableSortedDictionary(pair => pair.Key, string? (pair) => pair.Value, StringComparer.Ordinal),
        Timeout = timeout is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
    };

    internal static StartedProcess Start(Command command, bool logOutput, bool logInvocation, Action<OutputType, string>? logger)
    {
        Command placed = command with { WorkingDirectory = command.WorkingDirectory ?? RunScope.Current.RootDirectory, KeepsAllOutput = true };
        Action<OutputLine>? listener = logger is null ? null : line => logger(Output.Of(line).Type, line.Text);
        return new StartedProcess(placed, stop => CommandRun.ToEndAsync(placed, logOutput, logInvocation, listener, stop));
    }
}
