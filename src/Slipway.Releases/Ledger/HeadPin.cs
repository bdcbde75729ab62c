using System.Globalization;
using Slipway.Vocabulary.Digests;

namespace Slipway.Releases.Ledger;

/// <summary>How far the ledger had come when its last entry was acknowledged; without it, a cut between two records could not be seen.</summary>
/// <param name="Count">Number of entries.</param>
/// <param name="Hash">Hash of the last of them.</param>
public sealed record HeadPin(int Count, string Hash)
{
    /// <summary>The pin as stored: count, hash and a check over both.</summary>
    public string Write()
    {
        string body = string.Create(CultureInfo.InvariantCulture, $"{Count} {Hash}");
        return $"{body} {Digest.Of(System.Text.Encoding.ASCII.GetBytes(body)).Hex}\n";
    }

    /// <summary>Reads a stored pin; null when it is not exactly what was written.</summary>
    public static HeadPin? Read(string text)
    {
        string[] parts = text.Split(' ');
        return parts.Length == 3 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count) && new HeadPin(count, parts[1]).Write() == text
            ? new HeadPin(count, parts[1])
            : null;
    }
}
