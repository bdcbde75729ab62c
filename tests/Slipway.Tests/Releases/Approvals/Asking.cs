using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Approvals;

/// <summary>Wishes for exceptions as the command writes them, for package a in production.</summary>
internal static class Asking
{
    /// <summary>What a person asks, signed with a key; an empty key signs nothing. The mail address that writes it is theirs unless another is given.</summary>
    public static async Task<Entry> AskAsync(Court court, string id, string covers, string person = "ada", string? key = null, string? mail = null, Func<Statement, Statement>? change = null)
    {
        var asked = new ExceptionRequested(id, "ship it", [.. covers.Split(' ')], "customers wait", "low", "review", 24);
        Statement statement = court.Statement("ask", person) with { Environment = "production", PackageId = Facts.Id('a'), About = ExceptionAsk.SubjectOf(asked) };
        return await court.SignAsync(EntryType.ExceptionRequested, "production", 'a', change?.Invoke(statement) ?? statement, key ?? person, mail: mail ?? $"{person}@example.org", data: [.. asked.Write()]);
    }

    /// <summary>One that nobody signed, as older versions wrote it.</summary>
    public static Entry Unsigned(Court court, string id, string covers) =>
        court.Append(Facts.Draft(EntryType.ExceptionRequested, "production") with { PackageId = Facts.Id('a'), Data = Court.Data(("id", id), ("covers", covers), ("hours", "24")) });

    public static Task<Entry> GrantAsync(Court court, string person, Entry asked, Func<Statement, Statement>? change = null, string? key = null)
    {
        Statement statement = court.Statement("exception", person) with { About = asked.Hash, NotAfter = court.Now.AddHours(24) };
        return court.SignAsync(EntryType.ExceptionGranted, "production", 'a', change?.Invoke(statement) ?? statement, key ?? person, SshSignature.ApprovalNamespace, data: ("id", asked.Data["id"]));
    }
}
