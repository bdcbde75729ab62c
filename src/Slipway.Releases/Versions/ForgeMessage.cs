using System.Text.RegularExpressions;

namespace Slipway.Releases.Versions;

/// <summary>A commit message without what a forge wrote around the title of a pull request.</summary>
/// <param name="Subject">The title.</param>
/// <param name="Body">The rest.</param>
/// <param name="PullRequest">Number of the pull request, where the forge named it in front of the title; else null.</param>
internal sealed partial record ForgeMessage(string Subject, string Body, string? PullRequest)
{
    /// <summary>
    /// Reads <c>Merged PR 42: TITLE</c> (Azure Repos), and with the title in the body <c>Merged in BRANCH (pull request #12)</c> (Bitbucket),
    /// <c>Merge pull request #12 from BRANCH</c> (GitHub) and <c>Merge branch 'BRANCH' into 'main'</c> above <c>See merge request GROUP/PROJECT!12</c> (GitLab).
    /// Of the last two a title that follows no convention is left alone: their commits stand beside the merge, and say more. Every other message is as it is.
    /// </summary>
    public static ForgeMessage Of(string subject, string body)
    {
        if (Azure.Match(subject) is { Success: true } azure)
            return new(azure.Groups["title"].Value, body, azure.Groups["number"].Value);
        // Where there is no title the number stands in the subject still.
        if (Bitbucket.Match(subject) is { Success: true } bitbucket)
            return Below(body, bitbucket.Groups["number"].Value, _ => true) ?? new(subject, body, null);
        if (GitHub.Match(subject) is { Success: true } github)
            return Below(body, github.Groups["number"].Value, CommitMessage.IsConventional) ?? new(subject, body, null);
        if (GitLab.IsMatch(subject) && MergeRequest.Match(body) is { Success: true } request)
            return Below(body, request.Groups["number"].Value, CommitMessage.IsConventional) ?? new(subject, body, null);
        return new(subject, body, null);
    }

    private static ForgeMessage? Below(string body, string number, Func<string, bool> isTitle)
    {
        string[] lines = body.TrimStart().Split('\n', 2);
        return lines[0].Trim() is { Length: > 0 } title && isTitle(title) ? new(title, lines.Length > 1 ? lines[1].TrimStart('\r', '\n') : "", number) : null;
    }

    [GeneratedRegex(@"^Merged PR (?<number>\d+): (?<title>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Azure { get; }

    [GeneratedRegex(@"^Merged in \S+ \(pull request #(?<number>\d+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Bitbucket { get; }

    [GeneratedRegex(@"^Merge pull request #(?<number>\d+) from \S+$", RegexOptions.CultureInvariant)]
    private static partial Regex GitHub { get; }

    [GeneratedRegex(@"^Merge branch '[^']+' into '[^']+'$", RegexOptions.CultureInvariant)]
    private static partial Regex GitLab { get; }

    [GeneratedRegex(@"^See merge request \S*!(?<number>\d+)\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex MergeRequest { get; }
}
