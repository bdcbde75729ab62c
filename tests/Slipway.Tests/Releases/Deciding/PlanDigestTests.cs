using System.Globalization;
using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Status;

namespace Slipway.Tests.Releases.Deciding;

public sealed class PlanDigestTests
{
    private static readonly DeployRequest Request = new()
    {
        State = ReleaseState.Empty, Lane = Facts.Lane, Environment = Facts.Lane[1] with { Configuration = Facts.Lane[1].Configuration.Add("A", "1").Add("B", "2") }, PackageId = Facts.Id('a'),
        Manifest = Facts.Manifest(), Policy = new ReleasePolicy(), Now = Facts.Noon,
    };

    [Fact]
    public void Each_ingredient_makes_another_plan()
    {
        DeploymentEnvironment here = Request.Environment;
        PackagedService service = Request.Manifest.Services[0];
        string[] digests =
        [
            Of(Request), Of(Request with { PackageId = Facts.Id('b') }), Of(Request with { Environment = here with { Name = "staging" } }), Of(Request with { Environment = here with { Port = 1 } }),
            Of(Request with { Environment = here with { Configuration = here.Configuration.SetItem("A", "2") } }), Of(Request with { Environment = here with { Configuration = here.Configuration.Remove("A") } }),
            Of(Request with { Environment = here with { Configuration = here.Configuration.Clear().Add("A", "1\nconfiguration B\t2") } }), Of(Request with { Environment = here with { Configuration = here.Configuration.Clear().Add("A\t1\nconfiguration B", "2") } }),
            Of(Request with { Manifest = Request.Manifest with { Services = [service with { Configuration = [new ConfigurationKey("KEY", Secret: true)] }] } }),
        ];

        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    [Fact]
    public void Nothing_else_makes_another_plan()
    {
        foreach (DeployRequest same in new[]
        {
            Request with { Now = Facts.Noon.AddDays(1) }, Request with { Requester = "ada" }, Request with { Exceptions = ["EX-1"] }, Request with { IsEmergency = true }, Request with { Live = Facts.Manifest("0.1.0") }, Request with { Lane = [] },
            Request with { State = ReleaseState.Fold(Facts.Ledger(Facts.Draft("x"))) }, Request with { Policy = new ReleasePolicy { Digest = "x" } }, Request with { SecretNames = ["KEY"] }, Request with { FrontSeen = new Sighting { Environment = "staging", Utc = Facts.Noon, Health = "healthy", Instances = [] } },
        })
        {
            Assert.Equal(Of(Request), Of(same));
        }
    }

    // The tests' process knows the invariant culture only; what others would write differently is written differently here.
    [Theory]
    [InlineData(".", ":", "-")]
    [InlineData(",", ".", "−")]
    [InlineData("٫", "·", "؜-")]
    public void A_plan_is_weighed_the_same_in_every_culture(string point, string time, string minus)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = point;
            culture.NumberFormat.PercentDecimalSeparator = point;
            culture.NumberFormat.NegativeSign = minus;
            culture.DateTimeFormat.TimeSeparator = time;
            CultureInfo.CurrentCulture = culture;
            Golden.Match(Weighed());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static IEnumerable<string> Weighed()
    {
        ReleasePolicy policy = PolicyText.Parse(
            """
            { "preset": "regulated", "people": { "ada": { "name": "Ada", "mail": ["ada@example.org"] } }, "gates": { "minimumCoverage": 82.5, "maximumBytes": 1500, "performancePercent": 12.5 },
              "profiles": { "patch": { "gates": ["soak", "rehearsal", "size", "performance", "vulnerabilities", "uat", "restore-drill"], "soakMinutes": 1440 }, "minor": { "gates": ["soak", "rehearsal", "size", "performance", "vulnerabilities", "uat", "restore-drill"], "soakMinutes": 1440 } },
              "freezes": [{ "id": "gala", "start": "2026-03-01T00:00", "end": "2026-04-01T00:30", "zone": "Asia/Kathmandu", "reason": "the gala" }] }
            """u8, "p");
        Entry Evidence(params (string Name, string Value)[] data) => Facts.Draft(EntryType.EvidenceRecorded) with { Data = Approvals.Court.Data([.. data, ("tree", Request.Manifest.Source.Tree)]) };
        ReleaseState state = ReleaseState.Fold(Facts.Ledger([
            Evidence(("kind", "tests"), ("total", "1234"), ("failed", "0"), ("skipped", "0")), Evidence(("kind", "coverage"), ("percent", "81.25")), Evidence(("kind", "performance"), ("start", "1234.5")),
            Evidence(("kind", "vulnerabilities"), ("result", "found"), ("findings", "Bad.Package 1.2")), Evidence(("kind", "change"), ("lines", "1500"), ("fileCount", "12"), ("commits", "7"), ("authors", "a b"), ("files", "INFO.csproj")),
            Facts.Draft(EntryType.RollbackRehearsed, "staging", 'a', ("result", "pass")), .. Ledger.Histories.Deployed('a', "staging"), .. Ledger.Histories.Deployed('b', "production")]));
        Assessment assessment = Assessor.Assess(Request with { State = state, Policy = policy, Manifest = Facts.Manifest("1.5.0", ("a.dll", Facts.Id('a'), 1501)), Now = Facts.Noon.AddDays(0.75), Requester = "ada@example.org" });
        yield return $"{assessment.Profile} {assessment.PlanDigest[..12]} {assessment.Risk.Score.ToString(CultureInfo.InvariantCulture)}, way back {assessment.WayBack.Kind}: {assessment.WayBack.Reason}";
        foreach (var reason in assessment.Risk.Reasons)
            yield return $"  {reason.Name}: {reason.Value}, {reason.Points.ToString(CultureInfo.InvariantCulture)}";
        foreach (var gate in assessment.Gates)
            yield return $"  {gate.Gate} {gate.Verdict}: {gate.Reason} {gate.Mend}";
        foreach (var fault in assessment.Refusal!.Faults)
            yield return $"  {fault.Code} {fault.Cause} | {fault.Place} | {fault.Mend}";
    }

    private static string Of(DeployRequest request) => PlanDigest.Of(request);
}
