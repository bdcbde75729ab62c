using NuGet.Versioning;

namespace Slipway.Releases.Gates;

/// <summary>
/// What others compile against stays, or the version says that it does not: a breaking change needs a new major number,
/// below 1.0.0 a new minor one (SemVer 2.0.0, sections 4 and 8).
/// </summary>
internal static class PublicApiGate
{
    public static GateResult Judge(GateInput input)
    {
        if (input.State.EvidenceOf("public-api", input.Manifest.Source.Tree) is not { } evidence)
            return new("public-api", GateVerdict.Inconclusive, "the public API of this source was not compared", "./build.sh Scan");
        string looked = evidence.Data.GetValueOrDefault("looked", "");
        if (evidence.Data.GetValueOrDefault("result") == "no data")
            return new("public-api", GateVerdict.Inconclusive, looked, "mend what it names, then ./build.sh Scan", [evidence.Hash]);
        string[] breaks = evidence.Data.GetValueOrDefault("findings", "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string before = evidence.Data.GetValueOrDefault("baseline", "");
        if (breaks.Length == 0)
            return new("public-api", GateVerdict.Pass, looked, Inputs: [evidence.Hash]);
        return Announces(before, input.Manifest.Version)
            ? new("public-api", GateVerdict.Pass, $"{breaks.Length} breaking changes, and {input.Manifest.Version} says so after {before}", Inputs: [evidence.Hash])
            : new("public-api", GateVerdict.Fail, $"{breaks.Length} breaking changes since {before}, and {input.Manifest.Version} does not say so: {string.Join("; ", breaks.Take(3))}", "take them back, or mark the commit as breaking (feat!: …), so that the version rises", [evidence.Hash]);
    }

    private static bool Announces(string before, string after) =>
        SemanticVersion.TryParse(before, out SemanticVersion? old) && SemanticVersion.TryParse(after, out SemanticVersion? next)
        && (next.Major > old.Major || (old.Major == 0 && next.Major == 0 && next.Minor > old.Minor));
}
