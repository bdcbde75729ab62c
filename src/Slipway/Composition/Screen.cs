using System.Collections.Immutable;
using System.Text;
using Slipway.Processes;
using Slipway.Reports.Console;
using Slipway.Running;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>Where a run's lines go: standard output for people, or standard error when standard output belongs to <c>--json</c>.</summary>
internal sealed class Screen : IDisposable
{
    private const string UsualLauncher = "build.sh";

    private readonly object _gate;
    private readonly Stream _people;
    private readonly LiveLine? _live;
    private readonly string? _launcher = Environment.GetEnvironmentVariable("SLIPWAY_LAUNCHER") is { Length: > 0 } name && name != UsualLauncher ? name : null;
    private readonly bool _isTerminal;
    private readonly List<CompilerLine> _diagnostics = [];
    private readonly HashSet<CompilerLine> _known = [];
    private readonly List<string> _lastWords = [];
    private RunLog? _log;
    private ImmutableArray<string> _secrets = [];
    private Mask? _mask;

    /// <param name="gate">Held while anything is shown; whoever writes to the console holds it already.</param>
    /// <param name="isJson">Lines for people go to standard error.</param>
    /// <param name="isTerminal">Somebody watches.</param>
    /// <param name="verbosity">How much is shown.</param>
    /// <param name="palette">Colours.</param>
    public Screen(object gate, bool isJson, bool isTerminal, Verbosity verbosity, Palette palette)
    {
        _gate = gate;
        _isTerminal = isTerminal;
        Verbosity = verbosity;
        _people = isJson ? Console.OpenStandardError() : Console.OpenStandardOutput();
        Palette = palette;
        IsJson = isJson;
        _live = isTerminal && !isJson ? new LiveLine(text => Write(_people, text), _gate) : null;
    }

    public Palette Palette { get; }

    public Verbosity Verbosity { get; }

    /// <summary>Where the log of this run is, which is written from now on; null where there can be none.</summary>
    public AbsolutePath? BeginLog()
    {
        lock (_gate)
        {
            _log?.Begin();
            return _log?.File;
        }
    }

    /// <summary>Called in front of the first command a run shows.</summary>
    public Action? BeforeCommand { get; set; }

    /// <summary>Every line of every child is shown where nobody can ask for it afterwards: on a CI server, in a pipe, and where it is asked for.</summary>
    private bool ShowsChildren => Verbosity == Verbosity.Verbose || (Verbosity == Verbosity.Normal && !_isTerminal);

    /// <summary>Keeps all that is said and printed from now on in a log of its own.</summary>
    public void KeepLog(RunLog log) => _log = log;

    /// <summary>What compilers have said since the last call, each once: in a block, or outside of any.</summary>
    public ImmutableArray<CompilerLine> TakeDiagnostics(OutputBlock? block)
    {
        lock (_gate)
        {
            List<CompilerLine> found = block?.Diagnostics ?? _diagnostics;
            ImmutableArray<CompilerLine> taken = [.. found];
            found.Clear();
            return taken;
        }
    }

    /// <summary>Shows what a target said that ran beside others, in one piece.</summary>
    public void Show(OutputBlock block)
    {
        lock (_gate)
        {
            if (block.Unended.Length > 0)
                Put(Legible.Of(Masked(Called(block.Unended.ToString()))), block);
            block.Unended.Clear();
            Show(block.Close(), block: null);
        }
    }

    public bool IsJson { get; }

    /// <summary>Masks a value, in whatever form it shows, in everything said from now on.</summary>
    public void Hide(string secret)
    {
        lock (_gate)
        {
            if (!_secrets.Contains(secret))
                _mask = new Mask(_secrets = [.. _secrets, secret]);
        }
    }

    public void Say(string line)
    {
        string text = Masked(Called(line));
        RunScope? scope = RunScope.IsActive ? RunScope.Current : null;
        scope?.Heard?.Invoke(text);
        Put(Legible.Of(text), scope?.Block);
    }

    /// <summary>Empties the screen for what is shown anew, where output is a screen.</summary>
    public void Wipe()
    {
        lock (_gate)
        {
            if (Palette.IsColored)
                Write(_people, "\e[H\e[2J");
        }
    }

    /// <summary>Shows a part of a line where somebody may be waiting for it, such as a question.</summary>
    public void Part(string text)
    {
        lock (_gate)
            Show(Legible.OfChild(Masked(text)), block: null);
    }

    /// <summary>True where a line's part is shown before its end.</summary>
    public bool ShowsParts => _isTerminal && !IsJson && Block is null;

