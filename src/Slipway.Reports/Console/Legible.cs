using System.Text;

namespace Slipway.Reports.Console;

/// <summary>
/// Text as it is: what would move the cursor, set a title, run backwards or vanish on a terminal is shown instead of done. Commit messages, reasons, logs and ledgers are written by
/// others, and a page that somebody signs must not be rewritten by what stands on it.
/// </summary>
public static class Legible
{
    private const char Escape = '\e';

    /// <summary>A line of our own: nothing but line feeds, tabs and the colours of the palette keeps its effect.</summary>
    public static string Of(string text) => Of(text, Palette.Codes.Contains);

    /// <summary>A line of a child's, which may colour as it likes, but not conceal.</summary>
    public static string OfChild(string text) => Of(text, code => !code.Split(';').Contains("8"));

    private static string Of(string text, Func<string, bool> isColour)
    {
        int first = 0;
        while (first < text.Length && !IsControl(text[first]))
            first++;
        if (first == text.Length)
            return text;
        var shown = new StringBuilder(text, 0, first, text.Length + 16);
        for (int place = first; place < text.Length; place++)
        {
            if (!IsControl(text[place]))
                shown.Append(text[place]);
            else if (text[place] != Escape)
                shown.Append('·');
            else if (ColourAt(text, place) is { } code && isColour(code))
            {
                shown.Append(text, place, code.Length + 3);
                place += code.Length + 2;
            }
            else
                shown.Append("\\e");
        }

        return shown.ToString();
    }

    // C0 but tab and line feed, DEL and C1, and what changes the direction of text (UAX #9).
    private static bool IsControl(char sign) =>
        sign is < ' ' and not '\n' and not '\t' or >= '\x7f' and <= '\x9f' or '\u061c' or '\u200e' or '\u200f' or >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' or '\u2028' or '\u2029';

    // The parameters of a sequence ESC [ … m; null when it is another one, or none.
    private static string? ColourAt(string text, int place)
    {
        int end = place + 2;
        if (end > text.Length || text[place + 1] != '[')
            return null;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == ';'))
            end++;
        return end < text.Length && text[end] == 'm' ? text[(place + 2)..end] : null;
    }
}
