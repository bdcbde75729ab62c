using System.Collections.Immutable;

namespace Slipway.Releases.Facts;

/// <summary>What stands in an entry beside its fact where a person of the policy answers for it.</summary>
/// <param name="Person">Short name in the policy.</param>
/// <param name="Statement">The text that was signed.</param>
/// <param name="Signature">The armored signature; empty where the policy asks for none.</param>
public sealed record Signed(string Person, string Statement, string Signature)
{
    private const string PersonName = "person";
    private const string StatementName = "statement";
    private const string SignatureName = "signature";

    /// <summary>What the entry says of it, by name.</summary>
    public ImmutableArray<(string Name, string Value)> Write() => [(PersonName, Person), (StatementName, Statement), (SignatureName, Signature)];

    /// <summary>What an entry says of it; null where it holds no statement.</summary>
    public static Signed? Read(ImmutableSortedDictionary<string, string> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.TryGetValue(StatementName, out string? statement) ? new Signed(data.Text(PersonName), statement, data.Text(SignatureName)) : null;
    }

    /// <summary>The person an entry names, signed or not; null where it names none.</summary>
    public static string? PersonOf(ImmutableSortedDictionary<string, string> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.GetValueOrDefault(PersonName);
    }
}
