using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Slipway.Vocabulary.Digests;

namespace Slipway.Targets.Caching;

/// <summary>
/// The name of a target's work: SHA-256 over everything it depends on, written in one way only. Every text goes in with its length, so that none
/// can run into the next, in UTF-16, which holds whatever a text holds; the order in which the fields were found does not matter.
/// </summary>
public static class CacheKey
{
    private const int Schema = 1;

    /// <summary>The key of a target's work.</summary>
    /// <param name="target">Its name.</param>
    /// <param name="fields">What it depends on, each of a kind and name once.</param>
    /// <exception cref="ArgumentException">Two fields have the same kind and name.</exception>
    public static Digest Of(string target, ImmutableArray<InputField> fields)
    {
        ArgumentNullException.ThrowIfNull(target);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Schema);
        Append(hash, target);
        Append(hash, fields.Length);
        InputField? before = null;
        foreach (InputField field in Ordered(fields))
        {
            if (before is not null && before.Kind == field.Kind && before.Name == field.Name)
                throw new ArgumentException($"{field.Kind} {field.Name} is given twice.", nameof(fields));
            Append(hash, (int)field.Kind);
            Append(hash, field.Name);
            Append(hash, field.Value);
            before = field;
        }

        return Digest.FromHash(hash.GetHashAndReset());
    }

    /// <summary>Fields in the one order they have: by kind, then by name.</summary>
    public static ImmutableArray<InputField> Ordered(ImmutableArray<InputField> fields) => fields.Sort(
        (left, right) => left.Kind != right.Kind ? left.Kind.CompareTo(right.Kind) : string.CompareOrdinal(left.Name, right.Name));

    private static void Append(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        Append(hash, text.Length);
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
