using Slipway.Vocabulary.Commands;

namespace Slipway.Processes;

/// <summary>
/// Runs commands; those that compile find one compiler server among them, which starts with the first, stays warm for the next and ends with the run.
/// A compiler that starts anew for each project takes twice as long; one that outlives the run would hold files and memory of somebody who has left.
/// </summary>
/// <remarks>A command compiles when it is a dotnet build, publish, pack, run or test without <c>--no-build</c> and its environment says <c>UseSharedCompilation=false</c>, as that of our settings does.</remarks>
/// <param name="runner">Runs them all.</param>
public sealed class SharedCompilation(ICommandRunner runner) : ICommandRunner, IAsyncDisposable
{
    private const string Switch = "UseSharedCompilation";

    // MSBuild takes environment variables for properties, and the compiler's task gives this one to the compiler as the name of its server.
    private const string ServerName = "SharedCompilationId";

    private readonly Lock _gate = new();
    private Task<CompilerServer?>? _server;

    /// <inheritdoc />
    public async Task<CommandResult> RunAsync(Command command, Action<OutputLine>? line, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!IsCompiling(command) || await ServerAsync(command).WaitAsync(cancellation).ConfigureAwait(false) is not { } server)
            return await runner.RunAsync(command, line, cancellation).ConfigureAwait(false);
        return await runner.RunAsync(command with { Environment = command.Environment.SetItem(Switch, "true").SetItem(ServerName, server.Name) }, line, cancellation).ConfigureAwait(false);
    }

    /// <summary>Ends the server, if one was started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null && await _server.ConfigureAwait(false) is { } server)
            await server.EndAsync(runner).ConfigureAwait(false);
    }

    /// <summary>True for a command that compiles and whose compiler would otherwise live for one project only.</summary>
    internal static bool IsCompiling(Command command) =>
        command.Environment.TryGetValue(Switch, out string? shared) && shared == "false" && !command.Environment.ContainsKey(ServerName)
        && command.Arguments is ["build" or "publish" or "pack" or "run" or "test", ..] && !command.Arguments.Contains("--no-build");

    // For all commands, so none may cancel it for the others.
    private Task<CompilerServer?> ServerAsync(Command asking)
    {
        lock (_gate)
            return _server ??= CompilerServer.StartAsync(asking, runner);
    }
}
