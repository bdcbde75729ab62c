using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Slipway.Reports.Html;

/// <summary>The few words pages are written in, and how they become text.</summary>
internal static class Markup
{
    private const string VoidElements = " meta link input br hr ";

    /// <summary>An element by a short selector: <c>td.cell.ok</c>, <c>section#now</c>.</summary>
    public static Part Tag(string selector, params ReadOnlySpan<Part> parts)
    {
        int end = selector.AsSpan().IndexOfAny('.', '#');
        if (end < 0)
            return new Part.Element(selector, [.. parts]);
        string rest = selector[end..];
        int hash = rest.IndexOf('#', StringComparison.Ordinal);
        int dot = rest.IndexOf('.', StringComparison.Ordinal);
        var all = ImmutableArray.CreateBuilder<Part>(parts.Length + 2);
        if (hash >= 0)
            all.Add(("id", rest[(hash + 1)..(dot > hash ? dot : rest.Length)]));
        if (dot >= 0)
            all.Add(("class", (dot > hash ? rest[dot..] : rest[dot..hash]).Replace('.', ' ').Trim()));
        all.AddRange(parts);
        return new Part.Element(selector[..end], all.ToImmutable());
    }

    public static Part Each<T>(IEnumerable<T> items, Func<T, Part> part) => new Part.Several([.. items.Select(part)]);

    public static Part Both(params ReadOnlySpan<Part> parts) => new Part.Several([.. parts]);

    public static Part When(bool holds, Func<Part> part) => holds ? part() : Part.None;

    /// <summary>What somebody wrote: kept apart from what stands around it, so that no change of writing direction leaks out.</summary>
    public static Part Said(string text) => Tag("bdi", text);

    public static Part Link(string href, params ReadOnlySpan<Part> parts) => Tag("a", [("href", href), .. parts]);

    /// <summary>A link to another site, which is not told where it was followed from; without an address what would be the link.</summary>
    public static Part Out(string? address, Part shown) => address is null ? shown : Link(address, ("rel", "noreferrer"), shown);

    /// <summary>One of the signs of <c>signs.svg</c>, drawn where it stands: a browser keeps a shadow tree for each reference to a drawing. A word always stands beside it.</summary>
    public static Part Sign(string name) => Tag("svg.sign", ("viewBox", "0 0 16 16"), ("aria-hidden", "true"), new Part.Verbatim(Assets.Sign(name)));

    public static string Write(Part part)
    {
        var text = new StringBuilder(64 * 1024);
        Write(text, part);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Part part)
    {
        switch (part)
        {
            case Part.Text said:
                Encode(text, said.Value);
                break;
            case Part.Several several:
                foreach (Part one in several.Parts)
                    Write(text, one);
                break;
            case Part.Verbatim verbatim:
                text.Append(verbatim.Value);
                break;
            case Part.Element element:
                WriteElement(text, element);
                break;
        }
    }

    private static void WriteElement(StringBuilder text, Part.Element element)
    {
        text.Append('<').Append(element.Name);
        foreach (Part.Attribute attribute in element.Parts.SelectMany(Attributes))
        {
            text.Append(' ').Append(attribute.Name).Append("=\"");
            Encode(text, attribute.Value);
            text.Append('"');
        }

        text.Append('>');
        if (VoidElements.Contains($" {element.Name} ", StringComparison.Ordinal))
            return;
        foreach (Part part in element.Parts)
            Write(text, part);
        text.Append("</").Append(element.Name).Append('>');
    }

    private static IEnumerable<Part.Attribute> Attributes(Part part) => part switch
    {
        Part.Attribute attribute => [attribute],
        Part.Several several => several.Parts.SelectMany(Attributes),
        _ => [],
    };

    // Pages are ASCII: one letter beyond it has a browser take two bytes for each of all of them.
    private static void Encode(StringBuilder text, string value)
    {
        foreach (Rune letter in value.EnumerateRunes())
        {
            _ = letter.Value switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '"' => text.Append("&quot;"),
                '\'' => text.Append("&#39;"),
                '\n' or '\t' => text.Append((char)letter.Value),
                < ' ' or '\u007f' => text.Append("&#xfffd;"), // no page may hold them
                > '\u007f' => text.Append(CultureInfo.InvariantCulture, $"&#x{letter.Value:x};"),
                _ => text.Append((char)letter.Value),
            };
        }
    }
}
