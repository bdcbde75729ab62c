using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Tools.Git;

/// <summary>How much one file changed.</summary>
/// <param name="Path">Path from the repository's folder.</param>
/// <param name="Lines">Lines added and removed; 0 for binary files.</param>
public sealed record GitChange(string Path, int Lines)
{
    /// <summary>Reads what <see cref="GitCommands.NumStat"/> prints.</summary>
    public static ImmutableArray<GitChange> Parse(string output) =>
        [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(record => record.Split('\t', 3)).Where(fields => fields.Length == 3).Select(fields => new GitChange(fields[2], Number(fields[0]) + Number(fields[1])))];

    private static int Number(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
