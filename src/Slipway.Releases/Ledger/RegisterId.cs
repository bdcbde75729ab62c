using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Releases.Ledger;

/// <summary>Names of what registers hold.</summary>
public static class RegisterId
{
    /// <summary>The next free name of a kind: <c>EX-1</c>, <c>EX-2</c> …</summary>
    public static string Next(string prefix, IEnumerable<string> known) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-{known.Select(id => NumberOf(prefix, id)).DefaultIfEmpty().Max() + 1}");

    /// <summary>
    /// The name an entry opens, free in the register: <c>R-7</c>, or <c>R-7#412</c> where R-7 is taken.
    /// Two people who opened something at once may have given it one name: both stand, the later one with its place in the ledger behind it.
    /// </summary>
    internal static string Of<T>(ImmutableSortedDictionary<string, T> register, string id, int seq) => register.ContainsKey(id) ? $"{id}#{seq}" : id;

    private static int NumberOf(string prefix, string id) =>
        id.StartsWith(prefix + '-', StringComparison.Ordinal)
        && int.TryParse(id.AsSpan(prefix.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
