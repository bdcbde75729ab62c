using System.Collections.Immutable;

namespace Slipway.Tools.Git;

/// <summary>The state of a working tree.</summary>
/// <param name="Commit">Id of the checked-out commit; null before the first one.</param>
/// <param name="Branch">Checked-out branch; null when HEAD is detached.</param>
/// <param name="Changes">Paths that differ from the commit, new files included, as git quotes them.</param>
public sealed record GitStatus(string? Commit, string? Branch, ImmutableArray<string> Changes)
{
    /// <summary>True when the tree is exactly the commit.</summary>
    public bool IsClean => Changes.IsEmpty;

    /// <summary>Reads what <see cref="GitCommands.Status"/> prints; lines of kinds unknown to us are passed over, as git's manual asks.</summary>
    public static GitStatus Parse(string output)
    {
        string? commit = null;
        string? branch = null;
        var changes = ImmutableArray.CreateBuilder<string>();
        foreach (string line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# branch.oid ", StringComparison.Ordinal))
                commit = Unless("(initial)", line["# branch.oid ".Length..]);
            else if (line.StartsWith("# branch.head ", StringComparison.Ordinal))
                branch = Unless("(detached)", line["# branch.head ".Length..]);
            else if (PathOf(line) is { } path)
                changes.Add(path);
        }

        return new GitStatus(commit, branch, changes.ToImmutable());
    }

    // Number of fields in front of the path, by kind of line; a rename has its old path behind a tab.
    private static string? PathOf(string line) => line[0] switch
    {
        '1' => line.Split(' ', 9)[^1],
        '2' => line.Split(' ', 10)[^1].Split('\t')[0],
        'u' => line.Split(' ', 11)[^1],
        '?' => line[2..],
        _ => null,
    };

    private static string? Unless(string none, string value) => value == none ? null : value;
}
