using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;
using Slipway.Releases.Shape;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Shape;

/// <summary>What a doctor says of repositories before their first release.</summary>
public sealed class ShapeCheckTests
{
    private static readonly DeploymentEnvironment Staging = new() { Name = "staging", Port = 7080 };

    private static RepositoryShape Sound { get; } = new()
    {
        Solution = "Shop.slnx",
        Projects = [new("src/Shop/Shop.csproj", true, false), new("tests/Shop.Tests/Shop.Tests.csproj", true, true)],
        Released = [new("src/Shop/Shop.csproj", true, false)],
        MinimumTests = 1,
        Sdk = "10.0.100",
        Identity = "ada@example.org",
        Unignored = [],
        Services = [new PackagedService { Name = "shop", EntryPoint = "Shop.dll", Configuration = [new ConfigurationKey("Shop__Title"), new ConfigurationKey("Shop__Key", Secret: true)] }],
        SecretNames = ["Shop__Key"],
        Lane = [(Staging with { Configuration = ImmutableSortedDictionary<string, string>.Empty.Add("Shop__Title", "Shop") }, false)],
    };

    public static TheoryData<string, RepositoryShape, string> Stumbles => new()
    {
        { "SLP2801", Sound with { Projects = [Sound.Projects[0]] }, "minimumTests" },
        { "SLP2802", Sound with { Services = [], Lane = [(Staging, false), (Staging with { Name = "production" }, false)] }, "staging and production want the same port 7080" },
        { "SLP2803", Sound with { Lane = [Sound.Lane[0] with { IsTaken = true }] }, "somebody else listens on port 7080" },
        { "SLP2804", Sound with { Sdk = null, SdkFailure = "A compatible .NET SDK was not found." }, "A compatible .NET SDK was not found." },
        { "SLP2805", Sound with { Identity = null }, "git config user.email" },
        { "SLP2806", Sound with { Released = [new("src/Gone/Gone.csproj", false, false)] }, "there is no src/Gone/Gone.csproj" },
        { "SLP2807", Sound with { Unignored = ["obj"] }, "echo 'obj/' >> .gitignore" },
        { "SLP2401", Sound with { Lane = [(Staging, false)] }, "shop requires the configuration key Shop__Title" },
        { "SLP2401", Sound with { SecretNames = [] }, "shop requires the secret Shop__Key" },
    };

    [Fact]
    public void A_sound_repository_has_no_fault_and_says_what_it_is()
    {
        ImmutableArray<ShapeFinding> findings = ShapeCheck.Of(Sound);

        Assert.All(findings, finding => Assert.Empty(finding.Faults));
        Assert.Equal(
            ["sdk 10.0.100", "identity ada@example.org", "solution Shop.slnx, 2 projects", "tests 1 test project", "ignored outputs stay out of git", "settings 2 keys", "ports 7080"],
            findings.Select(finding => $"{finding.Point} {finding.Seen}"));
    }

    [Theory]
    [MemberData(nameof(Stumbles))]
    public void Each_stumbling_block_is_one_fault_with_its_mend(string code, RepositoryShape shape, string words)
    {
        Fault fault = Assert.Single(ShapeCheck.Of(shape).SelectMany(finding => finding.Faults));

        Assert.Equal(code, fault.Code);
        Assert.Contains(words, $"{fault.Cause}\n{fault.Mend}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_repository_that_asks_for_no_tests_needs_none_and_feeds_need_no_port()
    {
        RepositoryShape library = Sound with { Projects = [Sound.Projects[0]], MinimumTests = 0, Lane = [(DeploymentEnvironment.OfFeed("staging", "/feed"), false)] };

        Assert.All(ShapeCheck.Of(library), finding => Assert.Empty(finding.Faults));
        Assert.Equal("none", ShapeCheck.Of(library).Single(finding => finding.Point == "ports").Seen);
    }
}
