using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Reports.Markdown;

/// <summary>Words of people in Markdown: what would be read as HTML is told as it was written.</summary>
internal static partial class PlainWords
{
    /// <summary>The text with <c>&lt;</c> in front of what could be a tag, a comment or an address, and <c>&amp;</c> of what could be an entity, escaped; inside of code spans nothing is.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        int done = 0;
        foreach (Match match in CodeSpan.Matches(text))
        {
            escaped.Append(Outside(text[done..match.Index])).Append(match.Value);
            done = match.Index + match.Length;
        }

        return escaped.Append(Outside(text[done..])).ToString();
    }

    private static string Outside(string text) => Tag.Replace(Entity.Replace(text, "&amp;"), "&lt;");

    // As many backticks at the end as at the beginning.
    [GeneratedRegex(@"(?<!`)(?<ticks>`+)(?!`).+?(?<!`)\k<ticks>(?!`)", RegexOptions.CultureInvariant)]
    private static partial Regex CodeSpan { get; }

    [GeneratedRegex(@"&(?=#?\w+;)", RegexOptions.CultureInvariant)]
    private static partial Regex Entity { get; }

    [GeneratedRegex(@"<(?=[A-Za-z/!?])", RegexOptions.CultureInvariant)]
    private static partial Regex Tag { get; }
}
