using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Fakes;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Policies;

public sealed class PolicyRulesTests
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Fact]
    public void Presets_are_policies_and_each_asks_for_more_than_the_one_before()
    {
        ReleasePolicy[] presets = [.. Presets.Names.Select(name => Parse($$"""{ "preset": "{{name}}" }"""))];

        Assert.Equal(["solo", "team", "regulated"], presets.Select(policy => policy.Preset));
        Assert.Equal([0, 1, 2], presets.Select(policy => policy.For(ReleaseProfile.Patch).Approvals.Sum(rule => rule.Count)));
        Assert.Equal([0, 2, 4], presets.Select(policy => policy.For(ReleaseProfile.Major).Approvals.Sum(rule => rule.Count)));
        Assert.Equal([false, true, true], presets.Select(policy => policy.Approvals.Signed));
        Assert.All(presets, policy => Assert.Empty(Slipway.Releases.Gates.ProfileGates.Unknown(policy, [])));
        Assert.Throws<ArgumentException>(() => Presets.Of("lax"));
    }

    [Fact]
    public void What_follows_from_a_stricter_preset_is_told_in_sentences()
    {
        IEnumerable<string> Compared(string left, string right) =>
        [
            $"{left} → {right}", .. PolicyComparison.Differences(Presets.Of(left), Presets.Of(right)).Select(row => $"  {row.Path}: {row.Before} → {row.After}"),
            .. PolicyComparison.Consequences(PolicyText.Typed(Presets.Of(left)), PolicyText.Typed(Presets.Of(right))),
        ];

        Golden.Match(Compared("solo", "team").Concat(Compared("team", "regulated")).Concat(Compared("regulated", "solo")));
    }

    [Fact]
    public void The_nearest_file_wins_and_every_value_knows_where_it_stands()
    {
        PolicyNode far = Read("""{ "preset": "team", "gates": { "minimumTests": 1, "scanHours": 5 } }""", "far.json");
        PolicyNode middle = Read("""{ "gates": { "minimumTests": 2 }, "scenarios": ["a", "b"] }""", "middle.json");
        PolicyNode own = Read("{ \"extends\": \"x\",\n  \"gates\": { \"minimumCoverage\": 3 }, \"scenarios\": [\"c\"] }", "own.json");
        Dictionary<string, PolicyNode> settings = PolicyText.Effective(own, [far, middle]).Settings().ToDictionary(setting => setting.Path, setting => setting.Node);

        Assert.Equal(("2", "middle.json:1:30"), (settings["gates.minimumTests"].Text, settings["gates.minimumTests"].Place));
        Assert.Equal(("5", "far.json:1:64"), (settings["gates.scanHours"].Text, settings["gates.scanHours"].Place));
        Assert.Equal(("3", "own.json:2:33"), (settings["gates.minimumCoverage"].Text, settings["gates.minimumCoverage"].Place));
        Assert.Equal("c", settings["scenarios"].Items.Single().Text);
        Assert.StartsWith("preset team:", settings["approvals.signed"].Place, StringComparison.Ordinal);
        Assert.DoesNotContain("extends", settings.Keys);
    }

    [Property]
    public Property The_digest_depends_on_values_and_not_on_how_they_are_written() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        JsonObject policy = JsonNode.Parse("""{ "preset": "team", "owner": "ada", "people": { "ada": { "name": "Ada \u00e9", "roles": ["b", "a"] }, "ben": { "name": "Ben" } }, "gates": { "minimumTests": 3, "scanHours": 7 } }""")!.AsObject();
        string digest = Parse(policy.ToJsonString()).Digest;
        string shuffled = Shuffled(policy, new Random(seed)).ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = seed % 2 == 0, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        policy["gates"]!["scanHours"] = 8;
        return Parse(shuffled).Digest == digest && Parse("// why\n" + shuffled).Digest == digest && Parse(policy.ToJsonString()).Digest != digest;
    });

    [Theory]
    [InlineData("SLP2503", "{ \"owner\": 7 }", "p:1:12")]
    [InlineData("SLP2504", "{\n  \"ownr\": \"ada\" }", "p:2:11")]
    [InlineData("SLP2506", "{ \"gates\": [] }", "p:1:3")]
    [InlineData("SLP2507", "{ \"freezes\": [\n {} ] }", "p:2:2")]
    [InlineData("SLP2509", "{ \"preset\": \"teem\" }", "p:1:13")]
    [InlineData("SLP2510", "{ \"owner\": \"ada\" }", "p:1:12")]
    [InlineData("SLP2510", "{ \"roots\": { \"people\": [\"ada\"] } }", "p:1:3")]
    [InlineData("SLP2511", "{ \"roots\": { \"people\": [\"ada\"], \"threshold\": 2 }, \"people\": { \"ada\": { \"name\": \"A\" } } }", "p:1:3")]
    [InlineData("SLP2512", "{ \"freezes\": [FREEZE, FREEZE] }", "p:1:3")]
    [InlineData("SLP2513", "{ \"people\": { \"ada\": { \"name\": \"A\", \"keys\": [\"KEY one\"] }, \"ben\": { \"name\": \"B\", \"keys\": [\"KEY two\"] } } }", "p:1:3")]
    [InlineData("SLP2514", "{ \"people\": { \"a b\": { \"name\": \"A\" } } }", "p:1:3")]
    [InlineData("SLP2515", "{ \"people\": { \"ada\": { \"name\": \"A\", \"keys\": [\"KEY\\n* namespaces\"] } } }", "p:1:3")]
    [InlineData("SLP2516", "{ \"profiles\": { \"patch\": { \"approvals\": [{ \"role\": \"qa\" }, { \"role\": \"qa\" }] } } }", "p:1:3")]
    [InlineData("SLP2503", "{ \"freezes\": [{ \"id\": \"x\", \"start\": \"2026-01-02T00:00\", \"end\": \"2026-01-01T00:00\", \"zone\": \"UTC\" }] }", "p:1:64")]
    [InlineData("SLP2503", "{ \"freezes\": [{ \"id\": \"x\", \"start\": \"2026-01-01\", \"end\": \"2026-01-02T00:00\", \"zone\": \"UTC\" }] }", "p:1:37")]
    public void What_cannot_be_is_told_with_its_place(string code, string text, string place)
    {
        var refusal = Assert.Throws<FaultException>(() => Parse(text
            .Replace("FREEZE", """{ "id": "x", "start": "2026-01-01T00:00", "end": "2026-01-02T00:00", "zone": "UTC" }""", StringComparison.Ordinal).Replace("KEY", code == "SLP2515" ? "no key" : Key, StringComparison.Ordinal)));

        Assert.Contains((code, place), refusal.Faults.Select(fault => (fault.Code, fault.Place)));
        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
    }

    [Theory]
    [InlineData("\"base.json\"")]
    [InlineData("\"base.json#sha256:abc\"")]
    [InlineData("7")]
    [InlineData("[\"#sha256:0000000000000000000000000000000000000000000000000000000000000000\"]")]
    public void A_file_is_extended_only_with_its_digest(string extends) =>
        Assert.Equal("SLP2508", Assert.Throws<FaultException>(() => PolicyText.References(Read($$"""{ "extends": {{extends}} }""", "p"))).Faults.Single().Code);

    private static JsonObject Shuffled(JsonObject node, Random random)
    {
        KeyValuePair<string, JsonNode?>[] members = [.. node];
        random.Shuffle(members);
        return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value is JsonObject inner ? Shuffled(inner, random) : member.Value?.DeepClone())));
    }

    private static PolicyNode Read(string text, string place) => PolicyText.Read(Encoding.UTF8.GetBytes(text), place);

    private static ReleasePolicy Parse(string text) => PolicyText.Parse(Encoding.UTF8.GetBytes(text), "p");
}
