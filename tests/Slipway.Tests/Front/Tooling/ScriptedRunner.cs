using System.Collections.Concurrent;
using System.Collections.Immutable;
using Slipway.Running;
using Slipway.Vocabulary.Commands;

namespace Slipway.Tests.Front.Tooling;

/// <summary>Answers commands without starting them, and keeps a record of both.</summary>
internal sealed class ScriptedRunner(Func<Command, CommandResult>? answer = null) : ICommandRunner
{
    public ConcurrentQueue<Command> Commands { get; } = new();

    public ConcurrentQueue<string> Console { get; } = new();

    public static CommandResult Ended(int exitCode, params string[] lines) =>
        new(exitCode, [.. lines.Select(line => new OutputLine(false, line))], TimeSpan.Zero);

    public Task<CommandResult> RunAsync(Command command, Action<OutputLine>? line, CancellationToken cancellation)
    {
        Commands.Enqueue(command);
        CommandResult result = answer?.Invoke(command) ?? Ended(0, "done");
        foreach (OutputLine one in result.Output)
            line?.Invoke(one);
        return Task.FromResult(result);
    }

    public IDisposable Enter() => RunScope.Enter(new RunScope
    {
        Cancellation = TestContext.Current.CancellationToken,
        Line = line => Console.Enqueue(line.Text),
        Command = command => Console.Enqueue($"> {command}"),
        RootDirectory = "/root",
        Runner = this,
    });

    public ImmutableArray<string> Lines => [.. Commands.Select(command => command.ToString())];
}
