using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Metrics;

/// <summary>A commit that a deployment brought to an environment first.</summary>
/// <param name="Id">First twelve digits of its id.</param>
/// <param name="Committed">When it was committed.</param>
public sealed record ScopedCommit(string Id, DateTimeOffset Committed)
{
    /// <summary>Numbers of the issues that its message closes.</summary>
    public ImmutableArray<string> Issues { get; init; } = [];
}

/// <summary>What <c>deploy.scope</c> entries say: commits as <c>sha12:seconds</c>, with the issues they close as <c>sha12:seconds:7,9</c>; at most <see cref="MostInOne"/> in an entry.</summary>
public static class CommitScope
{
    /// <summary>Commits one entry holds at most.</summary>
    public const int MostInOne = 500;

    /// <summary>Commits as the texts of as many entries as they need.</summary>
    public static ImmutableArray<string> Write(ImmutableArray<ScopedCommit> commits) => [.. commits.Chunk(MostInOne).Select(chunk => string.Join(' ', chunk.Select(Word)))];

    /// <summary>Commits of an entry; what cannot be read is left out.</summary>
    public static IEnumerable<ScopedCommit> Read(Entry entry)
    {
        foreach (string word in entry.Data.GetValueOrDefault("commits", "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Split(':') is [{ Length: > 0 } id, var text, .. var more] && SecondsText.Read(text) is { } committed && Issues(more) is { } issues)
                yield return new ScopedCommit(id, committed) { Issues = issues };
        }
    }

    private static string Word(ScopedCommit commit) => string.Create(
        CultureInfo.InvariantCulture, $"{commit.Id[..12]}:{commit.Committed.ToUnixTimeSeconds()}{(commit.Issues.IsEmpty ? "" : ":" + string.Join(',', commit.Issues))}");

    // None where the entry is from a time when nobody wrote them down; null where they cannot be read.
    private static ImmutableArray<string>? Issues(string[] more) => more switch
    {
        [] => [],
        [var list] when list.Split(',') is var numbers && numbers.All(number => number.Length > 0 && number.All(char.IsAsciiDigit)) => [.. numbers],
        _ => null,
    };
}
