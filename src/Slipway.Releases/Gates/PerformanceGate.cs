using System.Globalization;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Gates;

/// <summary>Compares times a team measured (evidence <c>performance</c>: a name and milliseconds each) with those of the release that is live.</summary>
internal static class PerformanceGate
{
    private static readonly string[] Bookkeeping = ["kind", "tree", "commit"];

    public static GateResult Judge(GateInput input)
    {
        if (input.State.EvidenceOf("performance", input.Manifest.Source.Tree) is not { } measured)
            return new("performance", GateVerdict.Inconclusive, "nothing was measured for this source", "run the target that records evidence of kind performance");
        if (!measured.Data.Keys.Except(Bookkeeping).Any(name => Time(measured, name) is not null))
            return new("performance", GateVerdict.Inconclusive, "no time was measured for this source", "run the target that records evidence of kind performance", [measured.Hash]);
        if (input.Live is null || input.State.EvidenceOf("performance", input.Live.Source.Tree) is not { } accepted)
            return new("performance", GateVerdict.Pass, "first measurement; it is what later ones are compared with", Inputs: [measured.Hash]);
        string[] missing = [.. accepted.Data.Keys.Except(Bookkeeping).Where(name => Time(accepted, name) is not null && Time(measured, name) is null)];
        if (missing.Length > 0)
            return new("performance", GateVerdict.Inconclusive, $"not measured, and {input.Live.Version} was: {string.Join(", ", missing)}", "run the target that records evidence of kind performance", [measured.Hash, accepted.Hash]);
        string[] slower = [.. measured.Data.Keys.Except(Bookkeeping).Select(name => Slower(name, measured, accepted, input.Policy.PerformancePercent)).OfType<string>()];
        return slower.Length == 0
            ? new("performance", GateVerdict.Pass, string.Create(CultureInfo.InvariantCulture, $"no time is more than {input.Policy.PerformancePercent:0.#} % above {input.Live.Version}'s"), Inputs: [measured.Hash, accepted.Hash])
            : new("performance", GateVerdict.Fail, string.Join("; ", slower), "find out what became slower, or accept it with an exception that covers performance", [measured.Hash, accepted.Hash]);
    }

    private static string? Slower(string name, Entry measured, Entry accepted, double percent) =>
        Time(measured, name) is { } now && Time(accepted, name) is { } before && now > before * (1 + (percent / 100))
            ? string.Create(CultureInfo.InvariantCulture, $"{name} {now:0.##} ms > {before:0.##} ms + {percent:0.#} %")
            : null;

    private static double? Time(Entry entry, string name) => double.TryParse(entry.Data.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double time) && double.IsFinite(time) ? time : null;
}
