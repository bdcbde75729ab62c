using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Releases.Evidence;

/// <summary>Where a secret starts, and which rule knew it. The secret itself is never kept.</summary>
/// <param name="Offset">Bytes in front of it.</param>
/// <param name="Rule">What it is.</param>
public readonly record struct SecretHit(int Offset, string Rule);

/// <summary>Looks for keys, tokens and known values in bytes of any kind: in UTF-8, and in UTF-16 as compiled programs hold their texts.</summary>
public sealed class SecretSearch
{
    /// <summary>Values of fewer characters are not looked for: they are found everywhere.</summary>
    public const int ShortestValue = 8;

    // Longer than any of the patterns can be with what follows it.
    private const int LongestPattern = 4096;

    private readonly ImmutableArray<(string Rule, string Bytes, string Letters)> _values;

    /// <param name="values">Names and values that must not be found.</param>
    public SecretSearch(IEnumerable<KeyValuePair<string, string>> values)
    {
        _values = [.. values
            .Select(pair => (Rule: $"value of {pair.Key}", Value: pair.Value.Trim()))
            .Where(pair => pair.Value.Length >= ShortestValue)
            .Select(pair => (pair.Rule, Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(pair.Value)), pair.Value))];
        Reach = _values.Select(value => value.Bytes.Length * 2).Append(LongestPattern).Max();
    }

    /// <summary>Known values that are looked for.</summary>
    public int Values => _values.Length;

    /// <summary>Bytes that must follow an offset for everything that starts there to be seen.</summary>
    public int Reach { get; }

    /// <summary>Everything found, in the order of the bytes.</summary>
    public ImmutableArray<SecretHit> In(ReadOnlySpan<byte> bytes)
    {
        var hits = new HashSet<SecretHit>();
        Find(Encoding.Latin1.GetString(bytes), 1, 0, value => value.Bytes, hits);
        // A text of a program starts at even places as well as at odd ones.
        Find(MemoryMarshal.Cast<byte, char>(bytes), 2, 0, value => value.Letters, hits);
        if (!bytes.IsEmpty)
            Find(MemoryMarshal.Cast<byte, char>(bytes[1..]), 2, 1, value => value.Letters, hits);
        return [.. hits.OrderBy(hit => hit.Offset).ThenBy(hit => hit.Rule, StringComparer.Ordinal)];
    }

    private void Find(ReadOnlySpan<char> text, int width, int first, Func<(string Rule, string Bytes, string Letters), string> form, HashSet<SecretHit> hits)
    {
        foreach ((string rule, Regex pattern) in SecretRules.All)
        {
            foreach (ValueMatch match in pattern.EnumerateMatches(text))
            {
                if (match.Index == 0 || !IsWord(text[match.Index - 1]))
                    hits.Add(new SecretHit(first + (match.Index * width), rule));
            }
        }

        foreach (var value in _values)
        {
            string wanted = form(value);
            for (int place = text.IndexOf(wanted, StringComparison.Ordinal); place >= 0; place = Next(text, wanted, place))
                hits.Add(new SecretHit(first + (place * width), value.Rule));
        }
    }

    private static int Next(ReadOnlySpan<char> text, string wanted, int place)
    {
        int after = place + wanted.Length;
        int found = text[after..].IndexOf(wanted, StringComparison.Ordinal);
        return found < 0 ? -1 : after + found;
    }

    // What stands inside a longer word is part of something else: AKIA happens in base64.
    private static bool IsWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';
}
