using System.Globalization;
using System.Text;
using Slipway.Releases.Notes;
using Slipway.Releases.Packages;

namespace Slipway.Reports.Markdown;

/// <summary>Release notes as Markdown, for one audience at a time.</summary>
public static class NotesText
{
    /// <summary>For those who use it: what is new and what they have to do. No commit ids, and what only builders notice is counted, not told.</summary>
    public static string Customers(ReleaseNotes notes)
    {
        StringBuilder text = Head(notes, "");
        Entries(text, notes, entry => Words(entry, ""), includesInternal: false);
        Section(text, "Known issues", notes.KnownIssues.Select(PlainWords.Escaped));
        int left = notes.Entries.Count(entry => entry.Section == NoteSection.Internal);
        if (left > 0)
            text.Append(string.Create(CultureInfo.InvariantCulture, $"\n{left} internal {(left == 1 ? "change" : "changes")} besides.\n"));
        return text.ToString();
    }

    /// <summary>For those who answer questions about it: the same with pull requests, issues, switches and the way back.</summary>
    public static string Support(ReleaseNotes notes)
    {
        StringBuilder text = Head(notes, " for support");
        Entries(text, notes, entry => Words(entry, References(entry)), includesInternal: false);
        Section(text, "Known issues", notes.IsSealed ? ["./build.sh Notes --audience support names what is open by now"] : notes.KnownIssues.IsEmpty ? ["none on record"] : notes.KnownIssues.Select(PlainWords.Escaped));
        Section(text, "Switches", notes.Flags.Select(Flag));
        Section(text, "Way back", [notes.WayBack]);
        return text.ToString();
    }

    /// <summary>For those who run it: what must be set, what happens to data, how it is taken back, and every commit.</summary>
    public static string Operators(ReleaseNotes notes)
    {
        StringBuilder text = Head(notes, " for operators");
        Section(text, "Settings", [.. notes.AllSettings.Select(name => $"`{name}`"), .. notes.NewSettings.Select(name => $"new: `{name}`"), .. notes.OldSettings.Select(name => $"no longer read: `{name}`")]);
        Section(text, "Migrations", notes.Migrations.Select(migration => $"`{migration.Id}`: {migration.Phase.ToString().ToLowerInvariant()} {migration.Change}{(migration.DataLoss == "none" ? "" : $"; going back loses {migration.DataLoss}")}"));
        Section(text, "Switches", notes.Flags.Select(Flag));
        Section(text, "Way back", [notes.WayBack]);
        Section(text, "Known issues", notes.KnownIssues.Select(PlainWords.Escaped));
        Entries(text, notes, entry => Words(entry, $"{References(entry)} {string.Join(' ', entry.Commits.Select(commit => $"`{Short(commit)}`"))}"), includesInternal: true);
        return text.ToString();
    }

    private static StringBuilder Head(ReleaseNotes notes, string audience)
    {
        var text = new StringBuilder($"# {notes.Application} {notes.Version}{audience}\n");
        if (notes.Since is { } since)
            text.Append($"\nSince {since}.\n");
        if (notes.Entries.IsEmpty)
            text.Append("\nNothing changed.\n");
        return text;
    }

    private static void Entries(StringBuilder text, ReleaseNotes notes, Func<NoteEntry, string> line, bool includesInternal)
    {
        foreach (IGrouping<NoteSection, NoteEntry> section in notes.Entries.Where(entry => includesInternal || entry.Section != NoteSection.Internal).GroupBy(entry => entry.Section))
            Section(text, Title(section.Key), section.Select(line));
    }

    internal static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all.Length == 0)
            return;
        text.Append($"\n## {title}\n\n");
        foreach (string line in all)
            text.Append($"- {line}\n");
    }

    internal static string Words(NoteEntry entry, string references)
    {
        string scope = entry.Scope is null ? "" : $"**{PlainWords.Escaped(entry.Scope)}**: ";
        string text = $"{scope}{PlainWords.Escaped(entry.Text)}{references}";
        return entry is { Section: NoteSection.Breaking, Migration: { Length: > 0 } migration } ? $"{text}\n  What to do: {PlainWords.Escaped(migration)}" : text;
    }

    internal static string References(NoteEntry entry)
    {
        string[] all = [.. entry.PullRequests.Select(number => $"#{number}"), .. entry.Issues.Select(number => $"closes #{number}")];
        return all.Length == 0 ? "" : $" ({string.Join(", ", all)})";
    }

    internal static string Title(NoteSection section) => section switch
    {
        NoteSection.Breaking => "Breaking changes",
        NoteSection.Security => "Security",
        NoteSection.Features => "Features",
        NoteSection.Fixes => "Fixes",
        NoteSection.Performance => "Performance",
        NoteSection.Reverts => "Taken back",
        NoteSection.Internal => "Internal",
        _ => "Other",
    };

    private static string Flag(FeatureFlag flag) =>
        $"`{flag.Name}` {(flag.Default ? "on" : "off")} by default, {flag.Owner}{(flag.RemoveBy is { } day ? $", until {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "")}{(flag.IsKillSwitch ? "; turns it off in an incident" : "")}";

    private static string Short(string commit) => commit.Length > 8 ? commit[..8] : commit;
}
