using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Slipway.Releases.Evidence;

/// <summary>What a scan of one kind found.</summary>
/// <param name="Kind">The gate that judges it: <c>secrets</c>.</param>
/// <param name="Findings">One line each; for licences, a package, a tab, and the licence it names.</param>
/// <param name="Looked">What was looked at, in one line.</param>
/// <param name="HasData">False where nothing could be looked at: that is never the same as nothing found.</param>
public sealed record ScanReport(string Kind, ImmutableArray<string> Findings, string Looked, bool HasData = true)
{
    /// <summary>Version that was compared with; empty for a scan that compares nothing.</summary>
    public string Baseline { get; init; } = "";

    // An entry holds at most 64 KiB, names and looks included.
    private const int LongestFindings = 40 * 1024;
    private const int LongestLine = 400;
    private const int LongestLook = 1000;

    /// <summary>A scan that could not be made: it says nothing, and no gate passes on it.</summary>
    public static ScanReport WithoutData(string kind, string looked) => new(kind, [], looked, HasData: false);

    /// <summary>The report as an evidence entry holds it. A list too long for one ends in a line that counts the rest, which is a finding as well.</summary>
    public ImmutableArray<(string Name, string Value)> ToData()
    {
        string[] lines = [.. Findings.Select(line => Plain(line, LongestLine)).Where(line => line.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        string[] kept = [.. Fitting(lines)];
        int left = lines.Length - kept.Length;
        string more = left == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"and {left} more");
        return
        [
            ("findings", string.Join('\n', left == 0 ? kept : [.. kept, more])),
            ("looked", Plain(Looked, LongestLook) + (left == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {kept.Length} findings are listed, {more}"))),
            ("result", HasData ? "ok" : "no data"),
            .. Baseline.Length == 0 ? ImmutableArray<(string, string)>.Empty : [("baseline", Baseline)],
        ];
    }

    private static IEnumerable<string> Fitting(string[] lines)
    {
        int length = 0;
        foreach (string line in lines)
        {
            length += JsonEncodedText.Encode(line, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.Length + 2; // the line feed is escaped too
            if (length > LongestFindings)
                yield break;
            yield return line;
        }
    }

    // A name with a line feed in it must not become two findings.
    private static string Plain(string text, int longest)
    {
        string plain = string.Concat(text.Select(letter => letter != '\t' && char.IsControl(letter) ? ' ' : letter)).Trim(' ');
        return plain.Length <= longest ? plain : string.Concat(plain.AsSpan(0, char.IsHighSurrogate(plain[longest - 2]) ? longest - 2 : longest - 1), "…");
    }
}
