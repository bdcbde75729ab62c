using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Slipway.Releases.Versions;

/// <summary>What lies between two commits.</summary>
/// <param name="Lines">Lines added and removed.</param>
/// <param name="Files">Files touched.</param>
/// <param name="Commits">The commits, newest first.</param>
public sealed record SourceChange(int Lines, ImmutableArray<string> Files, ImmutableArray<ScopeItem> Commits)
{
    /// <summary>Mail addresses of everyone who wrote something, co-authors included, in lower case.</summary>
    public ImmutableArray<string> Authors => [.. Commits.SelectMany(commit => commit.Authors).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>One commit as part of a release's scope.</summary>
/// <param name="Id">Full commit id.</param>
/// <param name="Author">Mail address of the author.</param>
/// <param name="Subject">First line of the message.</param>
/// <param name="Body">The rest of it.</param>
/// <param name="Committed">When it was committed on the branch; the author's clock does not count.</param>
public sealed partial record ScopeItem(string Id, string Author, string Subject, string Body, DateTimeOffset Committed)
{
    /// <summary>The author and everyone a <c>Co-authored-by</c> trailer names.</summary>
    public IEnumerable<string> Authors => CoAuthor.Matches(Body).Select(match => match.Groups[1].Value).Prepend(Author).Select(mail => mail.ToLowerInvariant());

    /// <summary>Numbers of pull requests that the subject names, as forges write them: <c>(#12)</c>, <c>Merge pull request #12</c>, <c>Merged PR 12:</c>.</summary>
    public ImmutableArray<string> PullRequests => [.. PullRequest.Matches(Subject).Select(match => match.Groups[1].Value).Distinct()];

    /// <summary>Numbers of issues that the message closes: <c>Fixes #7</c>, <c>Closes #3, #4 and shop/greeter#5</c>, <c>Resolves GH-6</c>, or an issue's address.</summary>
    public ImmutableArray<string> Issues => [.. Closing.Matches($"{Subject}\n{Body}").SelectMany(match => match.Groups["number"].Captures).Select(number => number.Value).Distinct()];

    [GeneratedRegex(@"^co-authored-by:.*<([^>\s]+)>\s*$", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CoAuthor { get; }

    [GeneratedRegex(@"(?:(?:\(|pull request )#|^Merged PR )(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex PullRequest { get; }

    // The words of GitHub, and the lists and forms of GitLab.
    [GeneratedRegex(
        """
        \b(?: clos(?:e[sd]?|ing) | fix(?:e[sd]|ing)? | resolv(?:e[sd]?|ing) | implement(?:s|ed|ing)? ) :? \s+
        (?: (?:[\w.-]+/[\w.-]+)?\# | \bGH- | https?://[^\s()<>]+/issues/ ) (?<number>\d+)
        (?: (?: \s*,\s*(?:and\s+)? | \s+and\s+ | \s*&\s* ) (?: (?:[\w.-]+/[\w.-]+)?\# | \bGH- | https?://[^\s()<>]+/issues/ ) (?<number>\d+) )*
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Closing { get; }
}
