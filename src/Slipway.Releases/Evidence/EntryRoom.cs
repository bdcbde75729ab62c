using System.Collections.Immutable;
using System.Text;

namespace Slipway.Releases.Evidence;

/// <summary>How much of a list fits into a ledger entry, which has a limit in bytes whatever is written into it.</summary>
public static class EntryRoom
{
    /// <summary>Bytes that a list of many things may take: several of them, names and signatures fit into one entry then.</summary>
    public const int OfList = 12 * 1024;

    /// <summary>Longest text a person may give, in bytes: a reason, a title.</summary>
    public const int OfText = 8 * 1024;

    /// <summary>The first words of a list that together fit, one separator behind each.</summary>
    /// <param name="words">The list.</param>
    /// <param name="bytes">Room in bytes of UTF-8.</param>
    public static ImmutableArray<string> First(IEnumerable<string> words, int bytes)
    {
        var fitting = ImmutableArray.CreateBuilder<string>();
        foreach (string word in words)
        {
            bytes -= Encoding.UTF8.GetByteCount(word) + 1;
            if (bytes < 0)
                break;
            fitting.Add(word);
        }

        return fitting.ToImmutable();
    }

    /// <summary>All words of a list in parts that fit one entry each. A word that fits into none is cut.</summary>
    public static ImmutableArray<ImmutableArray<string>> Parts(IEnumerable<string> words, int bytes)
    {
        var parts = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        ImmutableArray<string> rest = [.. words.Select(word => Cut(word, bytes - 1))];
        while (!rest.IsEmpty)
        {
            ImmutableArray<string> part = First(rest, bytes);
            parts.Add(part);
            rest = rest[part.Length..];
        }

        return parts.ToImmutable();
    }

    /// <summary>The beginning of a text that fits, whole characters only; what was cut is shown by an ellipsis.</summary>
    public static string Cut(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
            return text;
        int length = 0;
        for (int used = 3; length < text.Length; length++)
        {
            used += char.IsSurrogate(text[length]) ? 2 : Encoding.UTF8.GetByteCount(text.AsSpan(length, 1));
            if (used > bytes)
                break;
        }

        if (length > 0 && char.IsHighSurrogate(text[length - 1]))
            length--;
        return text[..length] + '…';
    }
}
