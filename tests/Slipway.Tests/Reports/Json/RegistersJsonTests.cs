using System.Text.Json.Nodes;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Reports.Json;

namespace Slipway.Tests.Reports.Json;

/// <summary>Shapes that machines rely on.</summary>
public sealed class RegistersJsonTests
{
    [Fact]
    public void Risks_in_the_order_of_the_ledger() => Assert.Equal(
        """{"schema":1,"risks":[{"id":"R-1","state":"closed","severity":"low","title":"a","owner":"ada","mitigation":"","likelihood":null,"release":null,"due":null,"openedBy":"ada","endedBy":"ben","reason":"gone","entry":3},{"id":"R-2","state":"open","severity":"high","title":"b","owner":"ben","mitigation":"c","likelihood":"likely","release":"1.4.0","due":"2026-12-10","openedBy":"ben","endedBy":null,"reason":null,"entry":7}]}""",
        Compact(RegistersJson.Risks([
            new RiskRecord("R-2", new RiskOpened("R-2", "b", Severity.High, "ben", "c", new DateOnly(2026, 12, 10)) { Likelihood = Likelihood.Likely, Release = "1.4.0" }, "ben", 7),
            new RiskRecord("R-1", new RiskOpened("R-1", "a", Severity.Low, "ada", ""), "ada", 3, RiskState.Closed) { Reason = "gone", EndedBy = "ben" },
        ])));

    [Fact]
    public void A_policy_with_each_setting_and_where_it_stands() => Assert.Equal(
        """{"schema":1,"digest":"","preset":"solo","inForce":{"version":2,"digest":"abc"},"settings":[{"path":"owner","value":"ada","place":"release.json:1"}]}""",
        Compact(RegistersJson.Policy(new() { Preset = "solo", Digest = "" }, (2, "abc"), [("owner", "ada", "release.json:1")])));

    [Fact]
    public void Papers_by_file_and_digest() => Assert.Equal(
        """{"schema":1,"papers":[{"name":"agenda","file":"/a.md","sha256":"00"}]}""", Compact(RegistersJson.Papers(("agenda", "/a.md", "00"))));

    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString();
}
