using System.Collections.Immutable;
using System.Text;
using Slipway.Releases.Versions;

namespace Slipway.Releases.Notes;

/// <summary>Release notes as Markdown, made from the commits since the last version; no commit is lost.</summary>
public static class NotesText
{
    public static string Render(string application, VersionDecision decision, ImmutableArray<VersionCommit> commits)
    {
        ImmutableArray<CommitMessage> messages = [.. VersionDecider.Living(commits).Select(commit => CommitMessage.Parse(commit.Subject, commit.Body))];
        var text = new StringBuilder();
        text.Append($"# {application} {decision.Version}\n");
        if (decision.BaseTag is not null)
            text.Append($"\nSince {decision.BaseTag}.\n");
        Section(text, "Breaking changes", messages.Where(message => message.IsBreaking));
        Section(text, "Features", messages.Where(message => message is { IsBreaking: false, Type: "feat" }));
        Section(text, "Fixes", messages.Where(message => message is { IsBreaking: false, Type: "fix" or "perf" or "revert" }));
        Section(text, "Other", messages.Where(message => message is { IsBreaking: false, Type: not ("feat" or "fix" or "perf" or "revert") }));
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, IEnumerable<CommitMessage> messages)
    {
        List<CommitMessage> items = [.. messages];
        if (items.Count == 0)
            return;
        text.Append($"\n## {title}\n\n");
        foreach (CommitMessage item in items)
            text.Append($"- {(item.Scope is null ? "" : $"**{item.Scope}**: ")}{item.Subject}\n");
    }
}
