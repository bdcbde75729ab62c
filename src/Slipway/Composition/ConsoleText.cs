using System.Globalization;
using System.Text;

namespace Slipway.Composition;

/// <summary>What a build writes to the console itself goes by the screen: masked, kept in the log, and out of the way of <c>--json</c>.</summary>
internal sealed class ConsoleText(Screen screen) : TextWriter(CultureInfo.InvariantCulture)
{
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Takes the console over until the result is disposed.</summary>
    public static IDisposable Attach(Screen screen) => new Attached(Console.Out, Console.Error, screen);

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write($"{value}\n".AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        int end;
        while ((end = buffer.IndexOf('\n')) >= 0)
        {
            _line.Append(buffer[..end]);
            EndLine();
            buffer = buffer[(end + 1)..];
        }

        if (buffer.IsEmpty)
            return;
        if (screen.ShowsParts)
            screen.Part(buffer.ToString());
        else
            _line.Append(buffer);
    }

    public override void Flush()
    {
        if (_line.Length > 0)
            EndLine();
    }

    private void EndLine()
    {
        string text = _line.ToString();
        _line.Clear();
        screen.Say(text.EndsWith('\r') ? text[..^1] : text);
    }

    private sealed class Attached : IDisposable
    {
        private readonly TextWriter _output;
        private readonly TextWriter _error;
        private readonly ConsoleText _text;

        public Attached(TextWriter output, TextWriter error, Screen screen)
        {
            (_output, _error, _text) = (output, error, new ConsoleText(screen));
            Console.SetOut(_text);
            Console.SetError(_text);
        }

        public void Dispose()
        {
            Console.Out.Flush();
            Console.SetOut(_output);
            Console.SetError(_error);
        }
    }
}