    /// <summary>Shows that a command begins: in full where its output follows, in a quiet line on a terminal, and in the log.</summary>
    public void Command(string command, AbsolutePath root)
    {
        BeginLog();
        BeforeCommand?.Invoke();
        BeforeCommand = null;
        OutputBlock? block = Block;
        string line = Masked($"> {command}");
        if (ShowsChildren)
        {
            Put(Legible.Of(Called(line)), block);
            return;
        }

        lock (_gate)
            Log(line, isDone: true, block);
        if (Verbosity != Verbosity.Normal)
            return;
        string near = line.Replace($"{root}/", "", StringComparison.Ordinal);
        lock (_gate)
            Show(Palette.Quiet(Folding.Cut(near, ScreenWidth.Read() - 1)) + "\n", block);
    }

    public void Say(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (string line in lines)
            text.Append(text.Length > 0 ? "\n" : "").Append(line);
        if (text.Length > 0)
            Say(text.ToString());
    }

    /// <summary>Keeps a line for the very end: where to look, what to type next.</summary>
    public void SayLast(string line)
    {
        lock (_gate)
            _lastWords.Add(line);
    }

    /// <summary>Shows what was kept for the very end.</summary>
    public void SayLastWords() => Say(_lastWords);

    /// <summary>The one object a target answers <c>--json</c> with; null leaves the result of the run.</summary>
    public string? OwnAnswer { get; set; }

    /// <summary>One line a child process printed, outside of any block.</summary>
    public void Child(OutputLine line) => Child(line, block: null);

    /// <summary>One line a child process of a target printed; the block is the target's, where it has one.</summary>
    public void Child(OutputLine line, OutputBlock? block)
    {
        if (CompilerLine.Parse(line.Text) is { } diagnostic)
        {
            lock (_gate)
            {
                if (_known.Add(diagnostic))
                    (block?.Diagnostics ?? _diagnostics).Add(diagnostic);
            }
        }

        string text = Masked(line.Text);
        lock (_gate)
        {
            _log?.Begin();
            Log("  " + text, isDone: false, block);
            if (ShowsChildren)
                Show($"  {Legible.OfChild(text)}\n", block);
        }

        if (!ShowsChildren)
            _live?.Detail(Legible.Of(text), block?.Target);
    }

    /// <summary>Prints the one answer of a run that was asked for as JSON.</summary>
    public void Answer(string json)
    {
        using Stream output = Console.OpenStandardOutput();
        lock (_gate)
            Write(output, Masked(Called(json)) + "\n");
    }

    /// <summary>Says how far a target has come, or the only one that runs; null on anything but a terminal.</summary>
    public Action<string>? Reached(string? target = null) => _live is { } live ? text => live.Detail(text, target) : null;

    /// <summary>Shows that a target runs until it ends, and how long it took last time; nothing on anything but a terminal.</summary>
    public void Begin(string target, Func<TimeSpan?> usual) => _live?.Begin(target, usual);

    /// <summary>A target does not run any longer.</summary>
    public void End(string target) => _live?.End(target);

    public void Dispose()
    {
        _live?.Dispose();
        _log?.Dispose();
    }

    // What people are told to type must work where the launcher goes by another name.
    private string Called(string text) => _launcher is null ? text : text.Replace("./" + UsualLauncher, "./" + _launcher, StringComparison.Ordinal);

    /// <summary>What only who debugs wants to see: in the log always, on the screen where everything is asked for.</summary>
    public void Detail(string text)
    {
        BeginLog();
        if (Verbosity == Verbosity.Verbose)
        {
            Say(Palette.Quiet(text));
            return;
        }

        lock (_gate)
            Log(Masked(text), isDone: true, Block);
    }

    /// <summary>A text without the secrets in it.</summary>
    public string Masked(string text) => _mask?.Apply(text) ?? text;

    // Of the target in whose flow we are, where that runs beside others.
    private static OutputBlock? Block => RunScope.IsActive ? RunScope.Current.Block : null;

    private void Put(string line, OutputBlock? block)
    {
        lock (_gate)
        {
            Log(line, isDone: true, block);
            Show(line + "\n", block);
        }
    }

    // The caller holds the gate.
    private void Log(string line, bool isDone, OutputBlock? block) => _log?.Write(block is null ? line : block.Logged(line), isDone);

    // The same.
    private void Show(string text, OutputBlock? block)
    {
        if (block?.TryAdd(text) == true)
            return;
        _live?.Clear();
        Write(_people, text);
    }

    private static void Write(Stream stream, string text)
    {
        try
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The reader of our output went away (head, a closed terminal); the run goes on to a clean end.
        }
    }
}
