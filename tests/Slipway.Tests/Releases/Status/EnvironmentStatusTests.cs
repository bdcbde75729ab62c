using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Releases.Status;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Releases.Status;

public sealed class EnvironmentStatusTests
{
    private static readonly EnvironmentState Recorded = ReleaseState.Fold(Facts.Ledger(Histories.Deployed('a', "staging"))).In("staging");

    [Theory]
    [InlineData(true, true, Health.Healthy, "healthy")]
    [InlineData(true, true, Health.Unhealthy, "unhealthy")]
    [InlineData(true, true, Health.Ended, "unhealthy")]
    [InlineData(true, true, null, "unhealthy")]
    [InlineData(true, false, null, "down")]
    [InlineData(false, false, null, "down")]
    public void Health_is_what_is_seen_beside_what_should_be(bool hasFrontDoor, bool isRouted, Health? instance, string expected) =>
        Assert.Equal(expected, Make(Recorded, hasFrontDoor, isRouted ? 'a' : null, instance).Health);

    [Fact]
    public void An_environment_nobody_deployed_to_is_empty() => Assert.Equal("empty", Make(new EnvironmentState { Name = "staging" }, false, null, null).Health);

    [Fact]
    public void What_is_recorded_and_was_never_on_this_machine_is_elsewhere()
    {
        EnvironmentStatus status = Make(Recorded, false, null, null);
        EnvironmentStatus empty = Make(new EnvironmentState { Name = "staging" }, false, null, null);

        Assert.Equal("elsewhere", (status with { Seen = status.Seen with { IsUntouched = true } }).Health);
        Assert.Equal("empty", (empty with { Seen = empty.Seen with { IsUntouched = true } }).Health);
    }

    [Fact]
    public void Drift_is_what_does_not_fit_together()
    {
        EnvironmentState open = ReleaseState.Fold(Facts.Ledger(Histories.Deployed('a', "staging")[..2])).In("staging");

        Assert.Null(Make(Recorded, true, 'a', Health.Healthy).Drift);
        Assert.Equal("serves another package than the ledger says", Make(Recorded, true, 'b', Health.Healthy).Drift);
        Assert.Equal("deployment 0001-aaaaaaaaaaaa is unfinished", Make(open, true, 'a', Health.Healthy).Drift);
        Assert.Null(Make(Recorded, false, null, null).Drift);
    }

    private static EnvironmentStatus Make(EnvironmentState recorded, bool hasFrontDoor, char? package, Health? health)
    {
        string? id = package is { } letter ? Facts.Id(letter) : null;
        ImmutableArray<InstanceObservation> instances = health is { } seen && id is not null ? [new("d", id, "storefront", 1, seen, "log")] : [];
        return new(Facts.Lane[0], recorded, new Observation(hasFrontDoor ? 1 : null, package is null ? null : "d", id, instances), null);
    }
}
