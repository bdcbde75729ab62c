using System.Text.Json;
using Slipway.Releases.Evidence;

namespace Slipway.Tests.Releases.Evidence;

/// <summary>Texts as SDK 10.0.401 wrote them, shortened.</summary>
public sealed class PackageListTests
{
    private const string Vulnerable = """
        {"version":1,"parameters":"--vulnerable --include-transitive","sources":["http://127.0.0.1:1/v3/index.json","/feed"],"projects":[
          {"path":"/r/App/App.csproj","frameworks":[{"framework":"net10.0",
            "topLevelPackages":[{"id":"Leaky.Bucket","requestedVersion":"1.0.0","resolvedVersion":"1.0.0","vulnerabilities":[{"severity":"High","advisoryurl":"https://example.org/1"},{"severity":"Low","advisoryurl":"https://example.org/2"}]}],
            "transitivePackages":[{"id":"Deep","resolvedVersion":"2.0.0","vulnerabilities":[{"severity":"Critical","advisoryurl":"https://example.org/3"}]}]}]},
          {"path":"/r/Lib/Lib.csproj"}]}
        """;

    private const string Deprecated = """
        {"version":1,"sources":[],"projects":[{"path":"/r/App/App.csproj","frameworks":[{"framework":"net10.0","topLevelPackages":[
          {"id":"Old","resolvedVersion":"1.0.0","deprecationReasons":["Legacy","CriticalBugs"],"alternativePackage":{"id":"New","versionRange":">= 2.0.0"}},
          {"id":"Odd","resolvedVersion":"1.0.0","deprecationReasons":[]}]}]}]}
        """;

    [Fact]
    public void Holes_of_direct_and_transitive_packages_are_read()
    {
        PackageList list = PackageList.Parse("Welcome to .NET\n" + Vulnerable);

        Assert.Equal(2, list.Projects);
        Assert.Equal(["http://127.0.0.1:1/v3/index.json", "/feed"], list.Sources);
        Assert.Equal(
            ["Deep 2.0.0: critical severity, https://example.org/3 (in App)", "Leaky.Bucket 1.0.0: high severity, https://example.org/1 (in App)", "Leaky.Bucket 1.0.0: low severity, https://example.org/2 (in App)"],
            PackageAdvice.Lines(list.Vulnerable));
        Assert.Empty(list.Deprecated);
        Assert.Empty(list.Problems);
    }

    [Fact]
    public void Given_up_packages_are_read_with_what_takes_their_place() => Assert.Equal(
        ["Odd 1.0.0: deprecated (in App)", "Old 1.0.0: Legacy, CriticalBugs; use New >= 2.0.0 (in App)"], PackageAdvice.Lines(PackageList.Parse(Deprecated).Deprecated));

    [Fact]
    public void Problems_are_kept() => Assert.Equal(
        ["No assets file was found"],
        PackageList.Parse("""{"version":1,"problems":[{"project":"a","level":"error","text":"No assets file was found"},{"level":"warning","text":"x"}],"sources":[],"projects":[]}""").Problems);

    [Theory]
    [InlineData("""{"version":2,"projects":[]}""")]
    [InlineData("""{"version":"1","projects":[]}""")]
    [InlineData("""{"version":1}""")]
    public void A_list_of_another_shape_is_not_taken_for_an_empty_one(string json) => Assert.Throws<FormatException>(() => PackageList.Parse(json));

    [Theory]
    [InlineData("")]
    [InlineData("error: no project")]
    [InlineData("""{"version":1,"projects":[""")]
    public void What_is_no_list_is_refused(string text) => Assert.ThrowsAny<JsonException>(() => PackageList.Parse(text));

    [Fact]
    public void An_audit_says_the_same_words_as_the_list()
    {
        PackageAdvice audited = PackageAdvice.Audited("Package 'Leaky.Bucket' 1.0.0 has a known high severity vulnerability, https://example.org/1", "Lib");

        Assert.Contains("Leaky.Bucket 1.0.0: high severity, https://example.org/1 (in App, Lib)", PackageAdvice.Lines([.. PackageList.Parse(Vulnerable).Vulnerable, audited]));
        Assert.Equal("Das Paket hat ein Loch", PackageAdvice.Audited("Das Paket hat ein Loch", "Lib").Text);
    }

    [Theory]
    [InlineData("""{"resources":[{"@id":"x","@type":"VulnerabilityInfo/6.7.0"},{"@type":"RegistrationsBaseUrl/3.6.0"}]}""", true, true)]
    [InlineData("""{"resources":[{"@type":["VulnerabilityInfo/6.7.0"]}]}""", true, false)]
    [InlineData("""{"resources":[{"@type":"RegistrationsBaseUrl"},{"@type":7},3]}""", false, false)]
    [InlineData("""{"resources":{}}""", false, false)]
    [InlineData("[]", false, false)]
    public void A_source_says_what_it_delivers(string json, bool vulnerabilities, bool deprecations)
    {
        SourceIndex index = SourceIndex.Parse(json);

        Assert.Equal((vulnerabilities, deprecations), (index.HasVulnerabilities, index.HasDeprecations));
    }
}
