using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Releases.Deciding;

public sealed class RetentionTests
{
    private static readonly ImmutableArray<string> Laid = [.. "abcde".Select(Name)];

    [Fact]
    public void What_serves_and_the_way_back_stay_and_all_before_them_goes()
    {
        EnvironmentState here = Told([.. "abc".SelectMany(package => Histories.Deployed(package, "staging"))]);

        Assert.Equal([Name('a'), Name('d'), Name('e')], Retention.Superseded(Laid, here, Seen(Name('c'))));
    }

    [Fact]
    public void What_was_left_unfinished_and_what_still_runs_stay()
    {
        EnvironmentState here = Told([.. Histories.Deployed('a', "staging"), Facts.Draft(EntryType.DeployStarted, "staging", 'd')]);

        Assert.Equal([Name('c'), Name('e')], Retention.Superseded(Laid, here, Seen(Name('a'), (Name('b'), Health.Unhealthy), (Name('c'), Health.Ended))));
    }

    [Property]
    public Property Nothing_in_use_is_ever_named_and_nothing_else_is_ever_kept() =>
        Prop.ForAll(Histories.Any.ToArbitrary(), Gen.Choose(-1, 4).ToArbitrary(), Gen.Choose(0, 2).ListOf(5).ToArbitrary(), (entries, live, health) =>
        {
            EnvironmentState here = ReleaseState.Fold(entries).In("staging");
            Observation seen = Seen(live < 0 ? null : Laid[live], [.. Laid.Zip(health, (id, answer) => (id, (Health)answer))]);

            ImmutableArray<string> superseded = Retention.Superseded(Laid, here, seen);

            return Laid.All(id => superseded.Contains(id) != (
                id == here.Current?.DeploymentId || id == here.RollbackTarget?.DeploymentId || id == here.Open?.DeploymentId || id == seen.LiveDeployment
                || seen.Instances.Any(instance => instance.DeploymentId == id && instance.Health != Health.Ended)));
        });

    private static string Name(char package) => $"0001-{Facts.Id(package)[..12]}";

    private static EnvironmentState Told(params Entry[] drafts) => ReleaseState.Fold(Facts.Ledger(drafts)).In("staging");

    private static Observation Seen(string? live, params (string Id, Health Health)[] instances) =>
        new(FrontDoor: 1, live, LivePackage: null, [.. instances.Select(instance => new InstanceObservation(instance.Id, "", "storefront", 1, instance.Health, ""))]);
}
