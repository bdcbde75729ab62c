using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Tools.Git;

/// <summary>One commit as the log tells it.</summary>
public sealed record GitCommit(
    string Id, ImmutableArray<string> Parents, string AuthorName, string AuthorEmail, DateTimeOffset CommittedAt, string Subject, string Body)
{
    /// <summary>Fields end in unit separators and commits in record separators, which no commit message holds.</summary>
    public const string Format = "%H%x1f%P%x1f%an%x1f%ae%x1f%cI%x1f%s%x1f%b%x1e";

    /// <summary>Reads what <see cref="GitCommands.Log"/> prints; order is kept.</summary>
    /// <exception cref="FormatException">The text is not of that format.</exception>
    public static ImmutableArray<GitCommit> Parse(string output) =>
        [.. output.Split('\x1e').Select(record => record.TrimStart('\n', '\r')).Where(record => record.Length > 0).Select(One)];

    private static GitCommit One(string record) => record.Split('\x1f') switch
    {
        [var id, var parents, var name, var email, var date, var subject, .. var body] => new GitCommit(
            id,
            [.. parents.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            name,
            email,
            DateTimeOffset.Parse(date, CultureInfo.InvariantCulture),
            subject,
            string.Join('\x1f', body).TrimEnd('\n', '\r')),
        _ => throw new FormatException($"'{record}' is not a commit as git log was asked to print it."),
    };
}
