using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Replaying;

/// <summary>What a decision on record and the one that follows from its facts do not have in common.</summary>
internal static class ReplayComparison
{
    /// <summary>Gates whose answers differ, with both.</summary>
    public static IEnumerable<string> Gates(IReadOnlyCollection<Entry> recorded, ImmutableArray<GateResult> again)
    {
        foreach (Entry entry in recorded)
        {
            string name = Data(entry, "gate");
            GateResult? now = again.FirstOrDefault(gate => gate.Gate == name);
            if (now is null)
                yield return $"gate {name}: recorded {Data(entry, "verdict")}, and it is not asked";
            else if (Data(entry, "verdict") != Verdict(now))
                yield return $"gate {name}: recorded {Data(entry, "verdict")} ({Line(Data(entry, "reason"))}), replayed {Verdict(now)} ({Line(now.Reason)})";
            else if (Data(entry, "inputs") != Inputs(now))
                yield return $"gate {name}: recorded {Verdict(now)} on {Named(Data(entry, "inputs"))}, replayed on {Named(Inputs(now))}";
            else if (Data(entry, "validUntil") != Until(now.ValidUntil))
                yield return $"gate {name}: recorded as valid {Ends(Data(entry, "validUntil"))}, replayed {Ends(Until(now.ValidUntil))}";
        }

        foreach (GateResult gate in again.Where(gate => recorded.All(entry => Data(entry, "gate") != gate.Gate)))
            yield return $"gate {gate.Gate}: no answer is on record, replayed {Verdict(gate)} ({Line(gate.Reason)})";
    }

    /// <summary>Gates that say the same in other words: a newer program may, a changed record too.</summary>
    public static IEnumerable<string> Words(IReadOnlyCollection<Entry> recorded, ImmutableArray<GateResult> again) => recorded
        .Select(entry => (Entry: entry, Now: again.First(gate => gate.Gate == Data(entry, "gate"))))
        .Where(pair => Data(pair.Entry, "reason") != pair.Now.Reason)
        .Select(pair => $"gate {pair.Now.Gate}, in other words: recorded {Line(Data(pair.Entry, "reason"))}, replayed {Line(pair.Now.Reason)}");

    /// <summary>What differs in the answer as a whole.</summary>
    public static IEnumerable<string> Outcome(Entry decision, Decision again) => again switch
    {
        Decision.Proceed proceed when decision.Type == EntryType.DeployStarted => Grounds(decision, proceed),
        Decision.Proceed => [$"recorded as refused ({Line(Data(decision, "reason"))}), replayed allowed"],
        Decision.Refusal refusal when decision.Type == EntryType.DeployRefused => Refusals(decision, refusal),
        Decision.Refusal refusal => [$"recorded as allowed, replayed refused ({Line(refusal.Faults[0].Cause)})"],
        _ => ["nothing was to be done: the package was live already"],
    };

    private static IEnumerable<string> Refusals(Entry decision, Decision.Refusal refusal)
    {
        string code = ((int)refusal.ExitCode).ToString(CultureInfo.InvariantCulture);
        if (Data(decision, "exitCode") != code)
            yield return $"recorded as refused with exit code {Data(decision, "exitCode")} ({Line(Data(decision, "reason"))}), replayed with {code} ({Line(refusal.Faults[0].Cause)})";
    }

    private static IEnumerable<string> Grounds(Entry decision, Decision.Proceed proceed)
    {
        if (decision.DeploymentId != proceed.DeploymentId)
            yield return $"deployment: recorded {decision.DeploymentId}, replayed {proceed.DeploymentId}";
        foreach ((string name, string value) in DecisionGrounds.Of(proceed.Assessment!)) // whoever may proceed was weighed
        {
            if (name != DecisionGrounds.TimeZoneData && Data(decision, name) != value)
                yield return $"{name}: recorded {Line(Data(decision, name))}, replayed {Line(value)}";
        }
    }

    private static string Verdict(GateResult gate) => gate.Verdict.ToString().ToLowerInvariant();

    private static string Inputs(GateResult gate) => GateRecord.Inputs(gate);

    private static string Until(DateTimeOffset? until) => GateRecord.Until(until);

    private static string Ends(string until) => until.Length == 0 ? "without end" : $"until {until}";

    private static string Named(string inputs) => inputs.Length == 0 ? "nothing" : string.Join(' ', inputs.Split(' ').Select(input => input[..Math.Min(12, input.Length)]));

    private static string Line(string text) => text.Split('\n')[0];

    private static string Data(Entry entry, string name) => entry.Data.GetValueOrDefault(name, "");
}
