using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Running;

/// <summary>
/// What the static task classes need of the run they are called in. It flows with the async context of a target,
/// so parallel targets each see their own; it is the only ambient state there is.
/// </summary>
public sealed class RunScope
{
    private static readonly AsyncLocal<RunScope?> Ambient = new();

    /// <summary>The run around the caller.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static RunScope Current => Ambient.Value
        ?? throw new InvalidOperationException("Tasks such as DotNetBuild run inside a target: call them from Executes(…), not from a field, a constructor or a thread of your own.");

    /// <summary>Cancelled when the run is to stop.</summary>
    public required CancellationToken Cancellation { get; init; }

    public required ICommandRunner Runner { get; init; }

    /// <summary>Takes each line for the console.</summary>
    public required Action<OutputLine> Line { get; init; }

    /// <summary>Root of the build; commands start here unless told otherwise.</summary>
    public required AbsolutePath RootDirectory { get; init; }

    /// <summary>Makes the scope current until the returned value is disposed, which brings the one before back.</summary>
    public static IDisposable Enter(RunScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var previous = new Leaving(Ambient.Value);
        Ambient.Value = scope;
        return previous;
    }

    private sealed class Leaving(RunScope? previous) : IDisposable
    {
        public void Dispose() => Ambient.Value = previous;
    }
}
