using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Gates;

/// <summary>The gates every build has.</summary>
public static class BuiltInGates
{
    /// <summary>All of them, in the order they are asked.</summary>
    public static ImmutableArray<Gate> All { get; } =
    [
        new("tests", Tests),
        new("coverage", Coverage),
        new("clean-source", CleanSource),
        new("order", Order),
        new("smoke", Smoke),
        new("not-barred", NotBarred),
        new("version", Version),
    ];

    /// <summary>What is said where a repository has no tests and its policy allows that.</summary>
    public const string NoTests = "no tests, as gates.minimumTests of .nuke/release.json says";

    private static GateResult Tests(GateInput input)
    {
        if (input.State.EvidenceOf("tests", input.Manifest.Source.Tree) is not { } evidence)
            return input.Policy.MinimumTests == 0 ? new("tests", GateVerdict.Pass, NoTests) : new("tests", GateVerdict.Inconclusive, "no test results are on record for this source", "./build.sh Test");
        int failed = Number(evidence, "failed");
        int total = Number(evidence, "total") - Number(evidence, "skipped");
        if (failed > 0)
            return new("tests", GateVerdict.Fail, $"{failed} of {total} failed, 0 allowed", "mend the tests, then ./build.sh Release", [evidence.Hash]);
        if (evidence.Data.GetValueOrDefault("exit", "0") is not "0" and var exit && total > 0)
            return new("tests", GateVerdict.Fail, $"{total} passed, yet dotnet test ended with {exit}, 0 allowed", "mend what ./build.sh Test --verbosity Verbose says, then ./build.sh Release", [evidence.Hash]);
        if (total == 0 && IsHonestlyEmpty(evidence, input))
            return new("tests", GateVerdict.Pass, NoTests, Inputs: [evidence.Hash]);
        return total < Math.Max(1, input.Policy.MinimumTests)
            ? new("tests", GateVerdict.Inconclusive, $"{total} tests ran, at least {Math.Max(1, input.Policy.MinimumTests)} are expected", "./build.sh Test", [evidence.Hash])
            : new("tests", GateVerdict.Pass, $"{total} passed", Inputs: [evidence.Hash]);
    }

    // dotnet test ends with 0 or 8 where there are no tests; anything else says that some could not run.
    private static bool IsHonestlyEmpty(Entry evidence, GateInput input) => input.Policy.MinimumTests == 0 && evidence.Data.GetValueOrDefault("exit", "0") is ("0" or "8");

    private static GateResult Coverage(GateInput input)
    {
        if (input.Policy.MinimumCoverage is not { } minimum)
            return new("coverage", GateVerdict.Pass, "no threshold is set");
        if (input.State.EvidenceOf("coverage", input.Manifest.Source.Tree) is not { } evidence)
            return new("coverage", GateVerdict.Inconclusive, "no coverage is on record for this source", "reference coverlet.collector in the test projects, then ./build.sh Test");
        if (!double.TryParse(evidence.Data.GetValueOrDefault("percent"), NumberStyles.Float, CultureInfo.InvariantCulture, out double percent) || !double.IsFinite(percent))
            return new("coverage", GateVerdict.Inconclusive, "the coverage on record is no number", "./build.sh Test", [evidence.Hash]);
        string compared = string.Create(CultureInfo.InvariantCulture, $"{Math.Floor((decimal)percent * 100) / 100:0.0#} % of lines, at least {minimum:0.0} % wanted");
        return percent < minimum
            ? new("coverage", GateVerdict.Fail, compared, "add tests, or lower gates.minimumCoverage in .nuke/release.json", [evidence.Hash])
            : new("coverage", GateVerdict.Pass, compared, Inputs: [evidence.Hash]);
    }

    // The first environment is for trying things out: there uncommitted changes are said, not refused.
    private static GateResult CleanSource(GateInput input) => (input.Manifest.Source.IsDirty, input.Previous) switch
    {
        (false, _) => new("clean-source", GateVerdict.Pass, $"commit {input.Manifest.Source.Commit[..Math.Min(12, input.Manifest.Source.Commit.Length)]}"),
        (true, null) => new("clean-source", GateVerdict.Pass, $"warning: uncommitted changes; this package cannot go beyond {input.Environment}"),
        _ => new("clean-source", GateVerdict.Fail, "the package was made with uncommitted changes", "commit, then ./build.sh Release"),
    };

    private static GateResult Order(GateInput input)
    {
        if (input.Previous is not { } previous)
            return new("order", GateVerdict.Pass, "first environment of the lane");
        return input.State.In(previous).Succeeded.Any(deployment => deployment.PackageId == input.PackageId)
            ? new("order", GateVerdict.Pass, $"was deployed to {previous}")
            : new("order", GateVerdict.Fail, $"package {input.PackageId[..12]} was never deployed to {previous}", $"./build.sh Stage --environment {previous}");
    }

    private static GateResult Smoke(GateInput input)
    {
        if (input.Previous is not { } previous)
            return new("smoke", GateVerdict.Pass, "first environment of the lane");
        EnvironmentState state = input.State.In(previous);
        if (state.Barred.TryGetValue(input.PackageId, out string? reason))
            return new("smoke", GateVerdict.Fail, $"barred in {previous}: {reason}", "release a mended package, or ./build.sh Unbar");
        if (state.SmokeFailures.TryGetValue(input.PackageId, out string? failure))
            return new("smoke", GateVerdict.Fail, $"the last smoke test in {previous} failed: {failure}", $"mend it, or ./build.sh SmokeTest --environment {previous} when it was no fault of the release");
        return state.Succeeded.Any(deployment => deployment.PackageId == input.PackageId)
            ? new("smoke", GateVerdict.Pass, $"passed in {previous}")
            : new("smoke", GateVerdict.Inconclusive, $"no smoke result in {previous}", $"./build.sh SmokeTest --environment {previous}");
    }

    private static GateResult NotBarred(GateInput input) =>
        input.State.In(input.Environment).Barred.TryGetValue(input.PackageId, out string? reason)
            ? new("not-barred", GateVerdict.Fail, $"package {input.PackageId[..12]} is barred here: {reason}", $"release another package, or ./build.sh Promote --environment {input.Environment} --package {input.PackageId[..12]} --again --reason \"…\"")
            : new("not-barred", GateVerdict.Pass, "not barred here");

    private static GateResult Version(GateInput input) =>
        input.State.Tagged.TryGetValue(input.Manifest.Version, out string? owner) && owner != input.PackageId
            ? new("version", GateVerdict.Fail, $"version {input.Manifest.Version} belongs to package {owner[..12]} for good", Raise(input, owner))
            : new("version", GateVerdict.Pass, input.Manifest.Version);

    // A new commit raises the version only where its tag is there to count from.
    private static string Raise(GateInput input, string owner) => input.State.Packages.GetValueOrDefault(owner)?.Commit is { Length: > 0 } commit
        ? $"git tag v{input.Manifest.Version} {commit[..Math.Min(12, commit.Length)]} where git tag does not list it (git fetch --tags may bring it), or commit; the version is raised then: ./build.sh Release"
        : "commit, so that the version is raised, then ./build.sh Release";

    private static int Number(Entry entry, string name) =>
        int.TryParse(entry.Data.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
