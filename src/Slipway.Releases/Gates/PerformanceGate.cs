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
        if (input.Live is null || input.State.EvidenceOf("performance", input.Live.Source.Tree) is not { } accepted)
            return new("performance", GateVerdict.Pass, "first measurement; it is what later ones are compared with", Inputs: [measured.Hash]);
        string[] slower = [.. measured.Data.Keys.Except(Bookkeeping).Select(name => Slower(name, measured, accepted, input.Policy.PerformancePercent)).OfType<string>()];
        return slower.Length == 0
            ? new("performance", GateVerdict.Pass, string.Create(CultureInfo.InvariantCulture, $"no time is more than {input.Policy.PerformancePercent:0.#} % above {input.Live.Version}'s"), Inputs: [measured.Hash, accepted.Hash])
            : new("performance", GateVerdict.Fail, string.Join("; ", slower), "find out what became slower, or accept it with an exception that covers performance", [measured.Hash, accepted.Hash]);
    }

    private static string? Slower(string name, Entry measured, Entry accepted, double percent) =>
        Time(measured, name) is { } now && Time(accepted, name) is { } before && now > before * (1 + (percent / 100))
            ? string.Create(CultureInfo.InvariantCulture, $"{name} {now:0.##} ms > {before:0.##} ms + {percent:0.#} %")
            : null;

    private static double? Time(Entry entry, string name) => double.TryParse(entry.Data.GetValueOrDefault(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double time) ? time : null;
}
