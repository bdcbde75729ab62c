using System.Collections.Immutable;
using System.Net;
using Slipway.Fakes;
using Slipway.Processes;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Tests.Deployers.Local;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Edge;

/// <summary>Instances that die: the real processes, and nobody types anything.</summary>
public sealed class SupervisorTests : IAsyncDisposable
{
    private readonly LocalStage _stage = new();
    private int _answered, _cut, _refused;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AbsolutePath Place => _stage.State / "environments" / "staging";

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task An_instance_that_is_killed_comes_back_as_it_was_and_a_request_waits_for_it()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");
        deployment = deployment with { Secrets = ImmutableSortedDictionary<string, string>.Empty.Add("Shop__Key", "s3cret-of-the-shop") };
        await ServeAsync(deployment);
        InstanceObservation first = await InstanceAsync();
        string[] before = await EnvironmentOfAsync(first.Pid);
        Kill(first.Pid);

        using (var client = new HttpClient { Timeout = TimeSpan.FromSeconds(20) })
        using (HttpResponseMessage answer = await client.PostAsync(new Uri(_stage.Environment.Url, "api/orders"), Order(), Cancellation))
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);

        InstanceObservation second = await InstanceAsync();
        Assert.NotEqual(first.Pid, second.Pid);
        Assert.Equal((1, Health.Healthy), (second.Comeback!.Times, second.Health)); // it came back
        Assert.Contains("s3cret", string.Join(' ', before), StringComparison.Ordinal);
        Assert.Equal(before, await EnvironmentOfAsync(second.Pid));

        // The second one is the supervisor's own child: what it ends with is known.
        Kill(second.Pid);
        InstanceObservation third = await InstanceAsync(after: second.Pid);
        Assert.Equal((2, (int?)137), (third.Comeback!.Times, third.Comeback.ExitCode)); // it came back again
        Assert.InRange(third.Comeback.Utc, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
        Assert.NotEmpty(third.Comeback.LastWord);
    }

    [Fact]
    public async Task Secrets_lie_in_one_private_file_as_long_as_the_instance_is_wanted()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");
        deployment = deployment with { Secrets = ImmutableSortedDictionary<string, string>.Empty.Add("Shop__Key", "s3cret-of-the-shop") };
        await ServeAsync(deployment);

        string holder = Assert.Single(Holders());
        Assert.EndsWith(".secrets", holder, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(holder));
        await _stage.Deployer.CloseAsync(_stage.Environment, Cancellation);

        Assert.Empty(Holders());
        IEnumerable<string> Holders() => Directory.EnumerateFiles(_stage.State, "*", SearchOption.AllDirectories)
            .Where(file => new FileInfo(file).LinkTarget is null && !(file.EndsWith(".sock", StringComparison.Ordinal) || file.EndsWith(".lock", StringComparison.Ordinal)) && File.ReadAllText(file).Contains("s3cret", StringComparison.Ordinal)).ToArray();
    }

    [Fact]
    public async Task What_serves_no_more_and_what_was_stopped_stays_dead()
    {
        Deployment old = _stage.Make("d1", "1.0.0"), live = _stage.Make("d2", "2.0.0");
        await ServeAsync(old);
        await ServeAsync(live);
        InstanceObservation warm = (await ObserveAsync()).Instances.Single(instance => instance.DeploymentId == "d1");
        Kill(warm.Pid);
        await InstanceAsync("d2");
        Kill((await InstanceAsync("d2")).Pid);
        await ComebackAsync("d2"); // the supervisor has looked

        Observation seen = await ObserveAsync();
        Assert.Equal(Health.Ended, seen.Instances.Single(instance => instance.DeploymentId == "d1").Health);
        await _stage.Deployer.StopAsync(_stage.Environment, "d2", TimeSpan.FromSeconds(5), Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation); // ten looks of a supervisor
        Assert.DoesNotContain((await ObserveAsync()).Instances, instance => instance.DeploymentId == "d2");
        Assert.Equal("d2", (await ObserveAsync()).LiveDeployment);
    }

    [Fact]
    public async Task Stops_that_race_with_deaths_leave_nothing()
    {
        for (int round = 0; round < (Soak.IsLong ? 40 : 6); round++)
        {
            Deployment deployment = _stage.Make($"d{round}", $"1.0.{round}");
            await ServeAsync(deployment);
            int pid = (await InstanceAsync(deployment.Id)).Pid;
            Kill(pid);
            await Task.Delay(TimeSpan.FromMilliseconds(round * 37 % 260), Cancellation); // at another moment of its way back each time
            await _stage.Deployer.StopAsync(_stage.Environment, deployment.Id, TimeSpan.FromSeconds(5), Cancellation);
            Assert.Empty(Left(deployment.Id, "storefront"));
        }

        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation); // ten looks of a supervisor
        Assert.Empty((await ObserveAsync()).Instances);
    }

    [Fact]
    public async Task One_that_dies_at_once_is_started_more_and_more_slowly()
    {
        var service = new PackagedService { Name = "faulty", EntryPoint = "run.sh", Ready = Ready.AliveFor(TimeSpan.FromSeconds(0.1)) };
        Deployment deployment = _stage.MakeProgram("d1", "1.0.0", service, ("run.sh", "#!/bin/sh\necho begin\nwhile [ ! -e ../../../../go ]; do sleep 0.05; done\necho cannot go on\nexit 3\n"));
        await ServeAsync(deployment);
        await File.WriteAllTextAsync(Place / "go", "", Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(3), Cancellation); // at once, at once, then 0.5 s, 1 s, 2 s

        InstanceComeback comeback = (await ObserveAsync()).Instances.Single().Comeback!; // it was started again
        Assert.InRange(comeback.Times, 2, 5);
        Assert.Equal((3, "cannot go on"), (comeback.ExitCode, comeback.LastWord));
    }

    [Fact]
    public async Task Who_stops_waits_for_whoever_starts_and_says_so_when_that_takes_too_long()
    {
        await ServeAsync(_stage.Make("d1", "1.0.0"));
        await _stage.HoldSupervisorAsync(Cancellation);
        var deployer = new Slipway.Deployers.Local.LocalDeployer(_stage.Options, new HastyClock());
        using (KernelLock held = KernelLock.TryTake(Place / "deployments.lock")!) // nobody else starts
        {
            FaultException refused = await Assert.ThrowsAsync<FaultException>(() => deployer.StopAsync(_stage.Environment, "d1", TimeSpan.FromSeconds(5), Cancellation));
            Assert.Equal("SLP4023", Assert.Single(refused.Faults).Code);
        }

        await _stage.Deployer.StopAsync(_stage.Environment, "d1", TimeSpan.FromSeconds(5), Cancellation);
        Assert.Empty((await ObserveAsync()).Instances);
    }

    [Fact]
    public async Task Two_instances_share_the_requests_and_the_loss_of_one_is_no_outage()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0", service => service with { Instances = 2 });
        await ServeAsync(deployment);
        ImmutableArray<InstanceObservation> both = (await ObserveAsync()).Instances;
        Assert.Equal((2, 2), (both.Length, both.Select(instance => instance.Pid).Distinct().Count()));
        await _stage.HoldSupervisorAsync(Cancellation);
        Kill(both[0].Pid);

        for (int request = 0; request < 40; request++)
            await AskOnceAsync();
        Assert.Equal((40, 0, 0), (_answered, _cut, _refused));
        Assert.Equal([Health.Ended, Health.Healthy], (await ObserveAsync()).Instances.Select(instance => instance.Health));
        Assert.True(_stage.Find("supervise")!.Signal(18)); // it goes on
        await ComebackAsync("d1");

        // A switch takes both away, and both are drained and stopped.
        Deployment next = _stage.Make("d2", "2.0.0");
        await ServeAsync(next);
        Assert.Equal(0, (await _stage.Deployer.DrainAsync(_stage.Environment, "d1", TimeSpan.FromSeconds(10), Cancellation)).Cut);
        await _stage.Deployer.StopAsync(_stage.Environment, "d1", TimeSpan.FromSeconds(5), Cancellation);
        Assert.Equal("d2", Assert.Single((await ObserveAsync()).Instances).DeploymentId);
        Assert.Empty(Left("d1", "storefront+2"));
    }

    private ImmutableArray<ProcessIdentity> Left(string id, string instance) =>
        MarkedProcesses.Find($"SLIPWAY_STANDBY={Place / "deployments" / id / "instances" / $"{instance}.standby"}");

    private async Task ServeAsync(Deployment deployment)
    {
        await _stage.BringUpAsync(deployment, Cancellation);
        await _stage.Deployer.SwitchAsync(deployment, Cancellation);
    }

    private Task<Observation> ObserveAsync() => _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation);

    private async Task<InstanceObservation> InstanceAsync(string id = "d1", int after = 0)
    {
        while (true)
        {
            if ((await ObserveAsync()).Instances.FirstOrDefault(one => one.DeploymentId == id) is { Health: Health.Healthy } found && found.Pid != after)
                return found;
            await Task.Delay(5, Cancellation);
        }
    }

    private async Task ComebackAsync(string id)
    {
        while (!(await ObserveAsync()).Instances.Any(one => one.DeploymentId == id && one is { Health: Health.Healthy, Comeback: not null }))
            await Task.Delay(5, Cancellation);
    }

    private static void Kill(int pid) => Assert.True(ProcessIdentity.Read(pid)!.Signal(9)); // it was just seen

    private static async Task<string[]> EnvironmentOfAsync(int pid) =>
        [.. (await File.ReadAllTextAsync($"/proc/{pid}/environ", Cancellation)).Split('\0').Order(StringComparer.Ordinal)];

    private static StringContent Order() => new("{\"id\":\"o-1\",\"product\":1}", null, "application/json");

    // A connection of its own for each. A 502 was in hand when its instance or its edge died; anything else that is no answer is a refusal.
    private async Task AskOnceAsync()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(_stage.Environment.Url, "version"), Cancellation);
            Interlocked.Increment(ref answer.IsSuccessStatusCode ? ref _answered : ref answer.StatusCode == HttpStatusCode.BadGateway ? ref _cut : ref _refused);
        }
        catch (HttpRequestException problem)
        {
            Interlocked.Increment(ref problem.HttpRequestError == HttpRequestError.ConnectionError ? ref _refused : ref _cut);
        }
    }
}
