using System.Collections.Immutable;
using Slipway.Releases.Evidence;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Gates;

/// <summary>What passed for the release that is live still passes: compares two recorded test runs name by name.</summary>
internal static class RegressionGate
{
    public static GateResult Judge(GateInput input)
    {
        if (input.State.EvidenceOf("tests", input.Manifest.Source.Tree) is not { } now)
            return new("regression", GateVerdict.Inconclusive, "no test results are on record for this source", "./build.sh Test");
        if (input.State.In(input.Environment).Current is not { } current || current.PackageId == input.PackageId)
            return new("regression", GateVerdict.Pass, "nothing is live to compare with", Inputs: [now.Hash]);
        if (input.State.Packages.GetValueOrDefault(current.PackageId) is not { } live || input.State.EvidenceOf("tests", live.Tree) is not { } then || TestMarks.Read(then.Data.GetValueOrDefault("marks")) is not { } passed)
            return new("regression", GateVerdict.Inconclusive, $"which tests passed for {current.Version}, which is live, is not on record", "an exception that covers regression lets it pass; from the next release on there is something to compare");
        // One name may stand for several results (frameworks, repeated runs): what failed or was left out before as well is no news, and what passes elsewhere is not left out.
        ImmutableHashSet<uint>? passing = TestMarks.Read(now.Data.GetValueOrDefault("marks"));
        string[] failing = [.. Names(now, "failing").Except(Names(then, "failing")).Where(name => passed.Contains(TestMarks.Mark(name)))];
        string[] left = [.. Names(now, "left").Except(Names(then, "left")).Except(failing).Where(name => passed.Contains(TestMarks.Mark(name)) && passing?.Contains(TestMarks.Mark(name)) != true)];
        string[] mended = [.. Names(then, "failing").Except(Names(now, "failing")).Where(name => passing?.Contains(TestMarks.Mark(name)) == true)];
        int gone = passing is null ? 0 : passed.Except(passing).Except(Names(now, "failing").Concat(Names(now, "left")).Select(TestMarks.Mark)).Count;
        string beside = $"{mended.Length} newly passing, {gone} no longer there";
        return failing.Length + left.Length == 0
            ? new("regression", GateVerdict.Pass, $"against {current.Version}: none newly failing, {beside}", Inputs: [now.Hash, then.Hash])
            : new("regression", GateVerdict.Fail, $"against {current.Version}: {string.Join("; ", new[] { Said("newly failing", failing), Said("newly skipped", left), beside }.Where(part => part.Length > 0))}", "mend the tests or the code, then ./build.sh Release", [now.Hash, then.Hash]);
    }

    private static string Said(string what, string[] names) => names.Length == 0 ? "" : $"{names.Length} {what}: {string.Join(", ", names.Take(3))}{(names.Length > 3 ? " …" : "")}";

    private static string[] Names(Entry entry, string name) => entry.Data.GetValueOrDefault(name, "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
