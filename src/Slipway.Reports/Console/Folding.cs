using System.Text;

namespace Slipway.Reports.Console;

/// <summary>Lines that fit the screen: what is too long goes on below, set in under its text.</summary>
public static class Folding
{
    /// <summary>Breaks at spaces; colours count as nothing. A word longer than the screen stays whole.</summary>
    /// <param name="lines">As they are.</param>
    /// <param name="columns">Width of the screen.</param>
    /// <param name="indent">Spaces in front of what goes on.</param>
    public static IEnumerable<string> Fold(IEnumerable<string> lines, int columns, int indent) => lines.SelectMany(line => Width(line) <= columns ? [line] : Broken(line, columns, indent));

    /// <summary>A text without colours in at most so many characters; what is left out leaves an ellipsis.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    /// <summary>Characters a line takes on the screen.</summary>
    public static int Width(string line)
    {
        int width = 0;
        for (int at = 0; at < line.Length; at++)
        {
            if (line[at] == '\e')
                at = Math.Max(at, line.IndexOf('m', at));
            else
                width++;
        }

        return width;
    }

    private static IEnumerable<string> Broken(string line, int columns, int indent)
    {
        int own = line.Length - line.TrimStart(' ').Length;
        var text = new StringBuilder(new string(' ', own));
        int width = own;
        bool isEmpty = true;
        foreach (string word in line.TrimStart(' ').Split(' '))
        {
            if (!isEmpty && width + 1 + Width(word) > columns)
            {
                yield return text.ToString().TrimEnd();
                text.Clear().Append(' ', indent);
                (width, isEmpty) = (indent, true);
            }

            if (!isEmpty)
                text.Append(' ');
            text.Append(word);
            width += Width(word) + (isEmpty ? 0 : 1);
            isEmpty = false;
        }

        yield return text.ToString().TrimEnd();
    }
}
