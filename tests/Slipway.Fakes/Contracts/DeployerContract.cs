using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Routing;
using Xunit;

namespace Slipway.Fakes.Contracts;

/// <summary>What every deployer promises. A subclass lends a deployer, an empty environment and packages to put there.</summary>
public abstract class DeployerContract
{
    /// <summary>Longest time a good instance may take to be ready on a busy machine.</summary>
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    protected abstract IDeployer Deployer { get; }

    protected abstract DeploymentEnvironment Environment { get; }

    /// <summary>A sound deployment with this id and version, different from every other in its package id.</summary>
    protected abstract Deployment Make(string id, string version);

    /// <summary>Status of a request through the front door, and the package that answered or null.</summary>
    protected abstract Task<(int Status, string? PackageId)> AskFrontDoorAsync();

    /// <summary>Ends the front door without warning, as a crash would, and returns when it is gone.</summary>
    protected abstract Task CrashFrontDoorAsync(int pid);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_environment_that_never_was_is_empty()
    {
        Observation seen = await Deployer.ObserveAsync(Environment, Cancellation);

        Assert.Null(seen.FrontDoor);
        Assert.Null(seen.LiveDeployment);
        Assert.Empty(seen.Instances);
    }

    [Fact]
    public async Task An_open_environment_without_a_release_answers_503()
    {
        await Deployer.OpenAsync(Environment, Cancellation);

        Assert.Equal(503, (await AskFrontDoorAsync()).Status);
    }

    [Fact]
    public async Task Two_deployments_take_turns_and_the_first_comes_back_warm()
    {
        Deployment first = Make("d1", "1.0.0"), second = Make("d2", "2.0.0");
        await BringUpAsync(first);
        Assert.Null((await Deployer.SwitchAsync(first, Cancellation)).Previous);
        Assert.Equal((200, first.PackageId), await AskFrontDoorAsync());
        int firstPid = Assert.Single((await Deployer.ObserveAsync(Environment, Cancellation)).Instances).Pid;

        await BringUpAsync(second);
        Assert.Equal((200, first.PackageId), await AskFrontDoorAsync());
        SwitchReceipt there = await Deployer.SwitchAsync(second, Cancellation);
        DrainReceipt drained = await Deployer.DrainAsync(Environment, first.Id, Soon, Cancellation);
        Assert.Equal(first.Id, there.Previous);
        Assert.Equal(0, drained.Cut);
        Assert.Equal((200, second.PackageId), await AskFrontDoorAsync());

        await Deployer.SwitchAsync(first, Cancellation);
        Assert.Equal((200, first.PackageId), await AskFrontDoorAsync());
        await Deployer.DrainAsync(Environment, second.Id, Soon, Cancellation);
        await Deployer.StopAsync(Environment, second.Id, Soon, Cancellation);

        Observation seen = await Deployer.ObserveAsync(Environment, Cancellation);
        Assert.Equal((first.Id, first.PackageId), (seen.LiveDeployment, seen.LivePackage));
        Assert.Equal(firstPid, Assert.Single(seen.Instances, instance => instance.DeploymentId == first.Id && instance.Health == Health.Healthy).Pid);
        Assert.DoesNotContain(seen.Instances, instance => instance.DeploymentId == second.Id && instance.Health != Health.Ended);
    }

    [Fact]
    public async Task Every_step_can_be_asked_for_again()
    {
        Deployment deployment = Make("d1", "1.0.0");
        await BringUpAsync(deployment);
        await Deployer.SwitchAsync(deployment, Cancellation);
        ImmutableArray<InstanceObservation> before = (await Deployer.ObserveAsync(Environment, Cancellation)).Instances;

        await BringUpAsync(deployment);
        SwitchReceipt again = await Deployer.SwitchAsync(deployment, Cancellation);

        Assert.Equal(deployment.Id, again.Previous);
        Assert.Equal(before, (await Deployer.ObserveAsync(Environment, Cancellation)).Instances.AsEnumerable());
        await Deployer.StopAsync(Environment, "never-was", Soon, Cancellation);
        Assert.Equal(0, (await Deployer.DrainAsync(Environment, "never-was", Soon, Cancellation)).Cut);
        Assert.Equal((200, deployment.PackageId), await AskFrontDoorAsync());
    }

