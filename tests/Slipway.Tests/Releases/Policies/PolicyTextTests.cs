using System.Text;
using Slipway.Releases.Evidence;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Policies;

public sealed class PolicyTextTests
{
    [Fact]
    public void Where_ledger_and_packages_are_kept_is_read()
    {
        ReleasePolicy policy = Parse("""{ "ledger": { "store": "branch", "remote": "upstream", "branch": "ledger" }, "packages": { "folder": "/srv/packages" } }""");

        Assert.Equal(new LedgerPolicy { Store = "branch", Remote = "upstream", Branch = "ledger" }, policy.Ledger);
        Assert.Equal("/srv/packages", policy.Packages.Folder);
    }

    [Fact]
    public void What_is_kept_lived_with_and_capped_is_read()
    {
        ReleasePolicy policy = Parse("""
            {
              "packages": { "keep": 4, "waysBack": 2 }, "approvals": { "exceptionHours": 72 },
              "gates": { "leastSeverity": "high", "acceptedAdvisories": [{ "id": "GHSA-1", "until": "2027-01-31", "reason": "not reachable" }] }
            }
            """);

        Assert.Equal((4, 2, 72), (policy.Packages.Keep, policy.Packages.WaysBack, policy.Approvals.ExceptionHours));
        Assert.Equal((AdvisorySeverity.High, new AcceptedAdvisory("GHSA-1", new DateOnly(2027, 1, 31), "not reachable")), (policy.Gates.LeastSeverity, Assert.Single(policy.Gates.AcceptedAdvisories)));
    }

    [Theory]
    [InlineData("""{ "gates": { "leastSeverity": "bad" } }""")]
    [InlineData("""{ "gates": { "acceptedAdvisories": [{ "id": "GHSA-1", "until": "soon", "reason": "x" }] } }""")]
    [InlineData("""{ "approvals": { "exceptionHours": 0 } }""")]
    [InlineData("""{ "packages": { "waysBack": 0 } }""")]
    [InlineData("""{ "ledger": { "store": "cloud" } }""")]
    [InlineData("""{ "ledger": { "remote": 1 } }""")]
    [InlineData("""{ "packages": { "folder": "" } }""")]
    [InlineData("""{ "packages": { "folder": { "a": 1 } } }""")]
    public void A_text_that_cannot_be_meant_is_told(string json) =>
        Assert.Equal("SLP2503", Assert.Single(Assert.Throws<Slipway.Vocabulary.Faults.FaultException>(() => Parse(json)).Faults).Code);

    [Fact]
    public void A_policy_is_read_and_what_it_does_not_say_has_its_default()
    {
        ReleasePolicy policy = Parse("""{ "$schema": "x", /* why */ "gates": { "minimumCoverage": 82.5, }, "deployment": { "drainSeconds": 0 } }""");

        Assert.Equal((new GatePolicy { MinimumCoverage = 82.5 }, new DeploymentPolicy { DrainSeconds = 0 }), (policy.Gates, policy.Deployment));
        Assert.Equal((new GatePolicy(), new DeploymentPolicy(), "solo"), (Parse("{}").Gates, Parse("{}").Deployment, Parse("{}").Preset));
        Assert.Equal(Parse("{}").Digest, PolicyText.Parse([0xEF, 0xBB, 0xBF, .. "{}"u8], "p").Digest);
    }

    [Fact]
    public void Everything_wrong_is_told_at_once_with_line_and_column()
    {
        var refusal = Assert.Throws<FaultException>(() => Parse("""
            {
              "gates": {
                "minimumTest": 3,
                "minimumTests": 3,
                "minimumTests": 1.5,
                "minimumCoverage": 101
              },
              "deployment": { "readySeconds": "30", "stopSeconds": {} },
              "gates": 5,
              "freeze": []
            }
            """));

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Fakes.Golden.Match(refusal.Faults.Select(fault => $"{fault.Code} | {fault.Cause} | {fault.Place} | {fault.Mend}"));
    }

    [Theory]
    [InlineData("", "SLP2501")]
    [InlineData("{", "SLP2501")]
    [InlineData("{\"gates\": {\"minimumTests\": }}", "SLP2501")]
    [InlineData("{} x", "SLP2501")]
    [InlineData("{} {}", "SLP2501")]
    [InlineData("[]", "SLP2505")]
    [InlineData("7", "SLP2505")]
    [InlineData("{\"\\ud800\": 1}", "SLP2501")]
    public void What_is_no_policy_is_a_fault_never_another_exception(string text, string code) =>
        Assert.Equal(code, Assert.Throws<FaultException>(() => Parse(text)).Faults[0].Code);

    private static ReleasePolicy Parse(string text) => PolicyText.Parse(Encoding.UTF8.GetBytes(text), "release.json");
}
