using System.Text.Json;
using System.Text.RegularExpressions;

namespace Slipway.Reports.Html;

/// <summary>
/// Release notes as the page's script draws them, one array for each block: <c>[ kind, run, … ]</c>.
/// Kinds are <c>h</c> (title), <c>s</c> (section), <c>li</c> and <c>p</c>; a run is a text or <c>[ style, text ]</c> with a style of <c>b</c>, <c>code</c>,
/// <c>pull</c> or <c>issue</c>, the last two of a number. Only what notes are written in is read; everything else is text.
/// </summary>
internal static partial class NotesData
{
    public static void Write(Utf8JsonWriter writer, string markdown)
    {
        writer.WriteStartArray();
        foreach ((string kind, string text) in Blocks(markdown))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(kind);
            Runs(writer, text);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    // A line that goes on, of an item or a paragraph, belongs to the block above it.
    private static IEnumerable<(string Kind, string Text)> Blocks(string markdown)
    {
        (string Kind, string Text)? open = null;
        foreach (string line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            (string Kind, string Text) block = Block(line);
            if (open is { Kind: "li" or "p", Text.Length: > 0 } begun && block is { Kind: "p", Text.Length: > 0 })
            {
                open = (begun.Kind, $"{begun.Text} {block.Text}");
                continue;
            }

            if (open is { Text.Length: > 0 } done)
                yield return done;
            open = block;
        }

        if (open is { Text.Length: > 0 } last)
            yield return last;
    }

    private static (string Kind, string Text) Block(string line) =>
        line.StartsWith("# ", StringComparison.Ordinal) ? ("h", line[2..].Trim())
        : line.StartsWith("## ", StringComparison.Ordinal) ? ("s", line[3..].Trim())
        : line.StartsWith("- ", StringComparison.Ordinal) ? ("li", line[2..].Trim())
        : ("p", line.Trim());

    private static void Runs(Utf8JsonWriter writer, string text)
    {
        int done = 0;
        foreach (Match match in Marked.Matches(text))
        {
            Plain(writer, text[done..match.Index]);
            done = match.Index + match.Length;
            if (match.Groups["code"] is { Success: true } code)
                Run(writer, "code", code.Value);
            else if (match.Groups["bold"] is { Success: true } bold)
                Run(writer, "b", Read(bold.Value));
            else if (match.Groups["issue"] is { Success: true } issue)
                Run(writer, "issue", issue.Value);
            else
                Run(writer, "pull", match.Groups["pull"].Value);
        }

        Plain(writer, text[done..]);
    }

    private static void Run(Utf8JsonWriter writer, string style, string text)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(style);
        writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void Plain(Utf8JsonWriter writer, string text)
    {
        if (text.Length > 0)
            writer.WriteStringValue(Read(text));
    }

    // What was escaped for Markdown.
    private static string Read(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(
        """
        (?<!`)(?<ticks>`+)(?!`)\ ?(?<code>.+?)\ ?(?<!`)\k<ticks>(?!`)
        | \*\*(?<bold>[^*]+)\*\*
        | (?<=\bcloses\ )\#(?<issue>\d{1,12})\b
        | (?<![\w&/\#])\#(?<pull>\d{1,12})\b
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Marked { get; }
}
