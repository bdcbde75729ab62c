using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Gates;

/// <summary>Gates that only some releases pass: a profile names those it asks for.</summary>
public static class ProfileGates
{
    /// <summary>All of them, in the order they are asked.</summary>
    public static ImmutableArray<Gate> All { get; } =
    [
        new("owner", Owner),
        new("soak", Soak),
        new("rehearsal", Rehearsal),
        new("open-risks", OpenRisks),
        new("parity", Parity),
        new("size", Size),
        new("health", Health),
        new("criteria", Criteria),
        new("scenarios", Scenarios),
        new("uat", input => ByHand(input, "uat", "user acceptance", maximumDays: null)),
        new("restore-drill", RestoreDrill),
        new("lock-files", input => ScanGates.Judge(input, "lock-files")),
        new("secrets", input => ScanGates.Judge(input, "secrets")),
        new("vulnerabilities", ScanGates.Vulnerabilities),
        new("deprecated", input => ScanGates.Judge(input, "deprecated")),
        new("licences", ScanGates.Licences),
        new("performance", PerformanceGate.Judge),
        new("regression", RegressionGate.Judge),
        new("public-api", PublicApiGate.Judge),
        new("migrations", MigrationGate.Judge),
        new("flags", FlagGate.Judge),
        new("scope", ScheduleGates.Scope),
        new("milestones", ScheduleGates.Milestones),
        new("dependencies", ScheduleGates.Dependencies),
        new("checklist", ChecklistGate.Judge),
    ];

    /// <summary>Gates that a policy asks for and that nobody has.</summary>
    public static ImmutableArray<Fault> Unknown(ReleasePolicy policy, ImmutableArray<string> own)
    {
        string[] known = [.. All.Concat(BuiltInGates.All).Select(gate => gate.Name), .. own];
        return [.. policy.Profiles
            .SelectMany(profile => profile.Value.Gates.Concat(policy.Checklist.Select(item => item.Gate).OfType<string>()).Except(known).Select(gate => (Profile: profile.Key, Gate: gate)))
            .DistinctBy(item => item.Gate)
            .Select(item => new Fault("SLP2303", $"the policy asks for a gate {item.Gate}, and there is none", ".nuke/release.json", Nearest.Mend(item.Gate, known, "gates")))];
    }

    private static GateResult Owner(GateInput input) => input.Whole.Owner is { } owner
        ? new("owner", GateVerdict.Pass, owner)
        : new("owner", GateVerdict.Fail, "the release has no owner", "name one of the people as \"owner\" in .nuke/release.json");

