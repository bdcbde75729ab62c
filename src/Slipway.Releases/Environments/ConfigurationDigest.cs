using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Slipway.Vocabulary.Digests;

namespace Slipway.Releases.Environments;

/// <summary>The digest of an environment's configuration: what a deployment was started with is told apart by it, and never by a value in the ledger.</summary>
public static class ConfigurationDigest
{
    /// <summary>The digest, 64 hexadecimal digits.</summary>
    /// <param name="configuration">Values by name; secrets are not among them.</param>
    public static string Of(ImmutableSortedDictionary<string, string> configuration) => Digest.Of(Text(configuration)).Hex;

    /// <summary>The document that the digest is of: a line <c>"NAME"\t"VALUE"</c> for each, in the order of their names.</summary>
    /// <param name="configuration">Values by name.</param>
    public static byte[] Text(ImmutableSortedDictionary<string, string> configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var text = new StringBuilder("slipway configuration 1\n");
        foreach ((string name, string value) in configuration.OrderBy(item => item.Key, StringComparer.Ordinal))
            text.Append('"').Append(JsonEncodedText.Encode(name)).Append("\"\t\"").Append(JsonEncodedText.Encode(value)).Append("\"\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads a document; null when it is none, or not the one that has the digest.</summary>
    /// <param name="text">What <see cref="Text"/> wrote.</param>
    /// <param name="digest">The digest it is kept under.</param>
    public static ImmutableSortedDictionary<string, string>? Read(byte[] text, string digest)
    {
        if (Digest.Of(text).Hex != digest)
            return null;
        var read = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string line in Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            string[] parts = line.Split('\t');
            read[Word(parts[0])] = Word(parts[1]); // the digest vouches for the shape
        }

        return read.ToImmutable();
    }

    private static string Word(string quoted)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(quoted));
        reader.Read();
        return reader.GetString() ?? "";
    }
}
