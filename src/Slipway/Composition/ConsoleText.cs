using System.Globalization;
using System.Text;
using Slipway.Running;

namespace Slipway.Composition;

/// <summary>What a build writes to the console itself goes by the screen: masked, kept in the log, and out of the way of <c>--json</c>.</summary>
internal sealed class ConsoleText(Screen screen) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Takes the console over for the rest of the process; disposing shows what has no end of line yet. The console's own writers are never asked for: making them reads the terminal's description.</summary>
    public static ConsoleText Attach(Screen screen)
    {
        var text = new ConsoleText(screen);
        Console.SetOut(text);
        Console.SetError(text);
        return text;
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write($"{value}\n".AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        StringBuilder line = Line;
        lock (line)
        {
            int end;
            while ((end = buffer.IndexOf('\n')) >= 0)
            {
                line.Append(buffer[..end]);
                EndLine(line);
                buffer = buffer[(end + 1)..];
            }

            if (buffer.IsEmpty)
                return;
            if (screen.ShowsParts)
                screen.Part(buffer.ToString());
            else
                line.Append(buffer);
        }
    }

    public override void Flush()
    {
        StringBuilder line = Line;
        lock (line)
        {
            if (line.Length > 0)
                EndLine(line);
        }
    }

    // Targets that run at once have a line each.
    private StringBuilder Line => RunScope.IsActive && RunScope.Current.Block is { } block ? block.Unended : _line;

    private void EndLine(StringBuilder line)
    {
        string text = line.ToString();
        line.Clear();
        screen.Say(text.EndsWith('\r') ? text[..^1] : text);
    }

    protected override void Dispose(bool disposing)
    {
        Flush();
        base.Dispose(disposing);
    }
}