    [Fact]
    public async Task A_canary_gets_its_part_and_loses_it_by_a_switch_to_either()
    {
        Deployment serving = Make("d1", "1.0.0"), canary = Make("d2", "2.0.0");
        await BringUpAsync(serving);
        await Deployer.SwitchAsync(serving, Cancellation);
        await BringUpAsync(canary);

        SwitchReceipt exposed = await Deployer.ExposeAsync(canary, serving.Id, new Exposure(5_000), Cancellation);
        await Deployer.ExposeAsync(canary, serving.Id, new Exposure(5_000), Cancellation);
        HashSet<string?> answered = [];
        for (int request = 0; request < 60; request++)
            answered.Add((await AskFrontDoorAsync()).PackageId);

        Assert.Equal(serving.Id, exposed.Previous);
        Assert.Equal([serving.PackageId, canary.PackageId], answered.OrderBy(package => package != serving.PackageId));
        Observation seen = await Deployer.ObserveAsync(Environment, Cancellation);
        Assert.Equal((serving.Id, new CanaryStatus(canary.Id, 5_000)), (seen.LiveDeployment, seen.Canary));
        EdgeCounts counted = (await Deployer.CountAsync(Environment, Cancellation))!; // the front door answers
        Assert.Equal([serving.Id, canary.Id], counted.Arms.Select(arm => arm.DeploymentId));
        Assert.InRange(counted.Arms.Sum(arm => arm.Answered), 59, 60); // the last one may still be on its way out

        await Deployer.SwitchAsync(serving, Cancellation);
        await Deployer.DrainAsync(Environment, canary.Id, Soon, Cancellation);
        Assert.Null((await Deployer.ObserveAsync(Environment, Cancellation)).Canary);
        Assert.Equal((200, serving.PackageId), await AskFrontDoorAsync());

        await Deployer.ExposeAsync(canary, serving.Id, new Exposure(1), Cancellation);
        Assert.Equal(serving.Id, (await Deployer.SwitchAsync(canary, Cancellation)).Previous);
        Assert.Equal((200, canary.PackageId), await AskFrontDoorAsync());
    }

    [Fact]
    public async Task A_canary_stands_beside_the_deployment_it_was_meant_for_or_not_at_all()
    {
        Deployment serving = Make("d1", "1.0.0"), canary = Make("d2", "2.0.0");
        await BringUpAsync(serving);
        await Deployer.SwitchAsync(serving, Cancellation);

        await Assert.ThrowsAsync<FaultException>(() => Deployer.ExposeAsync(canary, "d7", new Exposure(5_000), Cancellation));
        await Assert.ThrowsAsync<FaultException>(() => Deployer.ExposeAsync(serving, serving.Id, new Exposure(5_000), Cancellation));

        Assert.Null((await Deployer.ObserveAsync(Environment, Cancellation)).Canary);
        Assert.Equal((200, serving.PackageId), await AskFrontDoorAsync());
    }

    [Fact]
    public async Task An_instance_is_asked_directly_before_it_gets_traffic()
    {
        Deployment deployment = Make("d1", "1.0.0");
        await BringUpAsync(deployment);

        ProbeAnswer answer = await Deployer.ProbeAsync(deployment, deployment.Services[0].Name, deployment.Services[0].ReadyPath, Cancellation);

        Assert.Equal(200, answer.Status);
        Assert.Contains(deployment.PackageId, answer.Body, StringComparison.Ordinal);
        Assert.Equal(503, (await AskFrontDoorAsync()).Status);
    }

    [Fact]
    public async Task An_environment_without_its_route_answers_503_and_keeps_its_instances()
    {
        Deployment deployment = Make("d1", "1.0.0");
        await BringUpAsync(deployment);
        await Deployer.SwitchAsync(deployment, Cancellation);

        await Deployer.UnrouteAsync(Environment, Cancellation);

        Assert.Equal(503, (await AskFrontDoorAsync()).Status);
        Observation seen = await Deployer.ObserveAsync(Environment, Cancellation);
        Assert.Null(seen.LiveDeployment);
        Assert.Equal(Health.Healthy, Assert.Single(seen.Instances).Health);
    }

