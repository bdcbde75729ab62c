using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Slipway.Vocabulary.Digests;

namespace Slipway.Releases.Ledger;

/// <summary>How far the ledger had come when its last entry was acknowledged; without it, a cut between two records could not be seen.</summary>
/// <param name="Count">Number of entries.</param>
/// <param name="Hash">Hash of the last of them.</param>
/// <param name="Bytes">Length of their lines; null in pins of older versions.</param>
/// <param name="Commit">The git commit that holds the last of them, where the ledger is a branch.</param>
public sealed record HeadPin(int Count, string Hash, long? Bytes = null, string? Commit = null)
{
    /// <summary>The pin as stored: its parts and a check over them.</summary>
    public string Write()
    {
        ImmutableArray<string> parts = [Text(Count), Hash, .. Bytes is { } bytes ? [Text(bytes)] : ImmutableArray<string>.Empty, .. Commit is null ? ImmutableArray<string>.Empty : [Commit]];
        string body = string.Join(' ', parts);
        return $"{body} {Digest.Of(Encoding.ASCII.GetBytes(body)).Hex}\n";
    }

    /// <summary>Reads a stored pin; null when it is not exactly what was written.</summary>
    public static HeadPin? Read(string text)
    {
        string[] parts = text.Split(' ');
        if (parts.Length is < 3 or > 5 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
            return null;
        long bytes = 0;
        if (parts.Length > 3 && !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out bytes))
            return null;
        var pin = new HeadPin(count, parts[1], parts.Length > 3 ? bytes : null, parts.Length > 4 ? parts[3] : null);
        return pin.Write() == text ? pin : null;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
