using System.Text.RegularExpressions;

namespace Slipway.Releases.Versions;

/// <summary>A commit message without what a forge wrote around the title of a pull request.</summary>
/// <param name="Subject">The title.</param>
/// <param name="Body">The rest.</param>
/// <param name="PullRequest">Number of the pull request, where the forge named it in front of the title; else null.</param>
internal sealed partial record ForgeMessage(string Subject, string Body, string? PullRequest)
{
    /// <summary>Reads <c>Merged PR 42: TITLE</c> (Azure Repos) and <c>Merged in BRANCH (pull request #12)</c> with the title in the body (Bitbucket); every other message is as it is.</summary>
    public static ForgeMessage Of(string subject, string body)
    {
        if (Azure.Match(subject) is { Success: true } azure)
            return new(azure.Groups["title"].Value, body, azure.Groups["number"].Value);
        if (Bitbucket.Match(subject) is { Success: true } bitbucket)
        {
            string[] lines = body.TrimStart().Split('\n', 2);
            return lines[0].Trim() is { Length: > 0 } title
                ? new(title, lines.Length > 1 ? lines[1].TrimStart('\r', '\n') : "", bitbucket.Groups["number"].Value)
                : new(subject, body, null); // the number stands in the subject
        }

        return new(subject, body, null);
    }

    [GeneratedRegex(@"^Merged PR (?<number>\d+): (?<title>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Azure { get; }

    [GeneratedRegex(@"^Merged in \S+ \(pull request #(?<number>\d+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Bitbucket { get; }
}
