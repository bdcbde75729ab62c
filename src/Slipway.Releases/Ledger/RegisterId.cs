using System.Collections.Immutable;

namespace Slipway.Releases.Ledger;

/// <summary>Names of what registers hold. Two people who opened something at once may have given it one name: both stand, the later one with its place in the ledger behind it.</summary>
internal static class RegisterId
{
    /// <summary>The name an entry opens, free in the register: <c>R-7</c>, or <c>R-7#412</c> where R-7 is taken.</summary>
    public static string Of<T>(ImmutableSortedDictionary<string, T> register, Entry entry) => entry.Data.GetValueOrDefault("id", "") is var id && register.ContainsKey(id) ? $"{id}#{entry.Seq}" : id;
}
