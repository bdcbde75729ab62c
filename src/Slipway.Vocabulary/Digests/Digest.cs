using System.Security.Cryptography;

namespace Slipway.Vocabulary.Digests;

/// <summary>The SHA-256 of some bytes, as 64 lower-case hexadecimal digits.</summary>
public readonly record struct Digest
{
    private readonly string? _hex;

    private Digest(string hex) => _hex = hex;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Hex => _hex ?? throw new InvalidOperationException("A digest must be computed or parsed, never defaulted.");

    /// <summary>The first twelve digits: enough to read, never enough to verify.</summary>
    public string Short => Hex[..12];

    /// <summary>The SHA-256 digest of bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>Digest from a finished hash of 32 bytes.</summary>
    public static Digest FromHash(ReadOnlySpan<byte> hash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, SHA256.HashSizeInBytes);
        return new(Convert.ToHexStringLower(hash));
    }

    /// <summary>True when the text is exactly 64 lower-case hexadecimal digits.</summary>
    public static bool TryParse(string? text, out Digest digest)
    {
        bool valid = text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);
        digest = valid ? new Digest(text!) : default;
        return valid;
    }

    /// <exception cref="FormatException">The text is not 64 lower-case hexadecimal digits.</exception>
    public static Digest Parse(string text) =>
        TryParse(text, out Digest digest) ? digest : throw new FormatException($"'{text}' is not a SHA-256 in lower-case hexadecimal.");

    /// <summary>The digest as 64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Hex;
}
