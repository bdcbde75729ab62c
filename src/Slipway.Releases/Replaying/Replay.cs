using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Replaying;

/// <summary>Makes decisions again from what is on record alone: the entries up to their place, the policy that held, their facts, and manifests.</summary>
public static class Replay
{
    // They move traffic on no judgement of gates.
    private static readonly ImmutableArray<string> OtherVerbs = ["Rollback", "Rehearse"];

    /// <summary>True for entries that record a decision about a deployment.</summary>
    public static bool IsDecision(Entry entry) => entry.Type is EntryType.DeployStarted or EntryType.DeployRefused && !OtherVerbs.Contains(entry.Data.GetValueOrDefault("verb", ""));

    /// <summary>Packages whose manifests are needed to make the decisions of a ledger again.</summary>
    public static ImmutableSortedSet<string> Needed(ImmutableArray<Entry> entries) => entries
        .Select(KeptDocument.Read)
        .Where(document => document is { Kind: KeptDocument.Facts, IsSound: true })
        .Select(document => DecisionFacts.Read(document!.Text))
        .SelectMany(facts => new[] { facts?.Package, facts?.Live })
        .OfType<string>()
        .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>Every decision that is asked for, made again.</summary>
    /// <param name="entries">All entries, their chain checked.</param>
    /// <param name="manifests">Manifests by package id, their digests checked.</param>
    /// <param name="isAsked">Which decisions.</param>
    /// <param name="answers">What ssh-keygen said; what it still has to say is noted as open.</param>
    public static ImmutableArray<ReplayedDecision> Of(ImmutableArray<Entry> entries, IReadOnlyDictionary<string, Manifest> manifests, Func<Entry, bool> isAsked, SignatureAnswers answers)
    {
        var archive = new ReplayArchive(entries, manifests);
        return [.. entries.Where(entry => IsDecision(entry) && isAsked(entry)).Select(entry => Again(entry, archive, answers))];
    }

    private static ReplayedDecision Again(Entry decision, ReplayArchive archive, SignatureAnswers answers)
    {
        if (!decision.Data.TryGetValue("facts", out string? digest))
        {
            return decision.Data.GetValueOrDefault("exitCode") == ((int)ExitCode.Damaged).ToString(CultureInfo.InvariantCulture)
                ? new ReplayedDecision(decision, ReplayResult.NotJudged, ["altered bytes were seen, which is no judgement"])
                : new ReplayedDecision(decision, ReplayResult.Before, ["decided before facts were kept"]);
        }

        if (archive.Facts(digest, out ReplayResult result, out string? reason) is not { } facts)
            return new ReplayedDecision(decision, result, [reason!]); // there is a reason where there are no facts
        if (Foreign(facts, decision) is { } foreign)
            return new ReplayedDecision(decision, ReplayResult.Differs, [foreign]);
        if (archive.Material(facts, out result, out reason) is not { } material)
            return new ReplayedDecision(decision, result, [reason!]); // and where there is no material
        if (material.State.Count >= decision.Seq)
            return new ReplayedDecision(decision, ReplayResult.Differs, ["its facts claim to know entries behind it"]);
        return Compared(decision, facts, material, archive, answers);
    }

    private static ReplayedDecision Compared(Entry decision, DecisionFacts facts, DecisionMaterial material, ReplayArchive archive, SignatureAnswers answers)
    {
        DeployRequest request;
        try
        {
            request = DecisionMatter.Request(facts, material);
        }
        catch (FaultException exception)
        {
            return new ReplayedDecision(decision, ReplayResult.Missing, [$"its facts cannot be read: {exception.Faults[0].Cause}"]);
        }

        Decision again = ReleaseDecider.Deploy(request with { Signatures = answers, Chain = PolicyChain.Of(material.State, answers) });
        Entry[] gates = [.. archive.GatesOf(decision.Data["facts"]).Where(gate => gate.Seq < decision.Seq)];
        string[] differences = [.. ReplayComparison.Gates(gates, again.Gates), .. ReplayComparison.Outcome(decision, again)];
        string[] own = [.. facts.OwnGates.Select(answer => $"gate {answer.Gate} is not replayable: the build's own gate; its recorded answer is taken over")];
        return new ReplayedDecision(decision, differences.Length == 0 ? ReplayResult.Same : ReplayResult.Differs, [.. differences, .. differences.Length == 0 ? ReplayComparison.Words(gates, again.Gates) : [], .. own]);
    }

    // Facts of one decision under another would prove nothing about it.
    private static string? Foreign(DecisionFacts facts, Entry decision) =>
        facts.Environment != decision.Environment || facts.Package != decision.PackageId ? $"its facts are about {facts.Package[..Math.Min(12, facts.Package.Length)]} into {facts.Environment}"
        : facts.Requester != decision.Actor.Id ? $"its facts name {facts.Requester} as who asked, the entry {decision.Actor.Id}"
        : decision.Data.GetValueOrDefault("policy", facts.Policy) != facts.Policy ? "its facts name another policy than the entry"
        : null;
}
