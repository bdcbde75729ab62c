using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Evidence;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;

namespace Slipway.Tests.Releases.Gates;

/// <summary>What a scan reports is what its gate judges.</summary>
public sealed class ScanGatesTests
{
    private static readonly Manifest Manifest = Facts.Manifest();

    public static TheoryData<ScanReport, GateVerdict, string> Reports => new()
    {
        { new ScanReport("secrets", [], "3 files"), GateVerdict.Pass, "3 files" },
        { new ScanReport("secrets", ["a:1: private key"], "3 files"), GateVerdict.Fail, "1 found, 0 allowed: a:1: private key" },
        { ScanReport.WithoutData("vulnerabilities", "no source"), GateVerdict.Inconclusive, "no source" },
        { new ScanReport("vulnerabilities", ["A 1.0.0: high severity, x (in App)"], "1 project"), GateVerdict.Fail, "1 found, 0 allowed: A 1.0.0: high severity, x (in App)" },
        { ScanReport.WithoutData("deprecated", "no source"), GateVerdict.Inconclusive, "no source" },
        { new ScanReport("lock-files", ["src/App: no lock file"], "1 project"), GateVerdict.Fail, "1 found, 0 allowed: src/App: no lock file" },
        { new ScanReport("licences", ["A 1.0.0\tMIT"], "1 package"), GateVerdict.Pass, "1 package, all allowed" },
        { new ScanReport("licences", ["A 1.0.0\tMIT", "B 1.0.0\t"], "2 packages"), GateVerdict.Inconclusive, "no licence is named by B 1.0.0" },
        { new ScanReport("licences", ["A 1.0.0\tGPL-3.0-only"], "1 package"), GateVerdict.Fail, "not allowed: A 1.0.0: GPL-3.0-only" },
        { ScanReport.WithoutData("licences", "not restored"), GateVerdict.Inconclusive, "not restored" },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public void A_report_is_judged_as_it_was_meant(ScanReport report, GateVerdict verdict, string reason)
    {
        GateResult result = Judge(report);

        Assert.Equal((verdict, reason), (result.Verdict, result.Reason));
    }

    [Fact]
    public void Licences_that_did_not_fit_do_not_pass() =>
        Assert.Equal(GateVerdict.Inconclusive, Judge(new ScanReport("licences", [.. Enumerable.Range(0, 3000).Select(number => $"Package.Number{number} 1.0.0\tMIT")], "3000 packages")).Verdict);

    [Fact]
    public void A_vulnerability_that_somebody_accepted_or_that_is_not_bad_enough_is_named_and_lets_pass()
    {
        const string Bad = "A 1.0.0: high severity, https://github.com/advisories/GHSA-aaaa-bbbb-cccc (in App)";
        const string Little = "B 1.0.0: low severity, https://github.com/advisories/GHSA-dddd-eeee-ffff (in App.Tests)";
        const string Foreign = "C 1.0.0: gravité élevée, https://github.com/advisories/GHSA-gggg-hhhh-iiii (in App)";
        var accepted = new AcceptedAdvisory("ghsa-aaaa-bbbb-cccc", DateOnly.FromDateTime(Facts.Noon.UtcDateTime), "it parses nothing of strangers");
        var policy = new GatePolicy { LeastSeverity = AdvisorySeverity.Moderate, AcceptedAdvisories = [accepted] };
        GateResult Asked(GatePolicy gates, params string[] findings) => Judge(new ScanReport("vulnerabilities", [.. findings], "2 projects"), gates);

        GateResult lived = Asked(policy, Bad, Little);
        Assert.Equal((GateVerdict.Pass, $"2 projects; accepted ghsa-aaaa-bbbb-cccc until {accepted.Until:yyyy-MM-dd}; 1 below moderate"), (lived.Verdict, lived.Reason));
        Assert.Equal(new DateTimeOffset(accepted.Until.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), lived.ValidUntil);
        Assert.Equal(GateVerdict.Fail, Asked(new GatePolicy(), Little).Verdict);
        Assert.Equal(GateVerdict.Fail, Asked(policy with { LeastSeverity = AdvisorySeverity.Critical }, Foreign).Verdict);
        Assert.Equal(GateVerdict.Fail, Asked(policy with { AcceptedAdvisories = [accepted with { Until = accepted.Until.AddDays(-1) }] }, Bad).Verdict);
        Assert.Equal(GateVerdict.Fail, Asked(policy with { AcceptedAdvisories = [accepted with { Id = "cccc" }] }, Bad).Verdict);
    }

    private static GateResult Judge(ScanReport report, GatePolicy? gates = null)
    {
        Entry draft = Facts.Draft(EntryType.EvidenceRecorded) with { Data = report.ToData().ToImmutableSortedDictionary(item => item.Name, item => item.Value).Add("kind", report.Kind).Add("tree", Manifest.Source.Tree) };
        ReleaseState state = ReleaseState.Fold(Facts.Ledger([draft]));
        return ProfileGates.All.Single(gate => gate.Name == report.Kind).Judge(new GateInput
        {
            State = state, PackageId = Facts.Id('a'), Manifest = Manifest, Environment = "production", Previous = null, Policy = gates ?? new GatePolicy { Licences = ["MIT"] }, Now = draft.Utc,
        });
    }
}