    private static GateResult Soak(GateInput input)
    {
        if (input.Previous is not { } previous || input.Care.SoakMinutes == 0)
            return new("soak", GateVerdict.Pass, "none asked for");
        if (input.State.In(previous).Succeeded.FirstOrDefault(deployment => deployment.PackageId == input.PackageId) is not { } since)
            return new("soak", GateVerdict.Inconclusive, $"it never ran in {previous}", $"./build.sh Stage --environment {previous}");
        double minutes = (input.Now - since.Utc).TotalMinutes;
        string compared = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(minutes):0} min in {previous}, {input.Care.SoakMinutes} wanted");
        return minutes >= input.Care.SoakMinutes
            ? new("soak", GateVerdict.Pass, compared)
            : new("soak", GateVerdict.Fail, compared, $"come back at {UtcText.Of(since.Utc.AddMinutes(input.Care.SoakMinutes))}");
    }

    private static GateResult Rehearsal(GateInput input)
    {
        ImmutableSortedDictionary<string, Entry> all = input.State.Governance.Rehearsals;
        Entry? rehearsal = input.Care.RehearsesPackage ? all.GetValueOrDefault(input.PackageId) : all.Values.Where(entry => entry.Data.GetValueOrDefault("result") == "pass").MaxBy(entry => entry.Utc);
        string mend = IsFirst(input) ? FirstMend(input) : "./build.sh Rehearse";
        if (rehearsal is null)
            return new("rehearsal", GateVerdict.Inconclusive, input.Care.RehearsesPackage ? "the way back of this package was never rehearsed" : "the way back was never rehearsed", mend);
        if (rehearsal.Data.GetValueOrDefault("result") != "pass")
            return new("rehearsal", GateVerdict.Fail, $"the rehearsal failed: {rehearsal.Data.GetValueOrDefault("reason")}", mend, [rehearsal.Hash]);
        double days = (input.Now - rehearsal.Utc).TotalDays;
        string compared = string.Create(CultureInfo.InvariantCulture, $"{days:0.#} days ago, at most {input.Care.RehearsalDays} wanted");
        return days <= input.Care.RehearsalDays ? new("rehearsal", GateVerdict.Pass, compared, Inputs: [rehearsal.Hash]) { ValidUntil = rehearsal.Utc.AddDays(input.Care.RehearsalDays) } : new("rehearsal", GateVerdict.Fail, compared, mend, [rehearsal.Hash]);
    }

    // One release has no way back to try: a second one brings it, and until then somebody answers for going without.
    private static bool IsFirst(GateInput input) =>
        input.State.Governance.Rehearsals.IsEmpty && input.Previous is { } previous
        && input.State.In(previous).Succeeded.Select(deployment => deployment.PackageId).Distinct().Count() < 2;

    private static string FirstMend(GateInput input) =>
        $"./build.sh Exceptions --ask \"a first release has no way back to rehearse\" --covers rehearsal --environment {input.Environment} --package {input.PackageId[..12]} "
        + "--reason \"…\" --impact \"…\" --follow-up \"…\"; or release a second one, then ./build.sh Rehearse";

    private static GateResult OpenRisks(GateInput input)
    {
        RiskRecord[] high = [.. input.State.Governance.OpenRisks.Where(risk => risk.IsHigh)];
        return high.Length == 0
            ? new("open-risks", GateVerdict.Pass, $"{input.State.Governance.OpenRisks.Count()} open, none of them high")
            : new("open-risks", GateVerdict.Fail, $"{string.Join(", ", high.Select(risk => $"{risk.Id} {risk.Title}"))} open, 0 high allowed", $"./build.sh Risks --close {high[0].Id} --reason \"…\", or --accept");
    }

    private static GateResult Parity(GateInput input)
    {
        if (input.Previous is null)
            return new("parity", GateVerdict.Pass, "first environment of the lane");
        if (input is not { Front: { } front, Target: { } target })
            return new("parity", GateVerdict.Inconclusive, $"the configuration of {input.Previous} or {input.Environment} is not known", "give both in the build");
        string[] required = [.. input.Manifest.Services.SelectMany(service => service.Configuration).Where(key => key.Required && !key.Secret).Select(key => key.Name)];
        string[] missing = [.. front.Configuration.Keys.Except(target.Configuration.Keys).Intersect(required)];
        string[] optional = [.. front.Configuration.Keys.Except(target.Configuration.Keys).Except(missing)];
        return missing.Length > 0
            ? new("parity", GateVerdict.Fail, $"{string.Join(", ", missing)} set in {front.Name} and not in {target.Name}", $"give them in the Configuration of {target.Name} in the build")
            : new("parity", GateVerdict.Pass, optional.Length == 0 ? $"same keys as {front.Name}" : $"only in {front.Name}, optional: {string.Join(", ", optional)}");
    }

    private static GateResult Size(GateInput input)
    {
        double size = SizeOf(input.Manifest);
        if (input.Policy.MaximumBytes is { } maximum && size > maximum)
            return new("size", GateVerdict.Fail, string.Create(CultureInfo.InvariantCulture, $"{size:0} bytes > {maximum:0} allowed"), "make the package smaller, or raise gates.maximumBytes");
        if (input is { Policy.MaximumGrowthPercent: not null, Live: null } && input.State.In(input.Environment).Current is { } current && current.PackageId != input.PackageId)
            return new("size", GateVerdict.Inconclusive, $"package {current.PackageId[..12]}, which is live, is no longer in the store to compare with", "./build.sh Package --import brings it back");
        if (input is not { Policy.MaximumGrowthPercent: { } growth, Live: { } live })
            return new("size", GateVerdict.Pass, string.Create(CultureInfo.InvariantCulture, $"{size:0} bytes"));
        double percent = (size - SizeOf(live)) * 100 / Math.Max(1, SizeOf(live));
        string compared = string.Create(CultureInfo.InvariantCulture, $"{size:0} bytes, {percent:+0.0;-0.0;0} % of what is live, at most {growth:0.#} % more allowed");
        return percent > growth ? new("size", GateVerdict.Fail, compared, "find out what grew; ./build.sh Show lists every file") : new("size", GateVerdict.Pass, compared);
    }

    private static GateResult Health(GateInput input) => (input.Previous, input.FrontSeen) switch
    {
        (null, _) => new("health", GateVerdict.Pass, "first environment of the lane"),
        ({ } previous, null) => new("health", GateVerdict.Inconclusive, $"nobody looked at {previous}", "./build.sh Status"),
        ({ } previous, { Health: "healthy" } seen) => new("health", GateVerdict.Pass, $"{previous} is healthy", Inputs: [seen.Digest]),
        ({ } previous, { } seen) => new("health", GateVerdict.Inconclusive, $"{previous} is not healthy, so what was seen there proves nothing", $"./build.sh Up --environment {previous}", [seen.Digest]),
    };

    private static GateResult Criteria(GateInput input)
    {
        if (input.Whole.Criteria.IsEmpty)
            return new("criteria", GateVerdict.Pass, "none declared");
        if (input.State.EvidenceOf("tests", input.Manifest.Source.Tree) is not { } evidence)
            return new("criteria", GateVerdict.Inconclusive, "no test results are on record for this source", "./build.sh Test");
        string[] passed = evidence.Data.GetValueOrDefault("criteria", "").Split('\n');
        string[] unmet = [.. input.Whole.Criteria.Where(criterion => criterion.Tests.IsEmpty || !criterion.Tests.All(passed.Contains)).Select(criterion => $"{criterion.Id} {criterion.Text}")];
        return unmet.Length == 0
            ? new("criteria", GateVerdict.Pass, $"{input.Whole.Criteria.Length} met", Inputs: [evidence.Hash])
            : new("criteria", GateVerdict.Fail, $"not met: {string.Join("; ", unmet)}", "make their tests pass; tests are named in full in .nuke/release.json", [evidence.Hash]);
    }

    private static GateResult Scenarios(GateInput input)
    {
        CheckResult? Result(string scenario) => input.State.Governance.Checks.GetValueOrDefault($"{input.PackageId} scenario:{scenario}") is { } check ? ChecklistChecked.Read(check.Data).Result : null;
        string[] failed = [.. input.Whole.Scenarios.Where(scenario => Result(scenario) is CheckResult.Fail)];
        if (failed.Length > 0)
            return new("scenarios", GateVerdict.Fail, $"failed: {string.Join(", ", failed)}", "mend it, then ./build.sh Release");
        string[] open = [.. input.Whole.Scenarios.Where(scenario => Result(scenario) is null)];
        return open.Length == 0
            ? new("scenarios", GateVerdict.Pass, $"{input.Whole.Scenarios.Length} shown")
            : new("scenarios", GateVerdict.Inconclusive, $"no result for {string.Join(", ", open)}", $"./build.sh Checklist --done \"scenario:{open[0]}\" --result pass");
    }

    // A snapshot that was restored to try it is a drill as good as one by hand.
    private static GateResult RestoreDrill(GateInput input)
    {
        GateResult byHand = ByHand(input, "restore-drill", "restore drill", input.Policy.RestoreDrillDays);
        if (byHand.Verdict == GateVerdict.Pass || input.State.Governance.Snapshots.GetValueOrDefault(input.Environment) is not { } snapshot || (input.Now - snapshot.Utc).TotalDays > input.Policy.RestoreDrillDays)
            return byHand;
        return new("restore-drill", GateVerdict.Pass, string.Create(CultureInfo.InvariantCulture, $"snapshot {snapshot.Data.GetValueOrDefault("id")} {(input.Now - snapshot.Utc).TotalDays:0} days ago: {snapshot.Data["restoreProof"]}"), Inputs: [snapshot.Hash]) { ValidUntil = snapshot.Utc.AddDays(input.Policy.RestoreDrillDays) };
    }

    private static GateResult ByHand(GateInput input, string item, string name, int? maximumDays)
    {
        IEnumerable<Entry> checks = input.State.Governance.Checks.Values.Where(entry => ChecklistChecked.Read(entry.Data).Item == item);
        Entry? check = maximumDays is null ? checks.FirstOrDefault(entry => entry.PackageId == input.PackageId) : checks.MaxBy(entry => entry.Utc);
        string mend = $"./build.sh Checklist --done {item} --result pass --reason \"…\"";
        if (check is null)
            return new(item, GateVerdict.Inconclusive, $"no {name} is on record", mend);
        var seen = ChecklistChecked.Read(check.Data);
        string who = $"{Word.Of(seen.Result)} by {Signed.PersonOf(check.Data)}";
        if (seen.Result != CheckResult.Pass)
            return new(item, GateVerdict.Fail, $"{name}: {who}, {seen.Reason}", mend, [check.Hash]);
        return maximumDays is { } days && (input.Now - check.Utc).TotalDays > days
            ? new(item, GateVerdict.Fail, string.Create(CultureInfo.InvariantCulture, $"{name} {(input.Now - check.Utc).TotalDays:0} days ago, at most {days} wanted"), mend, [check.Hash])
            : new(item, GateVerdict.Pass, $"{name}: {who}", Inputs: [check.Hash]) { ValidUntil = maximumDays is { } fresh ? check.Utc.AddDays(fresh) : null };
    }

    private static double SizeOf(Manifest manifest) => manifest.Artifacts.Sum(artifact => (double)artifact.Size);
}
