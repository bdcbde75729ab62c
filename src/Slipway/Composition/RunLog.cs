using System.Globalization;
using System.Text;
using Slipway.Delivery.Durable;
using Slipway.Vocabulary.Paths;

namespace Slipway.Composition;

/// <summary>Everything a run says and its children print, masked, as a file of its own in <c>.nuke/temp/logs</c>; the newest few stay.</summary>
internal sealed class RunLog : IDisposable
{
    private const int Kept = 30;

    private readonly StreamWriter _writer;

    private RunLog(AbsolutePath file, StreamWriter writer) => (File, _writer) = (file, writer);

    public AbsolutePath File { get; }

    /// <summary>Begins a log; null where none can be written, which stops no run.</summary>
    public static RunLog? Open(AbsolutePath root, string words, DateTimeOffset now)
    {
        AbsolutePath folder = root / ".nuke" / "temp" / "logs";
        if (!Directory.Exists(root / ".nuke"))
            return null;
        try
        {
            PrivateFolder.CreateIgnored(folder);
            string name = string.Concat(words.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
            AbsolutePath file = folder / $"{now.UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}-{Environment.ProcessId}-{(name.Length > 40 ? name[..40] : name)}.log";
            Prune(folder);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // what children print is theirs to tell, not ours to publish
            return new RunLog(file, new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), options));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Adds a line; colours stay out. <paramref name="isDone"/> hands what is written to the disk, so that a killed run leaves it.</summary>
    public void Write(string line, bool isDone)
    {
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
            _writer.Dispose();
        }
        catch (IOException)
        {
            // As above.
        }
    }

    private static void Prune(AbsolutePath folder)
    {
        string[] logs = Directory.GetFiles(folder, "*.log");
        if (logs.Length < Kept)
            return;
        foreach (string old in logs.Order(StringComparer.Ordinal).Take(logs.Length - Kept + 1))
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
