using System.Text.Json.Nodes;
using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Approvals;

/// <summary>Ways to ask for an exception in somebody else's name, and why they lead nowhere.</summary>
public sealed class AskBypassTests(Keyring keys) : IClassFixture<Keyring>
{
    [Fact]
    public async Task Who_asks_under_another_mail_address_does_not_grant_it_to_themselves()
    {
        // Ben writes under Ada's address, asks for himself, and grants it.
        Assert.Contains("its ask does not hold: it was written by ada and signed by ben", await LeanAsync(court => Asking.AskAsync(court, "EX-1", "freeze", "ben", mail: "ada@example.org"), "ben"), StringComparison.Ordinal);
        // He names Ada in the ask, too, and signs it with his key, or with nobody's.
        Assert.Contains("its ask does not hold: the key is not one of ada's", await LeanAsync(court => Asking.AskAsync(court, "EX-1", "freeze", "ada", key: "ben"), "ben"), StringComparison.Ordinal);
        Assert.Contains("its ask does not hold: it is not signed", await LeanAsync(court => Asking.AskAsync(court, "EX-1", "freeze", "ada", key: ""), "ben"), StringComparison.Ordinal);
        Assert.Contains("its ask does not hold: it is not signed", await LeanAsync(court => Task.FromResult(Asking.Unsigned(court, "EX-1", "freeze")), "ben"), StringComparison.Ordinal);
        // He writes under an address nobody knows: his signature tells who he is.
        Assert.Contains("ben granted it to themselves", await LeanAsync(court => Asking.AskAsync(court, "EX-1", "freeze", "ben", mail: "stranger@example.org"), "ben"), StringComparison.Ordinal);
        // And with his other key he is still Ben.
        Assert.Contains("ben granted it to themselves", await LeanAsync(court => Asking.AskAsync(court, "EX-1", "freeze", "ben", key: "ben-2"), "ben"), StringComparison.Ordinal);
        // A stranger's key is nobody's.
        Assert.Contains("its ask does not hold: the key is not one of ada's", await LeanAsync(court => Asking.AskAsync(court, "EX-1", "freeze", "ada", key: "mallory"), "ben"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_passed_to_another_person_does_not_grant_what_it_asked_for()
    {
        string answer = await LeanAsync(
            async court =>
            {
                Entry asked = await Asking.AskAsync(court, "EX-1", "freeze");
                court.File["people"]!["ada"]!["keys"] = new JsonArray(keys.PublicOf("ada-2"));
                court.File["people"]!["eve"]!["keys"] = new JsonArray(keys.PublicOf("ada"));
                await court.AdoptAsync("ben");
                return asked;
            },
            "eve", "ada");

        Assert.Contains("it was granted with the key it was asked with", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_signed_is_what_is_asked_for()
    {
        const string Other = "its ask does not hold: what was signed is not what is asked for";
        Assert.Contains(Other, await LeanAsync(court => Asking.AskAsync(court, "EX-1", "freeze", change: ask => ask with { About = ExceptionAsk.SubjectOf(new ExceptionRequested("EX-1", "", ["soak"], "", "", "", 24)) }), "ben"), StringComparison.Ordinal);
        Assert.Contains(Other, await LeanAsync(court => Asking.AskAsync(court, "EX-1", "freeze", change: ask => ask with { PackageId = Facts.Id('b') }), "ben"), StringComparison.Ordinal);
        Assert.Contains(Other, await LeanAsync(court => Asking.AskAsync(court, "EX-1", "freeze", change: ask => ask with { Environment = "staging" }), "ben"), StringComparison.Ordinal);
        Assert.Contains("its ask does not hold: it is no statement of the kind ask", await LeanAsync(court => Asking.AskAsync(court, "EX-1", "freeze", change: ask => ask with { Action = "check" }), "ben"), StringComparison.Ordinal);
        Assert.Contains("its ask does not hold: it was signed for another project", await LeanAsync(court => Asking.AskAsync(court, "EX-1", "freeze", change: ask => ask with { Project = court.Entries[1].Hash }), "ben"), StringComparison.Ordinal);
        Assert.Equal("Proceed", await LeanAsync(court => Asking.AskAsync(court, "EX-1", "freeze"), "ben"));
    }

    [Fact]
    public async Task An_audit_names_an_ask_that_does_not_hold()
    {
        Court court = await Court.OpenAsync(keys);
        await Asking.AskAsync(court, "EX-1", "freeze");
        await Asking.AskAsync(court, "EX-2", "freeze", "ada", key: "ben");
        Asking.Unsigned(court, "EX-3", "freeze");

        SignatureAuditAnswer audit = await keys.Judging.JudgeAsync(answers => SignatureAudit.Of(court.Entries, answers), TestContext.Current.CancellationToken);

        Assert.Equal(
            ["SLP2420 exception.requested by ada does not hold: the key is not one of ada's", "SLP2420 exception.requested by ada@example.org does not hold: it is not signed"],
            audit.Faults.Select(fault => $"{fault.Code} {fault.Cause}"));
    }

    // Two consents are there and production is frozen: what a deployment is told that leans on the exception.
    private async Task<string> LeanAsync(Func<Court, Task<Entry>> ask, string grantedBy, string? key = null)
    {
        Court court = await Court.OpenAsync(keys);
        await court.ApproveAsync("ben");
        await court.ApproveAsync("cyd");
        court.Append(Facts.Draft(EntryType.FreezeDeclared, "production") with { Data = Court.Data(("id", "gala"), ("start", "2026-03-14T00:00"), ("end", "2026-03-16T00:00"), ("zone", "Etc/UTC"), ("reason", "the gala")) });
        await Asking.GrantAsync(court, grantedBy, await ask(court), key: key);
        return await court.AskAsync(court.Request() with { Exceptions = ["EX-1"] });
    }
}
