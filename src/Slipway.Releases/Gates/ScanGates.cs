using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Evidence;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Gates;

/// <summary>Gates over what <c>Scan</c> found in the source's dependencies and in the package.</summary>
internal static class ScanGates
{
    /// <summary>No finding passes; no data, or data that is too old, is inconclusive.</summary>
    public static GateResult Judge(GateInput input, string kind)
    {
        if (Fresh(input, kind, out GateResult? stale) is not { } evidence)
            return stale!;
        string[] findings = Findings(evidence);
        return findings.Length == 0
            ? new(kind, GateVerdict.Pass, Looked(evidence), Inputs: [evidence.Hash]) { ValidUntil = Until(evidence, input) }
            : new(kind, GateVerdict.Fail, $"{findings.Length} found, 0 allowed: {string.Join("; ", findings.Take(5))}", "mend what it names, then ./build.sh Release", [evidence.Hash]);
    }

    /// <summary>
    /// No known vulnerability of the policy's least severity passes that nobody accepted; one whose severity cannot be read is as bad as any.
    /// What is accepted or less bad is named, and asked again when its day is over.
    /// </summary>
    public static GateResult Vulnerabilities(GateInput input)
    {
        const string Kind = "vulnerabilities";
        if (Fresh(input, Kind, out GateResult? stale) is not { } evidence)
            return stale!;
        var accepted = new List<AcceptedAdvisory>();
        int below = 0;
        var blocking = new List<string>();
        foreach (string finding in Findings(evidence))
        {
            var advisory = Advisory.Read(finding);
            if (input.Policy.AcceptedAdvisories.FirstOrDefault(one => advisory.IsCalled(one.Id) && input.Now < EndOf(one)) is { } known)
                accepted.Add(known);
            else if (advisory.Severity < input.Policy.LeastSeverity)
                below++;
            else
                blocking.Add(finding);
        }

        if (blocking.Count > 0)
        {
            return new(Kind, GateVerdict.Fail, $"{blocking.Count} found, 0 allowed: {string.Join("; ", blocking.Take(5))}",
                "use a version without it, then ./build.sh Release; or write it into gates.acceptedAdvisories with an end and a reason", [evidence.Hash]);
        }

        string lived = accepted.Count == 0 ? "" : $"; accepted {string.Join(", ", accepted.Distinct().Select(one => $"{one.Id} until {one.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"))}";
        string minor = below == 0 ? "" : $"; {below} below {input.Policy.LeastSeverity.ToString().ToLowerInvariant()}";
        return new(Kind, GateVerdict.Pass, $"{Looked(evidence)}{lived}{minor}", Inputs: [evidence.Hash])
        {
            ValidUntil = accepted.Select(EndOf).Append(Until(evidence, input)).Min(),
        };
    }

    /// <summary>Every licence must be one the policy allows; a package that names none is inconclusive.</summary>
    public static GateResult Licences(GateInput input)
    {
        if (Fresh(input, "licences", out GateResult? stale) is not { } evidence)
            return stale!;
        string[][] packages = [.. Findings(evidence).Select(line => line.Split('\t'))];
        string[] wrong = [.. packages.Where(package => package.Length == 2 && package[1].Length > 0 && !input.Policy.Licences.IsEmpty && !input.Policy.Licences.Contains(package[1])).Select(package => $"{package[0]}: {package[1]}")];
        string[] unknown = [.. packages.Where(package => package.Length < 2 || package[1].Length == 0).Select(package => package[0])];
        if (wrong.Length > 0)
            return new("licences", GateVerdict.Fail, $"not allowed: {string.Join("; ", wrong.Take(5))}", "use another package, or add the licence to gates.licences", [evidence.Hash]);
        return unknown.Length > 0
            ? new("licences", GateVerdict.Inconclusive, $"no licence is named by {string.Join(", ", unknown.Take(5))}", "look them up; an exception that covers licences lets them pass", [evidence.Hash])
            : new("licences", GateVerdict.Pass, $"{packages.Length} {(packages.Length == 1 ? "package" : "packages")}, {(input.Policy.Licences.IsEmpty ? "any allowed: gates.licences lists none" : "all allowed")}", Inputs: [evidence.Hash]) { ValidUntil = Until(evidence, input) };
    }

    private static Entry? Fresh(GateInput input, string kind, out GateResult? stale)
    {
        Entry? evidence = input.State.EvidenceOf(kind, input.Manifest.Source.Tree);
        stale = evidence is null ? new(kind, GateVerdict.Inconclusive, "no scan is on record for this source", "./build.sh Scan")
            : evidence.Data.GetValueOrDefault("result") == "no data" ? new(kind, GateVerdict.Inconclusive, evidence.Data.GetValueOrDefault("looked", "the scan had no data to look at"), "use a package source that delivers the data", [evidence.Hash])
            : (input.Now - evidence.Utc).TotalHours > input.Policy.ScanHours ? new(kind, GateVerdict.Inconclusive, string.Create(CultureInfo.InvariantCulture, $"the scan is {(input.Now - evidence.Utc).TotalHours:0} hours old, at most {input.Policy.ScanHours} wanted"), "./build.sh Scan", [evidence.Hash])
            : null;
        return stale is null ? evidence : null;
    }

    private static string Looked(Entry evidence) => evidence.Data.GetValueOrDefault("looked", "nothing found");

    private static DateTimeOffset EndOf(AcceptedAdvisory accepted) => new(accepted.Until.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static DateTimeOffset Until(Entry evidence, GateInput input) => evidence.Utc.AddHours(input.Policy.ScanHours);

    private static string[] Findings(Entry evidence) => evidence.Data.GetValueOrDefault("findings", "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
