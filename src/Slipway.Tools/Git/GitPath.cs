using System.Collections.Immutable;
using System.Text;

namespace Slipway.Tools.Git;

/// <summary>Paths as git prints them, one a line: those with control characters, quotes or backslashes stand in quotes.</summary>
public static class GitPath
{
    private const string Escaped = "abtnvfr\"\\";
    private const string Meant = "\a\b\t\n\v\f\r\"\\";

    /// <summary>Reads what <see cref="GitCommands.ListFiles"/> prints.</summary>
    public static ImmutableArray<string> Parse(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read).Distinct(StringComparer.Ordinal)];

    private static string Read(string line)
    {
        if (line.Length < 2 || line[0] != '"' || line[^1] != '"')
            return line;
        var bytes = new List<byte>();
        for (int place = 1; place < line.Length - 1; place++)
        {
            if (char.IsLowSurrogate(line[place]))
                continue; // went with the half in front of it
            if (line[place] != '\\')
                bytes.AddRange(Encoding.UTF8.GetBytes(line, place, char.IsHighSurrogate(line[place]) ? 2 : 1));
            else if (Escaped.IndexOf(line[++place], StringComparison.Ordinal) is var index and >= 0)
                bytes.Add((byte)Meant[index]);
            else
                bytes.Add(Octal(line, ref place));
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static byte Octal(string line, ref int place)
    {
        int value = 0;
        int end = Math.Min(place + 3, line.Length - 1);
        for (; place < end; place++)
            value = (value * 8) + (line[place] - '0');
        place--;
        return (byte)value;
    }
}
