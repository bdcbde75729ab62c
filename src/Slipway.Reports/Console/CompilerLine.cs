using System.Globalization;

namespace Slipway.Reports.Console;

/// <summary>One diagnostic as compilers and MSBuild print it: <c>FILE(LINE,COLUMN): error CODE: MESSAGE [PROJECT]</c>.</summary>
/// <param name="IsError">False for a warning.</param>
/// <param name="Code">CS0103, NU1903, …</param>
/// <param name="Message">What it says, without the project behind it.</param>
/// <param name="File">The file; empty where the diagnostic names none.</param>
/// <param name="Line">Line from 1; 0 where there is none.</param>
/// <param name="Column">Column from 1; 0 where there is none.</param>
public sealed record CompilerLine(bool IsError, string Code, string Message, string File, int Line, int Column)
{
    /// <summary>The diagnostic as one line to read.</summary>
    public string Text => $"{(File.Length == 0 ? "" : Line == 0 ? $"{File}: " : string.Create(CultureInfo.InvariantCulture, $"{File}({Line},{Column}): "))}{(IsError ? "error" : "warning")} {Code}: {Message}";

    /// <summary>Reads a line; null for one that is no diagnostic.</summary>
    public static CompilerLine? Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        int at = Mark(line, ": error ", out int end);
        bool isError = at >= 0;
        if (!isError && (at = Mark(line, ": warning ", out end)) < 0)
            return null;
        int colon = line.IndexOf(": ", end, StringComparison.Ordinal);
        string code = colon < 0 ? "" : line[end..colon];
        if (code.Length is < 3 or > 20 || !char.IsAsciiLetter(code[0]) || !char.IsAsciiDigit(code[^1]) || !code.All(char.IsAsciiLetterOrDigit))
            return null;
        (string file, int row, int column) = Place(line[..at].Trim());
        return new CompilerLine(isError, code, WithoutProject(line[(colon + 2)..].Trim()), file, row, column);
    }

    private static int Mark(string line, string mark, out int end)
    {
        int at = line.IndexOf(mark, StringComparison.Ordinal);
        end = at + mark.Length;
        return at;
    }

    // "File.cs(3,9)", "File.cs(3)" or "File.csproj"; "MSBUILD" and "CSC" are no files.
    private static (string File, int Line, int Column) Place(string text)
    {
        if (text.EndsWith(')') && text.LastIndexOf('(') is > 0 and var open)
        {
            string[] numbers = text[(open + 1)..^1].Split(',');
            if (int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out int line))
                return (text[..open], line, numbers.Length > 1 && int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out int column) ? column : 1);
        }

        return (text.Contains('/', StringComparison.Ordinal) || text.Contains('.', StringComparison.Ordinal) ? text : "", 0, 0);
    }

    private static string WithoutProject(string message) =>
        message.EndsWith(']') && message.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var at ? message[..at] : message;
}
