using System.Text.RegularExpressions;

namespace Slipway.Releases.Versions;

/// <summary>What a commit says about the next version, by Conventional Commits 1.0.0 (conventionalcommits.org).</summary>
/// <param name="Type">Lower-case type, or null for a message of another form.</param>
/// <param name="Scope">Scope in parentheses, or null.</param>
/// <param name="Subject">Description behind the colon, or the whole first line.</param>
/// <param name="IsBreaking">True with <c>!</c> or a <c>BREAKING CHANGE:</c> footer.</param>
/// <param name="Reverts">Full or short id of the commit this one reverts, or <c>#</c> and the number of the pull request, or null.</param>
public sealed partial record CommitMessage(string? Type, string? Scope, string Subject, bool IsBreaking, string? Reverts)
{
    /// <summary>Reads a message as Conventional Commits 1.0.0 has it; one that does not follow them has no type.</summary>
    public static CommitMessage Parse(string subject, string body)
    {
        (subject, body, _) = ForgeMessage.Of(subject, body);
        Match header = Header.Match(subject);
        bool isBreaking = header.Groups["breaking"].Success || BreakingFooter.IsMatch(body) || SquashedBreaking.IsMatch(body);
        string? reverted = Reverted(subject, body, header);
        return header.Success
            ? new(header.Groups["type"].Value.ToLowerInvariant(), header.Groups["scope"] is { Success: true } scope ? scope.Value : null, header.Groups["subject"].Value, isBreaking, reverted)
            : new(null, null, subject, isBreaking, reverted);
    }

    /// <summary>True for a first line in the form of Conventional Commits.</summary>
    /// <param name="subject">The line.</param>
    internal static bool IsConventional(string subject) => Header.IsMatch(subject);

    // git names the commit; a forge's button names the pull request, in the body and in the title it quotes.
    private static string? Reverted(string subject, string body, Match header)
    {
        bool isQuoted = subject.StartsWith("Revert \"", StringComparison.Ordinal) || subject.StartsWith("Reapply \"", StringComparison.Ordinal);
        if (!isQuoted && !header.Groups["type"].Value.Equals("revert", StringComparison.OrdinalIgnoreCase))
            return null;
        if (RevertedCommit.Match(body) is { Success: true } commit)
            return commit.Groups[1].Value;
        if (RevertedRequest.Match(body) is { Success: true } request)
            return $"#{request.Groups[1].Value}";
        return QuotedRequest.Match(subject) is { Success: true } quoted ? $"#{quoted.Groups[1].Value}" : null;
    }

    /// <summary>What a body says about a breaking change: the text of its <c>BREAKING CHANGE</c> footer up to the next footer or blank line, or the breaking lines of a squashed list; null where it says nothing.</summary>
    public static string? BreakingText(string body)
    {
        if (BreakingFooter.Match(body) is { Success: true } footer)
        {
            // The text may begin on a later line.
            IEnumerable<string> lines = body[(footer.Index + footer.Length)..].Split('\n').Select(line => line.Trim()).SkipWhile(line => line.Length == 0);
            return string.Join(' ', lines.TakeWhile((line, index) => line.Length > 0 && (index == 0 || !Footer.IsMatch(line))));
        }

        string[] squashed = [.. SquashedBreaking.Matches(body).Select(match => match.Groups["subject"].Value.Trim())];
        return squashed.Length > 0 ? string.Join("; ", squashed) : null;
    }

    [GeneratedRegex(@"^(?<type>[A-Za-z]+)(?:\((?<scope>[^()]+)\))?(?<breaking>!)?: (?<subject>.+)$")]
    private static partial Regex Header { get; }

    // Upper case, as the specification asks; "breaking change" in prose is prose. Many end the line behind the colon, and git takes a blank away that stands there.
    [GeneratedRegex(@"^[ \t*]*BREAKING[ -]CHANGE(?::| #)", RegexOptions.Multiline)]
    private static partial Regex BreakingFooter { get; }

    // Forges write the commits of a squashed pull request as a list; an exclamation mark in it must not be lost with the title.
    [GeneratedRegex(@"^[*-] [A-Za-z]+(?:\([^()]+\))?!: (?<subject>.+)$", RegexOptions.Multiline)]
    private static partial Regex SquashedBreaking { get; }

    /// <summary>True where a line begins like the footer of a breaking change and is none, for it is not in capitals: prose, unless somebody meant it.</summary>
    public static bool IsAlmostBreaking(string body) => BreakingProse.IsMatch(body) && !BreakingFooter.IsMatch(body);

    [GeneratedRegex(@"^[ \t*]*breaking[ -]changes?(?::| #)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BreakingProse { get; }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z-]*(?:: | #)")]
    private static partial Regex Footer { get; }

    [GeneratedRegex(@"This reverts commit ([0-9a-f]{7,64})")]
    private static partial Regex RevertedCommit { get; }

    [GeneratedRegex(@"^Reverts (?:[\w.-]+/[\w.-]+)?[#!](\d+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex RevertedRequest { get; }

    [GeneratedRegex(@"^(?:Revert|Reapply) "".*\(#(\d+)\)""", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedRequest { get; }
}
