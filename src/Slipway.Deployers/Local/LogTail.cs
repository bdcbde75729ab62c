using System.Text;
using Slipway.Deployers.Serving;

namespace Slipway.Deployers.Local;

/// <summary>The end of a log, for a person to read in a fault.</summary>
internal static class LogTail
{
    private const int Bytes = 16 * 1024;

    /// <summary>A sentence with the last 20 lines, or that there are none.</summary>
    public static string Of(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Seek(-Math.Min(Bytes, file.Length), SeekOrigin.End);
            using var reader = new StreamReader(file, Encoding.UTF8);
            return LogWords.Of(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "it has no log";
        }
    }

    /// <summary>Whether a whole line behind a place in the log is as wanted.</summary>
    /// <param name="path">The log.</param>
    /// <param name="start">Bytes that were there before.</param>
    /// <param name="isWanted">Judges one line.</param>
    public static bool Holds(string path, long start, Func<string, bool> isWanted)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Seek(start <= file.Length ? start : 0, SeekOrigin.Begin);   // one that was cut is read from its beginning
            using var reader = new StreamReader(file, Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                if (isWanted(line))
                    return true;
            }

            return false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;   // no log yet
        }
    }
}
