using System.Diagnostics.CodeAnalysis;
using Slipway.Reports.Console;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Running;

/// <summary>What a run hands to code that has no other way to get it: the static task methods. The one ambient state there is; set by <c>Execute</c>, only read by others.</summary>
public sealed class RunScope
{
    private static readonly AsyncLocal<RunScope?> Ambient = new();

    /// <summary>A scope of which all that is required is still to be said.</summary>
    public RunScope()
    {
    }

    [SetsRequiredMembers]
    private RunScope(RunScope other)
    {
        (RootDirectory, Runner, Line, Command) = (other.RootDirectory, other.Runner, other.Line, other.Command);
        (Say, SayLast, Progress, Wipe, Mask) = (other.Say, other.SayLast, other.Progress, other.Wipe, other.Mask);
        (Palette, Columns, Answer, Hide) = (other.Palette, other.Columns, other.Answer, other.Hide);
        (Heard, Cancellation, Memory, Block) = (other.Heard, other.Cancellation, other.Memory, other.Block);
    }

    /// <summary>The scope of the run this code belongs to.</summary>
    /// <exception cref="InvalidOperationException">Called outside of a run.</exception>
    public static RunScope Current => Ambient.Value
        ?? throw new InvalidOperationException("There is no run here: task methods and build directories work inside a target, or in tests after RunScope.Enter.");

    /// <summary>True inside of a run.</summary>
    public static bool IsActive => Ambient.Value is not null;

    /// <summary>The repository's folder.</summary>
    public required AbsolutePath RootDirectory { get; init; }

    /// <summary>Runs child processes.</summary>
    public required ICommandRunner Runner { get; init; }

    /// <summary>Shows one line of a child process.</summary>
    public required Action<OutputLine> Line { get; init; }

    /// <summary>Shows that a command begins, as a line to read.</summary>
    public Action<string> Command { get; init; } = _ => { };

    /// <summary>Shows one line of the build's own.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>Shows a line at the very end of the run, behind the summary.</summary>
    public Action<string> SayLast { get; init; } = _ => { };

    /// <summary>Says on the live line of a terminal how far something is; null where nobody watches.</summary>
    internal Action<string>? Progress { get; init; }

    /// <summary>Empties the screen, where there is one that is drawn anew.</summary>
    public Action Wipe { get; init; } = () => { };

    /// <summary>What the run masks, taken out of a text that goes elsewhere than to the screen.</summary>
    public Func<string, string> Mask { get; init; } = text => text;

    /// <summary>Colours, where the screen shows them.</summary>
    public Palette Palette { get; init; } = new(IsColored: false);

    /// <summary>How many characters a line of the screen holds; 100 where there is no screen that says.</summary>
    public Func<int> Columns { get; init; } = () => 100;

    /// <summary>Gives the one object this run answers <c>--json</c> with.</summary>
    public Action<string> Answer { get; init; } = _ => { };

    /// <summary>Masks a value in everything this run shows from now on.</summary>
    public Action<string> Hide { get; init; } = _ => { };

    /// <summary>Gets every line that is said while this scope is the current one, masked; null where nobody keeps it.</summary>
    internal Action<string>? Heard { get; init; }

    /// <summary>Cancelled when the run is interrupted.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>What the targets of a run leave for those that follow.</summary>
    internal RunMemory Memory { get; private init; } = new();

    /// <summary>Where the lines of a target are kept until it ends, when it runs beside others; null where they are shown at once.</summary>
    internal OutputBlock? Block { get; private init; }

    /// <summary>The same scope for what runs after an interrupt: its commands are not cancelled by it, and it asks anew what the run knew.</summary>
    internal RunScope Lasting() => new(this) { Cancellation = CancellationToken.None, Memory = new RunMemory() };

    /// <summary>The same scope for what has a time of its own to end in.</summary>
    internal RunScope Until(CancellationToken cancellation) => new(this) { Cancellation = cancellation };

    /// <summary>The same scope for a target that runs beside others.</summary>
    internal RunScope Within(OutputBlock block, Action<OutputLine> line, Action<string>? progress) =>
        new(this) { Block = block, Line = line, Progress = progress };

    /// <summary>The same scope for a target whose lines are kept, and whose commands go by another runner.</summary>
    internal RunScope Listening(ICommandRunner runner, Action<string> heard, Action<string> command, Action<OutputLine> line) => new(this)
    {
        Runner = runner, Heard = heard,
        Command = text =>
        {
            command(text);
            Command(text);
        },
        Line = printed =>
        {
            line(printed);
            Line(printed);
        },
    };

    /// <summary>Makes a scope current until the result is disposed; scopes nest.</summary>
    public static IDisposable Enter(RunScope scope)
    {
        RunScope? outer = Ambient.Value;
        Ambient.Value = scope;
        return new Exit(outer);
    }

    private sealed class Exit(RunScope? outer) : IDisposable
    {
        public void Dispose() => Ambient.Value = outer;
    }
}
