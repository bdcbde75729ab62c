using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Slipway.Releases.Notes;

/// <summary>
/// Messages that take the place of those that are already in history: files <c>.nuke/notes/COMMIT.md</c>, each holding one or more messages as they should have been,
/// divided by lines of <c>---</c>. An empty file keeps the commit out of the notes.
/// </summary>
public static partial class NoteOverrides
{
    /// <summary>What the notes read for a commit: its own message, or what was put in its place.</summary>
    public static ImmutableArray<(string Subject, string Body)> Messages(NoteCommit commit, ImmutableSortedDictionary<string, string> overrides, out bool isOverridden)
    {
        string? text = overrides.FirstOrDefault(item => commit.Id.StartsWith(item.Key, StringComparison.OrdinalIgnoreCase)).Value;
        isOverridden = text is not null;
        if (text is null)
            return [(commit.Subject, commit.Body)];
        return [.. Divider.Split(text.Replace("\r\n", "\n", StringComparison.Ordinal)).Select(message => message.Trim('\n', ' ')).Where(message => message.Length > 0).Select(Divided)];
    }

    /// <summary>True for the name of a file that can mean a commit.</summary>
    public static bool IsName(string name) => Id.IsMatch(name);

    private static (string Subject, string Body) Divided(string message) => message.Split('\n', 2) is [var subject, var body] ? (subject.Trim(), body.Trim('\n')) : (message, "");

    [GeneratedRegex(@"^---[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex Divider { get; }

    [GeneratedRegex("^[0-9a-fA-F]{7,40}$")]
    private static partial Regex Id { get; }
}
