using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Replaying;

/// <summary>What decisions that were made again come to.</summary>
public static class ReplayFaults
{
    /// <summary>Null when every decision gave the same verdict; otherwise exit 10 with those that differ, or exit 7 with those that could not be made again.</summary>
    public static FaultException? Of(ImmutableArray<ReplayedDecision> decisions)
    {
        ImmutableArray<Fault> different = [.. decisions.Where(one => one.Result == ReplayResult.Differs).Select(Different)];
        if (!different.IsEmpty)
            return new FaultException(ExitCode.Damaged, different);
        ImmutableArray<Fault> open = [.. decisions.Where(one => one.Result is ReplayResult.Before or ReplayResult.Missing).Select(Open)];
        return open.IsEmpty ? null : new FaultException(ExitCode.Inconclusive, open);
    }

    private static Fault Different(ReplayedDecision one) => new(
        "SLP4704", $"{Name(one.Decision)} does not follow from what is on record: {string.Join("; ", one.Remarks)}", $"ledger entry {one.Decision.Seq}",
        "find out who changed the record, or whether another version of the program decided; nothing that rests on it is to be believed");

    private static Fault Open(ReplayedDecision one) => new(
        "SLP4705", $"{Name(one.Decision)} cannot be made again: {string.Join("; ", one.Remarks)}", $"ledger entry {one.Decision.Seq}",
        one.Result == ReplayResult.Before ? "./build.sh Audit --replay --since DATE leaves older decisions out" : "./build.sh Package --import brings a package back; an export has what its ledger has");

    private static string Name(Entry decision) => $"the decision to {(decision.Type == EntryType.DeployStarted ? "let" : "refuse")} {decision.PackageId?[..Math.Min(12, decision.PackageId.Length)]} into {decision.Environment}";
}
