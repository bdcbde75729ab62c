using System.Collections.Immutable;
using Slipway.Delivery.Signing;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Releases.Ledger;

/// <summary>
/// A ledger that an older version wrote while a team of three did everything there is to do to a release, with keys of their own:
/// it is read, verified and understood as ever.
/// </summary>
public sealed class GovernedLedgerTests
{
    private static readonly AbsolutePath File = Repository.Root / "tests/Slipway.Tests/Releases/Ledger/governed-ledger.jsonl";

    private static readonly byte[] Bytes = System.IO.File.ReadAllBytes(File);

    private static readonly LedgerReading Reading = LedgerChain.Read(Bytes, System.IO.File.ReadAllText(File + ".head"), File);

    [Fact]
    public void It_is_whole()
    {
        Assert.Null(Reading.Damage);
        Assert.Equal(246, Reading.Entries.Length);
    }

    [Fact]
    public void Every_line_would_be_written_again_byte_for_byte()
    {
        var lines = new List<byte>();
        int typed = 0;
        foreach (Entry entry in Reading.Entries)
        {
            Entry again = entry;
            if (ReadFact.Of(entry.Type, entry.Data) is { } fact)
            {
                typed++;
                ImmutableArray<(string Name, string Value)> signed = Signed.Read(entry.Data)?.Write() ?? [];
                again = entry with { Data = signed.Concat(fact.Write()).ToImmutableSortedDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal) };
            }

            lines.AddRange(LedgerLine.Write(again, entry.Seq, entry.Prev, out _));
        }

        Assert.Equal(42, typed);
        Assert.Equal(Bytes, lines);
    }

    [Fact]
    public async Task Every_signature_holds()
    {
        var judging = new Judging(new SshKeygen(new ProcessRunner()));

        SignatureAuditAnswer answer = await judging.JudgeAsync(answers => SignatureAudit.Of(Reading.Entries, answers), TestContext.Current.CancellationToken);

        Assert.Empty(answer.Faults);
        Assert.Equal((17, 1), (answer.Signed, answer.Chain.Newest?.Version));
    }

    [Fact]
    public void It_tells_what_it_always_told()
    {
        var state = ReleaseState.Fold(Reading.Entries);
        GovernanceState all = state.Governance;
        DateTimeOffset now = state.Latest;

        Golden.Match(
        [
            .. all.Risks.Values.Select(risk => $"{risk.Id} {Word.Of(risk.State)} {Word.Of(risk.Severity)} {risk.Title}; {risk.Owner}; {risk.Mitigation}; {risk.Reason} by {risk.EndedBy}"),
            .. all.Exceptions.Values.Select(one => $"{one.Id} {Word.Of(one.StateAt(now))} {one.Wish.Deviation}; {string.Join(',', one.Covers)}; {one.Wish.Impact}; {one.Wish.FollowUp}; {one.Hours} h; {one.Outcome}; used by {string.Join(',', one.Uses)}"),
            .. all.Freezes.Values.Select(DeclaredFreeze.Of).Select(window => $"{window.Id} {FreezeDeclared.Moment.Format(window.Start)} {FreezeDeclared.Moment.Format(window.End)} {window.Zone} {window.Reason}"),
            .. all.Incidents.Values.Select(one => $"{one.Id} {Word.Of(one.Severity)} {one.Title} in {one.Environment} since {UtcText.Exact(one.Since)}; {string.Join(',', one.Causes.Select(cause => cause.DeploymentId))}; {one.Outcome}"),
            .. all.Actions.Values.Select(action => $"{action.Id} {(action.IsOpen ? "open" : "closed")} {action.Title}; {action.Owner}; {action.Due:O}; {action.Outcome}"),
            .. all.Candidates.Values.Select(entry => $"candidate {CandidateNamed.Read(entry.Data).Name} {entry.PackageId}"),
            .. all.Checks.Values.Select(entry => $"check {ChecklistChecked.Read(entry.Data).Item} {Word.Of(ChecklistChecked.Read(entry.Data).Result)} by {entry.By} of {entry.PackageId![..12]}"), // checks are about packages
            .. all.Reached.Keys.Select(what => $"reached {what}"),
            .. all.Rejections.Keys.Select(key => $"rejected {key}"),
            .. all.Reopenings.Keys.Select(key => $"reopened {key}"),
            $"{all.Approvals.Length} approvals, {all.Used.Count} used, {all.Voided.Count} void, {all.PlanApprovals.Length} plans, {all.PolicySignatures.Length} policies",
            $"{all.Emergencies.Count} emergencies, {all.Countersigned.Count} countersigned, {all.ClosedReleases.Count} closed, {all.Rehearsals.Count} rehearsed, {all.Impacts.Count} measured",
            .. state.Environments.Values.Select(here => $"{here.Name}: {here.Current?.Version}, {here.Started} started, pinned {here.Pin}"),
        ]);
    }
}
