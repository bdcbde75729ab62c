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

    private readonly Lock _gate = new();
    private readonly Stream _people;
    private readonly LiveLine? _live;
    private readonly string? _launcher = Environment.GetEnvironmentVariable("SLIPWAY_LAUNCHER") is { Length: > 0 } name && name != UsualLauncher ? name : null;
    private readonly bool _isTerminal;
    private readonly List<CompilerLine> _diagnostics = [];
    private readonly HashSet<CompilerLine> _known = [];
    private RunLog? _log;
    private ImmutableArray<string> _secrets = [];
    private Mask? _mask;

    public Screen(bool isJson, bool isTerminal, Verbosity verbosity, Palette palette)
    {
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

    /// <summary>What compilers have said since the last call, each once.</summary>
    public ImmutableArray<CompilerLine> TakeDiagnostics()
    {
        lock (_gate)
        {
            ImmutableArray<CompilerLine> taken = [.. _diagnostics];
            _diagnostics.Clear();
            return taken;
        }
    }

    public bool IsJson { get; }

    /// <summary>Masks a value, in whatever form it shows, in everything said from now on.</summary>
    public void Hide(string secret)
    {
        if (!_secrets.Contains(secret))
            _mask = new Mask(_secrets = [.. _secrets, secret]);
    }

    public void Say(string line)
    {
        string text = Masked(Called(line));
        if (RunScope.IsActive)
            RunScope.Current.Heard?.Invoke(text);
        Put(Legible.Of(text));
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
        {
            _live?.Clear();
            Write(_people, Legible.OfChild(Masked(text)));
        }
    }

    /// <summary>True where a line's part is shown before its end.</summary>
    public bool ShowsParts => _isTerminal && !IsJson;

    /// <summary>Shows that a command begins: in full where its output follows, in a quiet line on a terminal, and in the log.</summary>
    public void Command(string command, AbsolutePath root)
    {
        BeginLog();
        BeforeCommand?.Invoke();
        BeforeCommand = null;
        string line = Masked($"> {command}");
        if (ShowsChildren)
        {
            Put(Legible.Of(Called(line)));
            return;
        }

        lock (_gate)
            _log?.Write(line, isDone: true);
        if (Verbosity != Verbosity.Normal)
            return;
        string near = line.Replace($"{root}/", "", StringComparison.Ordinal);
        lock (_gate)
        {
            _live?.Clear();
            Write(_people, Palette.Quiet(Folding.Cut(near, ScreenWidth.Read() - 1)) + "\n");
        }
    }

    public void Say(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (string line in lines)
            text.Append(text.Length > 0 ? "\n" : "").Append(line);
        if (text.Length > 0)
            Say(text.ToString());
    }

    /// <summary>Lines kept for the very end: where to look, what to type next.</summary>
    public List<string> LastWords { get; } = [];

    /// <summary>The one object a target answers <c>--json</c> with; null leaves the result of the run.</summary>
    public string? OwnAnswer { get; set; }

    /// <summary>One line a child process printed.</summary>
    public void Child(OutputLine line)
    {
        if (CompilerLine.Parse(line.Text) is { } diagnostic)
        {
            lock (_gate)
            {
                if (_known.Add(diagnostic))
                    _diagnostics.Add(diagnostic);
            }
        }

        string text = Masked(line.Text);
        lock (_gate)
        {
            _log?.Begin();
            _log?.Write("  " + text, isDone: false);
            if (ShowsChildren)
                Write(_people, $"  {Legible.OfChild(text)}\n");
        }

        if (!ShowsChildren)
            _live?.Detail(Legible.Of(text));
    }

    /// <summary>Prints the one answer of a run that was asked for as JSON.</summary>
    public void Answer(string json)
    {
        using Stream output = Console.OpenStandardOutput();
        lock (_gate)
            Write(output, Masked(Called(json)) + "\n");
    }

    /// <summary>Says how far what is going on has come; null on anything but a terminal.</summary>
    public Action<string>? Reached => _live is { } live ? live.Detail : null;

    /// <summary>Shows what is going on until the next call, and how long it took last time; nothing on anything but a terminal.</summary>
    public void Progress(string? doing, Func<TimeSpan?>? usual = null) => _live?.Show(doing, usual);

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
            _log?.Write(Masked(text), isDone: true);
    }

    /// <summary>A text without the secrets in it.</summary>
    public string Masked(string text) => _mask?.Apply(text) ?? text;

    private void Put(string line)
    {
        lock (_gate)
        {
            _live?.Clear();
            _log?.Write(line, isDone: true);
            Write(_people, line + "\n");
        }
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
