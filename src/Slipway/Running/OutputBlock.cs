using System.Text;
using Slipway.Reports.Console;

namespace Slipway.Running;

/// <summary>
/// What a target that runs beside others has said, as the screen would have shown it: it is shown in one piece when the target ends. The screen alone
/// adds to it, a line at a time; the log of the run has all of it at once, each line behind the name of its target.
/// </summary>
/// <param name="target">Whose.</param>
/// <param name="began">Since when.</param>
internal sealed class OutputBlock(string target, DateTimeOffset began)
{
    private const int MostCharacters = 8_000_000;

    private readonly StringBuilder _text = new();
    private int _leftOut;
    private bool _isClosed;

    /// <summary>Whose it is.</summary>
    public string Target { get; } = target;

    /// <summary>Since when the target runs.</summary>
    public DateTimeOffset Began { get; } = began;

    /// <summary>What compilers have said in it, each once.</summary>
    public List<CompilerLine> Diagnostics { get; } = [];

    /// <summary>What the target notes for the summary.</summary>
    public Dictionary<string, string> Notes { get; } = new(StringComparer.Ordinal);

    /// <summary>What it has written to the console without an end of line.</summary>
    public StringBuilder Unended { get; } = new();

    /// <summary>Keeps a text of whole lines, or counts it where there are too many to keep; false once the block was shown, when what comes late is shown at once.</summary>
    public bool TryAdd(string text)
    {
        if (_isClosed)
            return false;
        if (_leftOut > 0 || _text.Length + text.Length > MostCharacters)
            _leftOut++;
        else
            _text.Append(text);
        return true;
    }

    /// <summary>All of it, for the one time it is shown.</summary>
    public string Close()
    {
        _isClosed = true;
        return _leftOut == 0 ? _text.ToString() : $"{_text}  … and {_leftOut} lines more, in the log\n";
    }

    /// <summary>Lines as the log has them.</summary>
    public string Logged(string lines) => $"{Target}| {lines.Replace("\n", $"\n{Target}| ", StringComparison.Ordinal)}";
}
