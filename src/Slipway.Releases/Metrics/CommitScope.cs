using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Metrics;

/// <summary>A commit that a deployment brought to an environment first.</summary>
/// <param name="Id">First twelve digits of its id.</param>
/// <param name="Committed">When it was committed.</param>
public sealed record ScopedCommit(string Id, DateTimeOffset Committed);

/// <summary>What <c>deploy.scope</c> entries say: commits as <c>sha12:seconds</c>, at most <see cref="MostInOne"/> in an entry.</summary>
public static class CommitScope
{
    /// <summary>Commits one entry holds at most.</summary>
    public const int MostInOne = 500;

    /// <summary>Commits as the texts of as many entries as they need.</summary>
    public static ImmutableArray<string> Write(ImmutableArray<ScopedCommit> commits) =>
        [.. commits.Chunk(MostInOne).Select(chunk => string.Join(' ', chunk.Select(commit => string.Create(CultureInfo.InvariantCulture, $"{commit.Id[..12]}:{commit.Committed.ToUnixTimeSeconds()}"))))];

    /// <summary>Commits of an entry; what cannot be read is left out.</summary>
    public static IEnumerable<ScopedCommit> Read(Entry entry)
    {
        foreach (string word in entry.Data.GetValueOrDefault("commits", "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Split(':') is [{ Length: > 0 } id, var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds < 1L << 37)
                yield return new ScopedCommit(id, DateTimeOffset.FromUnixTimeSeconds(seconds));
        }
    }
}
