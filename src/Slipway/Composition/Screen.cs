using System.Collections.Immutable;
using System.Text;
using Slipway.Processes;
using Slipway.Reports.Console;
using Slipway.Vocabulary.Commands;

namespace Slipway.Composition;

/// <summary>Where a run's lines go: standard output for people, or standard error when standard output belongs to <c>--json</c>.</summary>
internal sealed class Screen : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stream _people;
    private readonly LiveLine? _live;
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

    public void Say(string line) => Put(Legible.Of(Masked(line)));

    /// <summary>Empties the screen for what is shown anew, where output is a screen.</summary>
    public void Wipe()
    {
        lock (_gate)
        {
            if (Palette.IsColored)
                Write(_people, "\e[H\e[2J");
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
            Put("  " + Legible.OfChild(Masked(line.Text)));
        else
            _live?.Detail(Legible.Of(Masked(line.Text)));
    }

    /// <summary>Prints the one answer of a run that was asked for as JSON.</summary>
    public void Answer(string json)
    {
        using Stream output = Console.OpenStandardOutput();
        lock (_gate)
            Write(output, Masked(json) + "\n");
    }

    /// <summary>Shows what is going on until the next call; nothing on anything but a terminal.</summary>
    public void Progress(string? doing) => _live?.Show(doing);

    public void Dispose() => _live?.Dispose();

    /// <summary>A text without the values that are hidden.</summary>
    public string Masked(string text) => _mask?.Apply(text) ?? text;

    private void Put(string line)
    {
        lock (_gate)
        {
            _live?.Clear();
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
        catch (IOException)
        {
            // The reader of our output went away (head, a closed terminal); the run goes on to a clean end.
        }
    }
}
