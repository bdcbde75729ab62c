using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Slipway.Delivery.LedgerFiles;
using Slipway.Delivery.Signing;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Digests;

namespace Slipway.Tests.Releases.Approvals;

/// <summary>Years of a team's decisions, audited at once.</summary>
public sealed class LargeAuditTests(Keyring keyring) : IClassFixture<Keyring>
{
    private const int Entries = 100_000;
    private const int Signed = 1_000;

    [Fact]
    public async Task A_hundred_thousand_entries_with_a_thousand_signatures_are_audited()
    {
        Soak.OrSkip("signs a thousand times");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        string policyText = PolicyText.Effective(PolicyText.Read(Encoding.UTF8.GetBytes(Policy()), "release.json"), []).ToCanonicalJson();
        var ledger = new FileLedger(folder.Path, TimeProvider.System);
        var statement = new Statement { Action = "policy", Project = LedgerChain.Genesis, Person = "ben", PolicyDigest = Digest.Of(Encoding.UTF8.GetBytes(policyText)).Hex, PolicyVersion = 1, Head = LedgerChain.Genesis, Nonce = "0" };
        string project = (await ledger.AppendAsync([await SignedAsync(EntryType.PolicySigned, statement, SshSignature.PolicyNamespace, ("policy", policyText))], cancellation))[0].Hash;
        var drafts = ImmutableArray.CreateBuilder<Entry>();
        foreach ((Entry draft, int index) in LongHistory.Drafts(Entries - Signed - 1).Select((draft, index) => (draft, index)))
        {
            drafts.Add(draft);
            if (index % (Entries / Signed) == 0 && index / (Entries / Signed) < Signed)
                drafts.Add(await SignedAsync(EntryType.ApprovalGranted, statement with { Action = "deploy", Project = project, PolicyVersion = null, Nonce = $"{index}" }, SshSignature.ApprovalNamespace, data: ("role", "any")));
        }

        await ledger.AppendAsync(drafts.ToImmutable(), cancellation);

        long started = Stopwatch.GetTimestamp();
        ImmutableArray<Entry> entries = await ledger.ReadAsync(cancellation);
        TimeSpan chain = Stopwatch.GetElapsedTime(started);
        SignatureAuditAnswer answer = await new Judging(new SshKeygen(new ProcessRunner())).JudgeAsync(answers => SignatureAudit.Of(entries, answers), cancellation);

        TestContext.Current.TestOutputHelper?.WriteLine($"{entries.Length} entries read and checked in {chain.TotalSeconds:0.00} s, {answer.Signed} signatures judged in {(Stopwatch.GetElapsedTime(started) - chain).TotalSeconds:0.00} s");
        Assert.Empty(answer.Faults);
        Assert.InRange(answer.Signed, Signed - 20, Signed + 1);
    }

    private string Policy() => $$"""
        { "preset": "team", "roots": { "people": ["ben"] }, "people": { "ben": { "name": "Ben", "mail": ["ben@example.org"], "keys": ["{{keyring.PublicOf("ben")}}"] } } }
        """;

    private async Task<Entry> SignedAsync(string type, Statement statement, string signatureNamespace, params (string Name, string Value)[] data)
    {
        string text = statement.Write();
        string signature = await keyring.SignAsync("ben", signatureNamespace, text);
        return Facts.Draft(type, "production") with
        {
            Data = data.Concat([("person", "ben"), ("statement", text), ("signature", signature)]).ToImmutableSortedDictionary(item => item.Item1, item => item.Item2, StringComparer.Ordinal),
        };
    }
}
