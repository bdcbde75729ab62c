using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Tools.Git;

/// <summary>One commit as the log tells it.</summary>
public sealed partial record GitCommit(
    string Id, ImmutableArray<string> Parents, string AuthorName, string AuthorEmail, DateTimeOffset CommittedAt, string Subject, string Body)
{
    /// <summary>
    /// Fields and, by <c>-z</c>, commits end in NUL: the one character that git keeps in no name and no message, so that nobody can forge a field.
    /// Seconds instead of a date, for a commit may name a time zone that there is none of; the message as it is, for <c>%s</c> folds a footer on the second line into the subject.
    /// </summary>
    public const string Format = "%H%x00%P%x00%an%x00%ae%x00%ct%x00%B";

    private const int Fields = 6;

    /// <summary>Reads what <see cref="GitCommands.Log"/> prints; order is kept.</summary>
    /// <exception cref="FormatException">The text is not of that format.</exception>
    public static ImmutableArray<GitCommit> Parse(string output)
    {
        string[] fields = output.TrimEnd('\n', '\r').Split('\0');
        int whole = fields[^1].Length == 0 && fields.Length % Fields == 1 ? fields.Length - 1 : fields.Length; // each commit ends in NUL
        return whole % Fields == 0
            ? [.. fields.Take(whole).Chunk(Fields).Select(One)]
            : throw new FormatException($"'{output[..Math.Min(output.Length, 200)]}' is no list of commits as git log was asked to print it.");
    }

    private static GitCommit One(string[] fields)
    {
        (string subject, string body) = Parted(fields[5]);
        return new GitCommit(fields[0], [.. fields[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)], fields[2], fields[3], Time(fields[4]), subject, body);
    }

    // A title that was wrapped is one title, as git itself has it; a footer or a list that follows it without an empty line is none of it.
    private static (string Subject, string Body) Parted(string message)
    {
        string[] lines = [.. message.Trim('\uFEFF').Trim().Split('\n').Select(line => line.TrimEnd())];
        int title = 1;
        while (title < lines.Length && lines[title].Length > 0 && !Apart.IsMatch(lines[title]))
            title++;
        return (string.Join(' ', lines.Take(title).Select(line => line.Trim())), string.Join('\n', lines.Skip(title).SkipWhile(line => line.Length == 0)));
    }

    // A clock that nobody can have is the first or the last there is.
    private static DateTimeOffset Time(string seconds) =>
        long.TryParse(seconds, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(value, DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds()))
            : DateTimeOffset.UnixEpoch;

    [GeneratedRegex(@"^(?:BREAKING CHANGE\b|[A-Za-z][A-Za-z0-9-]*(?:\([^()]*\))?!?(?:: | #|:$)|[*-] )", RegexOptions.CultureInvariant)]
    private static partial Regex Apart { get; }
}
