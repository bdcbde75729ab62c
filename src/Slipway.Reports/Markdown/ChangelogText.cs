using System.Text;
using System.Text.RegularExpressions;
using Slipway.Releases.Notes;

namespace Slipway.Reports.Markdown;

/// <summary>A release's section in <c>CHANGELOG.md</c> (the form of keepachangelog.com: newest first, one heading a version).</summary>
public static partial class ChangelogText
{
    /// <summary>The file with the release's section in it: in place of an earlier one of the same version, otherwise in front of the newest. The rest stays as it is, with the line endings it has.</summary>
    /// <param name="before">The file as it is; empty for a new one.</param>
    /// <param name="notes">The release.</param>
    /// <param name="day">When it was made.</param>
    public static string With(string before, ReleaseNotes notes, DateOnly day)
    {
        string newLine = before.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        string text = before.Length == 0 ? "# Changelog\n" : before.TrimEnd('\n', '\r') + newLine;
        string section = Section(notes, day).Replace("\n", newLine, StringComparison.Ordinal);
        Match[] headings = [.. Heading.Matches(text).Cast<Match>()];
        int same = Array.FindIndex(headings, heading => heading.Groups["version"].Value == notes.Version);
        if (same >= 0)
        {
            int end = same + 1 < headings.Length ? headings[same + 1].Index : text.Length;
            return text[..headings[same].Index] + section + (end < text.Length ? newLine + text[end..] : "");
        }

        // What is not released yet stays on top.
        Match? first = Array.Find(headings, heading => !heading.Groups["version"].Value.Equals("Unreleased", StringComparison.OrdinalIgnoreCase));
        return first is null ? $"{text}{newLine}{section}" : $"{text[..first.Index]}{section}{newLine}{text[first.Index..]}";
    }

    private static string Section(ReleaseNotes notes, DateOnly day)
    {
        var text = new StringBuilder($"## {notes.Version} – {day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}\n");
        foreach (IGrouping<NoteSection, NoteEntry> section in notes.Entries.Where(entry => entry.Section != NoteSection.Internal).GroupBy(entry => entry.Section))
        {
            text.Append($"\n### {NotesText.Title(section.Key)}\n\n");
            foreach (NoteEntry entry in section)
                text.Append($"- {NotesText.Words(entry, NotesText.References(entry))}\n");
        }

        if (notes.Entries.All(entry => entry.Section == NoteSection.Internal))
            text.Append("\nNothing that users notice.\n");
        return text.ToString();
    }

    [GeneratedRegex(@"^## \[?(?:[vV](?=\d))?(?<version>[^\]\s]+)\]?.*$", RegexOptions.Multiline)]
    private static partial Regex Heading { get; }
}
