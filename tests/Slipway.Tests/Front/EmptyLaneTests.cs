using Slipway.Components;
using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Rollouts;
using Slipway.Releases.Schedule;
using Slipway.Releases.Status;
using Slipway.Reports.Console;
using Slipway.Verbs;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Front;

/// <summary>A build that names no environment, no service, or a place of the wrong kind.</summary>
public sealed class EmptyLaneTests
{
    private static readonly Palette Plain = new(IsColored: false);

    [Fact]
    public void A_verb_that_needs_an_environment_says_which_line_to_write()
    {
        foreach (Action ask in new Action[] { () => EnvironmentChoice.In([]), () => EnvironmentChoice.Of([], null), () => EnvironmentChoice.Of([], "staging") })
        {
            FaultException refused = Assert.Throws<FaultException>(ask);

            Assert.Equal((ExitCode.Usage, "SLP1514"), (refused.ExitCode, refused.Faults.Single().Code));
            Assert.Contains("Environments =>", refused.Faults[0].Mend, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Verbs_that_look_say_it_in_a_sentence()
    {
        DateTimeOffset now = Facts.Ledger(Facts.Draft(EntryType.CandidateSealed))[0].Utc;
        var view = StatusView.Of([], [], ReleaseState.Empty, new ReleasePolicy(), new ReleaseCalendar(), now);

        Assert.Equal("This build names no environment: its packages are sealed, and nothing is deployed.", Assert.Single(StatusText.Render(view, now, 100, Plain)));
        Assert.Equal("This build names no environment: there are no deployments to measure.", Assert.Single(MetricsText.Render(DeliveryMetrics.Of(ReleaseHistory.Of([]), [], now), 100, showsAll: false, Plain)));
    }

    [Theory]
    [InlineData(false, false, "SLP2417")]
    [InlineData(true, false, null)]
    [InlineData(false, true, "SLP2418")]
    public void Every_place_wants_something_of_its_kind(bool hasService, bool isFeed, string? code)
    {
        Manifest manifest = Facts.Manifest() with { Services = hasService ? Facts.Manifest().Services : [] };
        DeploymentEnvironment place = isFeed ? DeploymentEnvironment.OfFeed("staging", "/feed") : new() { Name = "staging", Port = 7080 };

        Assert.Equal(code, PlaceJudge.Unfit(manifest, place)?.Code);
        Assert.Null(PlaceJudge.Unfit(manifest with { Artifacts = [new Artifact("nuget/A.1.0.0.nupkg", 1, Facts.Id('a'), ArtifactRole.NuGetPackage)] }, DeploymentEnvironment.OfFeed("staging", "/feed")));
    }

    [Theory]
    [InlineData(true, false, false, "SLP2432")]
    [InlineData(false, true, false, "SLP2432")]
    [InlineData(false, false, true, "SLP2433")]
    [InlineData(false, false, false, null)]
    public void A_rollout_plan_that_nobody_could_follow_is_refused(bool isFeed, bool hasWorkersAlone, bool isFaceless, string? code)
    {
        Manifest manifest = Facts.Manifest();
        manifest = manifest with
        {
            Services = [.. manifest.Services.Select(service => service with { IsWorker = hasWorkersAlone })],
            Artifacts = [.. manifest.Artifacts, new Artifact("nuget/A.1.0.0.nupkg", 1, Facts.Id('a'), ArtifactRole.NuGetPackage)],
        };
        DeploymentEnvironment place = isFeed ? DeploymentEnvironment.OfFeed("staging", "/feed") : new() { Name = "staging", Port = 7080 };
        RolloutPlan plan = RolloutPlan.Canary(new RolloutStep(5, TimeSpan.FromMinutes(1)));

        Assert.Equal(code, PlaceJudge.Unfit(manifest, place with { Rollout = plan with { IsSticky = isFaceless } })?.Code);
        Assert.Null(PlaceJudge.Unfit(manifest, place));
    }

    [Fact]
    public void A_feed_is_one_place_whatever_it_is_called_and_never_one_with_a_port()
    {
        DeploymentEnvironment one = DeploymentEnvironment.OfFeed("public", "https://example.org/v3/index.json"), other = DeploymentEnvironment.OfFeed("hidden", "https://example.org/v3/index.json");

        Assert.Equal(one.Port, other.Port);
        Assert.NotEqual(one.Port, DeploymentEnvironment.OfFeed("public", "https://example.org/v4/index.json").Port);
        Assert.True(one.IsFeed);
        Assert.Equal("SLP1515", RehearsalRun.Refused(one)?.Code);
        Assert.Null(RehearsalRun.Refused(new DeploymentEnvironment { Name = "staging", Port = 7080 }));
        Assert.False(new DeploymentEnvironment { Name = "staging", Port = 65535 }.IsFeed);
        Assert.Throws<ArgumentException>(() => DeploymentEnvironment.OfFeed("staging", "feed"));
    }
}
