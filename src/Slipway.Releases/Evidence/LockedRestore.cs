using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Slipway.Releases.Evidence;

/// <summary>How <c>dotnet restore --locked-mode</c> ended.</summary>
/// <param name="Mismatches">Where lock files and projects differ (NU1004).</param>
/// <param name="Failure">What else was wrong; null when nothing was.</param>
public sealed partial record LockedRestore(ImmutableArray<string> Mismatches, string? Failure)
{
    /// <summary>True when what was restored is what the lock files say.</summary>
    public bool IsSound => Mismatches.IsEmpty && Failure is null;

    /// <summary>Reads what it printed. Holes in packages that a project makes errors (NU1900 to NU1905) are no matter of lock files.</summary>
    /// <param name="exitCode">How it ended.</param>
    /// <param name="lines">What it printed.</param>
    /// <param name="root">Folder that is left out of the paths.</param>
    public static LockedRestore Of(int exitCode, IEnumerable<string> lines, string root)
    {
        if (exitCode == 0)
            return new LockedRestore([], null);
        Match[] errors = [.. lines.Select(line => Error.Match(line.Replace(root + "/", "", StringComparison.Ordinal).Trim())).Where(match => match.Success)];
        ImmutableArray<string> mismatches = [.. errors.Where(match => Code(match) == "NU1004").Select(Words).Distinct()];
        string? other = errors.Where(match => Code(match) != "NU1004" && !Code(match).StartsWith("NU190", StringComparison.Ordinal)).Select(Words).FirstOrDefault();
        return new LockedRestore(mismatches, other ?? (errors.Length > 0 ? null : $"dotnet restore ended with {exitCode}"));
    }

    private static string Code(Match match) => match.Groups["code"].Value;

    private static string Words(Match match) => $"{match.Groups["place"].Value.Trim()}: {Code(match)} {match.Groups["text"].Value.Trim()}";

    [GeneratedRegex(@"^(?<place>.*?)\s*: error (?<code>[A-Z]+\d+)\s*: (?<text>.*?)(\s*\[[^\]]*\])?$")]
    private static partial Regex Error { get; }
}