    [Fact]
    public async Task A_front_door_that_crashed_comes_back_with_the_same_route()
    {
        Deployment deployment = Make("d1", "1.0.0");
        await BringUpAsync(deployment);
        await Deployer.SwitchAsync(deployment, Cancellation);
        int pid = (await Deployer.ObserveAsync(Environment, Cancellation)).FrontDoor!.Value;

        await CrashFrontDoorAsync(pid);
        Observation crashed = await Deployer.ObserveAsync(Environment, Cancellation);
        await Deployer.OpenAsync(Environment, Cancellation);

        Assert.Null(crashed.FrontDoor);
        Assert.Equal(Health.Healthy, Assert.Single(crashed.Instances).Health);
        Assert.Equal((200, deployment.PackageId), await AskFrontDoorAsync());
        Assert.Equal(deployment.Id, (await Deployer.ObserveAsync(Environment, Cancellation)).LiveDeployment);
    }

    [Fact]
    public async Task A_closed_environment_is_empty_and_opens_empty()
    {
        Deployment deployment = Make("d1", "1.0.0");
        await BringUpAsync(deployment);
        await Deployer.SwitchAsync(deployment, Cancellation);

        await Deployer.CloseAsync(Environment, Cancellation);

        Observation seen = await Deployer.ObserveAsync(Environment, Cancellation);
        Assert.Null(seen.FrontDoor);
        Assert.DoesNotContain(seen.Instances, instance => instance.Health != Health.Ended);
        await Deployer.OpenAsync(Environment, Cancellation);
        Assert.Equal(503, (await AskFrontDoorAsync()).Status);
    }

    [Fact]
    public async Task Files_are_deleted_of_a_deployment_that_runs_no_more_and_of_no_other()
    {
        Deployment old = Make("d1", "1.0.0"), live = Make("d2", "2.0.0");
        await BringUpAsync(old);
        await BringUpAsync(live);
        await Deployer.SwitchAsync(live, Cancellation);
        Assert.Equal([old.Id, live.Id], await Deployer.ListAsync(Environment, Cancellation));

        await Deployer.DiscardAsync(Environment, old.Id, Cancellation);
        Assert.Equal([old.Id, live.Id], await Deployer.ListAsync(Environment, Cancellation));

        await Deployer.StopAsync(Environment, old.Id, Soon, Cancellation);
        await Deployer.DiscardAsync(Environment, old.Id, Cancellation);
        await Deployer.DiscardAsync(Environment, "never-was", Cancellation);
        Assert.Equal([live.Id], await Deployer.ListAsync(Environment, Cancellation));
        Assert.Equal((200, live.PackageId), await AskFrontDoorAsync());

        await BringUpAsync(old);
        await Deployer.SwitchAsync(old, Cancellation);
        Assert.Equal((200, old.PackageId), await AskFrontDoorAsync());
    }

    [Fact]
    public async Task What_runs_follows_its_feature_flags_and_what_starts_later_begins_with_them()
    {
        static string Document(string isOn) => $$$"""{"feature_management":{"feature_flags":[{"id":"gift-cards","enabled":{{{isOn}}}}]}}""";
        Deployment deployment = Make("d1", "1.0.0");
        await Deployer.OpenAsync(Environment, Cancellation);
        await Deployer.UnpackAsync(deployment, Cancellation);
        await Deployer.FollowAsync(Environment, deployment.Id, Document("true"), Cancellation);
        await Deployer.StartAsync(deployment, Cancellation);
        await Deployer.AwaitReadyAsync(deployment, Soon, Cancellation);
        async Task<int> AskAsync() => (await Deployer.ProbeAsync(deployment, deployment.Services[0].Name, "/api/gift-cards", Cancellation)).Status;
        Assert.Equal(200, await AskAsync());

        await Deployer.FollowAsync(Environment, deployment.Id, Document("false"), Cancellation);
        await Deployer.FollowAsync(Environment, "never-was", Document("true"), Cancellation);

        while (await AskAsync() != 404) // the test's own deadline ends it
            await Task.Delay(20, Cancellation);
    }

    private async Task BringUpAsync(Deployment deployment)
    {
        await Deployer.OpenAsync(Environment, Cancellation);
        await Deployer.UnpackAsync(deployment, Cancellation);
        await Deployer.StartAsync(deployment, Cancellation);
        await Deployer.AwaitReadyAsync(deployment, Soon, Cancellation);
    }
}
