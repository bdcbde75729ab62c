using System.Globalization;
using System.Text;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>
/// Everything a run says and its children print, masked, as a file of its own in <c>.nuke/temp/logs</c>; the newest thirty stay, and up to ten more for a while.
/// It is kept in memory until something is worth a file: a command, a failure, a second target. What only answers a question, such as Status, leaves none.
/// </summary>
internal sealed class RunLog(AbsolutePath root, string words, DateTimeOffset now) : IDisposable
{
    private const int Kept = 30;
    private const int Surplus = 10;

    private readonly List<string> _pending = [];
    private StreamWriter? _writer;
    private bool _hasBegun;

    /// <summary>Where it is; null while it is in memory, and where none can be written, which stops no run.</summary>
    public AbsolutePath? File { get; private set; }

    /// <summary>Writes it from now on, and first what was said before.</summary>
    public void Begin()
    {
        if (_hasBegun)
            return;
        _hasBegun = true;
        AbsolutePath folder = root / ".nuke" / "temp" / "logs";
        if (!Directory.Exists(root / ".nuke"))
            return;
        try
        {
            Directory.CreateDirectory(folder); // the launcher keeps .nuke/temp out of git
            string name = string.Concat(words.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
            AbsolutePath file = folder / $"{now.UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}-{Environment.ProcessId}-{(name.Length > 40 ? name[..40] : name)}.log";
            Prune(folder);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // what children print is theirs to tell, not ours to publish
            _writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options);
            File = file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return; // a read-only or full disk: the run itself does not depend on it
        }

        foreach (string line in _pending)
            Write(line, isDone: false);
        _pending.Clear();
    }

    /// <summary>Adds a line; colours stay out. <paramref name="isDone"/> hands what is written to the disk, so that a killed run leaves it.</summary>
    public void Write(string line, bool isDone)
    {
        if (!_hasBegun)
            _pending.Add(line);
        if (_writer is null)
            return;
        try
        {
            _writer.WriteLine(Plain(line));
            if (isDone)
                _writer.Flush();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // A full disk ends the log, not the run.
        }
    }

    public void Dispose()
    {
        try
        {
            _writer?.Dispose();
        }
        catch (IOException)
        {
            // As above.
        }
    }

    private static void Prune(AbsolutePath folder)
    {
        string[] logs = Directory.GetFiles(folder, "*.log");
        if (logs.Length < Kept + Surplus)
            return; // several at a time, so that most starts need not sort
        Array.Sort(logs, StringComparer.Ordinal);
        foreach (string old in logs.AsSpan(0, logs.Length - Kept))
            System.IO.File.Delete(old);
    }

    private static string Plain(string line)
    {
        if (!line.Contains('\e', StringComparison.Ordinal))
            return line;
        var text = new StringBuilder(line.Length);
        for (int at = 0; at < line.Length; at++)
        {
            if (line[at] == '\e' && line.IndexOf('m', at) is > 0 and var end)
                at = end;
            else
                text.Append(line[at]);
        }

        return text.ToString();
    }
}
