using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Slipway.Releases.Versions;

namespace Slipway.Releases.Notes;

/// <summary>
/// Reads changes from commits: reverts and what they take back cancel out, merges say nothing but the title of a pull request,
/// and what came twice (one pull request in several commits, one patch picked twice) is told once.
/// </summary>
internal static partial class NoteEntries
{
    public static ImmutableArray<NoteEntry> Of(NotesFacts facts)
    {
        var ids = VersionDecider.Living([.. facts.Commits.Select(commit => new VersionCommit(commit.Id, commit.Subject, commit.Body))]).Select(commit => commit.Id).ToHashSet(StringComparer.Ordinal);
        var entries = new List<NoteEntry>();
        var byPullRequest = new Dictionary<string, int>(StringComparer.Ordinal);
        var byPatch = new Dictionary<string, int>(StringComparer.Ordinal);
        var titles = new HashSet<int>();
        foreach (NoteCommit commit in facts.Commits.Where(commit => ids.Contains(commit.Id) && !IsBareMerge(commit)))
        {
            ImmutableArray<(string Subject, string Body)> messages = NoteOverrides.Messages(commit, facts.Overrides, out bool isOverridden);
            foreach ((string subject, string body) in messages)
            {
                NoteEntry entry = Read(commit, subject, body) with { IsOverridden = isOverridden };
                bool isTitle = !isOverridden && ForgeMessage.Of(commit.Subject, commit.Body).PullRequest is not null;
                int? same = isOverridden ? null : SameTitle(entry, isTitle, entries, titles) ?? Same(entry, commit, entries, byPullRequest, byPatch);
                if (same is { } index)
                {
                    entries[index] = Joined(entries[index], entry);
                    continue;
                }

                if (!isOverridden && commit.PatchId is { } patch)
                    byPatch[patch] = entries.Count;
                if (isTitle)
                    titles.Add(entries.Count);
                foreach (string number in entry.PullRequests)
                    byPullRequest.TryAdd(number, entries.Count);
                entries.Add(entry);
            }
        }

        return [.. entries.OrderBy(entry => entry.Section)]; // a stable order: newest first inside of each
    }

    // A forge's merge may carry the title of a pull request whose own commits say less.
    private static bool IsBareMerge(NoteCommit commit) => Merge.IsMatch(commit.Subject) && ForgeMessage.Of(commit.Subject, commit.Body).PullRequest is null;

    // Forges write the title of a pull request beside its commits, too: what says the same is one change.
    private static int? SameTitle(NoteEntry entry, bool isTitle, List<NoteEntry> entries, HashSet<int> titles)
    {
        for (int index = 0; index < entries.Count; index++)
        {
            if ((isTitle || titles.Contains(index)) && entries[index].Section == entry.Section && entries[index].Scope == entry.Scope && entries[index].Text == entry.Text)
                return index;
        }

        return null;
    }

    private static int? Same(NoteEntry entry, NoteCommit commit, List<NoteEntry> entries, Dictionary<string, int> byPullRequest, Dictionary<string, int> byPatch)
    {
        if (commit.PatchId is { } patch && byPatch.TryGetValue(patch, out int picked))
            return picked;
        // A pull request is told once for each thing it says.
        return entry.PullRequests.Select(number => byPullRequest.TryGetValue(number, out int index) ? index : (int?)null).FirstOrDefault(index => index is { } at && entries[at].Text == entry.Text);
    }

    private static NoteEntry Joined(NoteEntry first, NoteEntry second) => first with
    {
        PullRequests = [.. first.PullRequests.Union(second.PullRequests)],
        Issues = [.. first.Issues.Union(second.Issues)],
        Commits = [.. first.Commits.Union(second.Commits)],
        Migration = first.Migration ?? second.Migration,
    };

    private static NoteEntry Read(NoteCommit commit, string subject, string body)
    {
        CommitMessage message = CommitMessage.Parse(subject, body);
        ForgeMessage forge = ForgeMessage.Of(subject, body);
        var item = new ScopeItem(commit.Id, "", subject, body, default);
        NoteSection section = SectionOf(message, forge.Body);
        bool isPlain = section == NoteSection.Other; // a word and a colon that no rule knows are part of the sentence
        return new NoteEntry
        {
            Section = section,
            Scope = isPlain ? null : message.Scope,
            Text = Number.Replace(isPlain ? forge.Subject : message.Subject, "").Trim() is { Length: > 0 } text ? text : "a change without a word",
            Migration = message.IsBreaking ? CommitMessage.BreakingText(forge.Body) : null,
            PullRequests = [.. item.PullRequests.Union(forge.PullRequest is { } number ? [number] : [])],
            Issues = item.Issues,
            Commits = [commit.Id],
        };
    }

    private static NoteSection SectionOf(CommitMessage message, string body) => message switch
    {
        { IsBreaking: true } => NoteSection.Breaking,
        { Reverts: not null } or { Type: "revert" } => NoteSection.Reverts,
        { Type: "security" or "sec" } or { Scope: "security" } => NoteSection.Security,
        _ when Advisory.IsMatch(message.Subject) || Advisory.IsMatch(body) => NoteSection.Security,
        { Type: "feat" } => NoteSection.Features,
        { Type: "fix" } => NoteSection.Fixes,
        { Type: "perf" } => NoteSection.Performance,
        { Type: "docs" or "chore" or "ci" or "build" or "test" or "tests" or "refactor" or "style" } => NoteSection.Internal,
        _ => NoteSection.Other,
    };

    [GeneratedRegex("^Merge (pull request|branch|branches|remote-tracking branch|tag|commit) ")]
    private static partial Regex Merge { get; }

    [GeneratedRegex(@"\s*\(#\d+\)\s*$")]
    private static partial Regex Number { get; }

    // Numbers of the two catalogues .NET advisories stand in.
    [GeneratedRegex(@"\b(CVE-\d{4}-\d{4,}|GHSA(-[0-9a-z]{4}){3})\b")]
    private static partial Regex Advisory { get; }
}
