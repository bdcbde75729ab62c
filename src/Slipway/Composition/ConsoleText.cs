using System.Globalization;
using System.Text;
using Slipway.Running;

namespace Slipway.Composition;

/// <summary>What a build writes to the console itself goes by the screen: masked, kept in the log, and out of the way of <c>--json</c>.</summary>
/// <remarks>
/// The framework locks what <see cref="Console.Out"/> is while it is written to, and the same thing while anything is written to the terminal, by our
/// screen too. So that lock is the screen's gate: had the screen one of its own, a target that writes a line and the pump of another target's child
/// would each hold one of the two and wait for the other.
/// </remarks>
internal sealed class ConsoleText : TextWriter
{
    private readonly StringBuilder _line = new();
    private readonly TextWriter _shared;

    private ConsoleText(Func<object, Screen> screen)
        : base(CultureInfo.InvariantCulture)
    {
        _shared = Synchronized(this);
        Screen = screen(_shared);
    }

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Where it goes.</summary>
    public Screen Screen { get; }

    /// <summary>
    /// Takes the console over for the rest of the process; disposing shows what has no end of line yet, and ends the screen. The console's own writers
    /// are never asked for: making them reads the terminal's description.
    /// </summary>
    /// <param name="screen">Makes the screen with the gate it is given.</param>
    public static ConsoleText Attach(Func<object, Screen> screen)
    {
        var text = new ConsoleText(screen);
        Console.SetOut(text._shared);
        Console.SetError(text._shared);
        return text;
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write($"{value}\n".AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        StringBuilder line = Line;
        int end;
        while ((end = buffer.IndexOf('\n')) >= 0)
        {
            line.Append(buffer[..end]);
            EndLine(line);
            buffer = buffer[(end + 1)..];
        }

        if (buffer.IsEmpty)
            return;
        if (Screen.ShowsParts)
            Screen.Part(buffer.ToString());
        else
            line.Append(buffer);
    }

    public override void Flush()
    {
        if (Line is { Length: > 0 } line)
            EndLine(line);
    }

    // Targets that run at once have a line each.
    private StringBuilder Line => RunScope.IsActive && RunScope.Current.Block is { } block ? block.Unended : _line;

    private void EndLine(StringBuilder line)
    {
        string text = line.ToString();
        line.Clear();
        Screen.Say(text.EndsWith('\r') ? text[..^1] : text);
    }

    protected override void Dispose(bool disposing)
    {
        Flush();
        Screen.Dispose();
        base.Dispose(disposing);
    }
}
