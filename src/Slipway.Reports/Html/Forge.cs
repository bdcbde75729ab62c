using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Slipway.Reports.Html;

/// <summary>
/// Where a repository's host shows commits, issues, pull requests and runs: addresses with <c>{}</c> in the place of the id or number.
/// They are put together of checked parts of the remote's address and ask nobody; user names and passwords of it are dropped.
/// </summary>
/// <param name="Commit">Address of a commit.</param>
/// <param name="Issue">Address of an issue, or of a work item.</param>
/// <param name="PullRequest">Address of a pull or merge request.</param>
/// <param name="Runs">Address of the runs of a commit; null where the host has none by that.</param>
public sealed partial record Forge(string Commit, string Issue, string PullRequest, string? Runs)
{
    private const string Place = "{}";

    /// <summary>The host's addresses by a remote's; null where the host is not known, and where the address is of another form than the host's.</summary>
    /// <param name="remote">An https, ssh or scp-like address; null for none.</param>
    public static Forge? Of(string? remote)
    {
        if (remote is null || Address.Match(remote.Trim()) is not { Success: true } address)
            return null;
        ImmutableArray<string> path = [.. address.Groups["path"].Value.Split('/')];
        return path.All(IsSafe) ? Of(address.Groups["host"].Value.ToLowerInvariant(), path) : null;
    }

    /// <summary>Address of a commit; null for what is no commit id.</summary>
    public string? CommitAt(string id) => IsCommit(id) ? Commit.Replace(Place, id, StringComparison.Ordinal) : null;

    /// <summary>Address of the runs of a commit; null for what is no commit id, and where the host has none.</summary>
    public string? RunsOf(string id) => IsCommit(id) ? Runs?.Replace(Place, id, StringComparison.Ordinal) : null;

    /// <summary>Address of an issue; null for what is no number.</summary>
    public string? IssueAt(string number) => IsNumber(number) ? Issue.Replace(Place, number, StringComparison.Ordinal) : null;

    /// <summary>Address of a pull request; null for what is no number.</summary>
    public string? PullRequestAt(string number) => IsNumber(number) ? PullRequest.Replace(Place, number, StringComparison.Ordinal) : null;

    // Servers of a company's own are known by the name of the product in front of theirs.
    private static Forge? Of(string host, ImmutableArray<string> path) => (host, path) switch
    {
        ("github.com" or "ssh.github.com", [var owner, var name]) => GitHub($"https://github.com/{owner}/{name}"),
        ("gitlab.com" or "altssh.gitlab.com", [_, _, ..]) => GitLab($"https://gitlab.com/{string.Join('/', path)}"),
        ("bitbucket.org" or "altssh.bitbucket.org", [var owner, var name]) => Bitbucket($"https://bitbucket.org/{owner}/{name}"),
        ("dev.azure.com", [var owner, var project, "_git", var name]) => Azure(owner, project, name),
        ("dev.azure.com", [var owner, "_git", var name]) => Azure(owner, name, name),
        ("ssh.dev.azure.com" or "vs-ssh.visualstudio.com", ["v3", var owner, var project, var name]) => Azure(owner, project, name),
        (_, [.. var front, "_git", var name]) when host.EndsWith(".visualstudio.com", StringComparison.Ordinal) => front switch
        {
            [] or ["DefaultCollection"] => Azure(host.Split('.')[0], name, name),
            [var project] => Azure(host.Split('.')[0], project, name),
            ["DefaultCollection", var project] => Azure(host.Split('.')[0], project, name),
            _ => null,
        },
        (_, [var owner, var name]) when IsOwn(host, "github") => GitHub($"https://{host}/{owner}/{name}"),
        (_, [_, _, ..]) when IsOwn(host, "gitlab") => GitLab($"https://{host}/{string.Join('/', path)}"),
        _ => null,
    };

    // Not one that only looks like the product's own host.
    private static bool IsOwn(string host, string product) =>
        host.StartsWith(product + ".", StringComparison.Ordinal) && !host.StartsWith(product + ".com.", StringComparison.Ordinal);

    private static Forge GitHub(string home) =>
        new($"{home}/commit/{Place}", $"{home}/issues/{Place}", $"{home}/pull/{Place}", $"{home}/commit/{Place}/checks");

    private static Forge GitLab(string home) =>
        new($"{home}/-/commit/{Place}", $"{home}/-/issues/{Place}", $"{home}/-/merge_requests/{Place}", $"{home}/-/commit/{Place}/pipelines");

    private static Forge Bitbucket(string home) =>
        new($"{home}/commits/{Place}", $"{home}/issues/{Place}", $"{home}/pull-requests/{Place}", null);

    private static Forge Azure(string owner, string project, string name)
    {
        string home = $"https://dev.azure.com/{owner}/{project}";
        return new Forge($"{home}/_git/{name}/commit/{Place}", $"{home}/_workitems/edit/{Place}", $"{home}/_git/{name}/pullrequest/{Place}", null);
    }

    private static bool IsSafe(string segment) => segment is not ("." or "..") && Segment.IsMatch(segment);

    private static bool IsCommit(string id) =>
        id.Length is >= 7 and <= 64 && id.All(char.IsAsciiHexDigitLower);

    private static bool IsNumber(string number) =>
        number.Length is > 0 and <= 12 && number.All(char.IsAsciiDigit);

    [GeneratedRegex(
        """
        ^(?: (?: https? | ssh | git )://(?: [^@/\s]*@ )?(?<host>[A-Za-z0-9.-]+)(?: :\d+ )?/ | (?: [^@/:\s]+@ )?(?<host>[A-Za-z0-9.-]{2,}):(?!/) )
        (?<path>[^\s?\#]+?)(?: \.git )?/*$
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Address { get; }

    // A project of Azure may have blanks in its name.
    [GeneratedRegex(@"^(?:[A-Za-z0-9_.~-]|%20)+$", RegexOptions.CultureInvariant)]
    private static partial Regex Segment { get; }
}
