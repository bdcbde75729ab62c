using System.Collections.Immutable;
using System.Text;
using Slipway.Processes;
using Slipway.Reports.Console;
using Slipway.Vocabulary.Commands;

namespace Slipway.Composition;

/// <summary>Where a run's lines go: standard output for people, or standard error when standard output belongs to <c>--json</c>.</summary>
internal sealed class Screen : IDisposable
{
    private const string UsualLauncher = "build.sh";

    private readonly Lock _gate = new();
    private readonly Stream _people;
    private readonly LiveLine? _live;
    private readonly string? _launcher = Environment.GetEnvironmentVariable("SLIPWAY_LAUNCHER") is { Length: > 0 } name && name != UsualLauncher ? name : null;
    private ImmutableArray<string> _secrets = [];
    private Mask? _mask;

    public Screen(bool isJson, bool isTerminal, Palette palette)
    {
        _people = isJson ? Console.OpenStandardError() : Console.OpenStandardOutput();
        Palette = palette;
        IsJson = isJson;
        _live = isTerminal && !isJson ? new LiveLine(text => Write(_people, text), _gate) : null;
    }

    public Palette Palette { get; }

    public bool IsJson { get; }

    /// <summary>Masks a value, in whatever form it shows, in everything said from now on.</summary>
    public void Hide(string secret)
    {
        if (!_secrets.Contains(secret))
            _mask = new Mask(_secrets = [.. _secrets, secret]);
    }

    public void Say(string line)
    {
        line = Masked(Called(line));
        lock (_gate)
        {
            _live?.Clear();
            Write(_people, line + "\n");
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

    /// <summary>True shows every line of every child process; otherwise only the progress line does, and a failure its end.</summary>
    public bool ShowsChildren { get; set; }

    /// <summary>One line a child process printed.</summary>
    public void Child(OutputLine line)
    {
        if (ShowsChildren)
            Say("  " + line.Text);
        else
            _live?.Detail(Masked(line.Text));
    }

    /// <summary>Prints the one answer of a run that was asked for as JSON.</summary>
    public void Answer(string json)
    {
        using Stream output = Console.OpenStandardOutput();
        lock (_gate)
            Write(output, Masked(Called(json)) + "\n");
    }

    /// <summary>Shows what is going on until the next call; nothing on anything but a terminal.</summary>
    public void Progress(string? doing) => _live?.Show(doing);

    public void Dispose() => _live?.Dispose();

    // What people are told to type must work where the launcher goes by another name.
    private string Called(string text) => _launcher is null ? text : text.Replace("./" + UsualLauncher, "./" + _launcher, StringComparison.Ordinal);

    private string Masked(string text) => _mask?.Apply(text) ?? text;

    private static void Write(Stream stream, string text)
    {
        try
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush();
        }
        catch (IOException)
        {
            // The reader of our output went away (head, a closed terminal); the run goes on to a clean end.
        }
    }
}
