using System.Diagnostics;
using System.Globalization;
using Slipway.Deployers.Local;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Deployers.Local;

/// <summary>What the deployer makes of an environment that something happened to while nobody looked.</summary>
public sealed class CrashedEnvironmentTests : IAsyncDisposable
{
    private readonly LocalStage _stage = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("setsid")]
    [InlineData("nohup")]
    public async Task A_helper_that_outlived_its_instance_is_not_taken_for_it_and_ends_when_the_next_one_starts(string how)
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");
        await ServeAsync(_stage, deployment);
        InstanceObservation instance = Assert.Single((await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).Instances);
        string socket = (await File.ReadAllTextAsync($"/proc/{instance.Pid}/environ", Cancellation)).Split('\0').Single(entry => entry.StartsWith("SLIPWAY_SOCKET=", StringComparison.Ordinal));
        using Process helper = Process.Start(new ProcessStartInfo("env", [socket, how, "sleep", "300"]))!; // it is there
        await KillAsync(instance.Pid);

        await ServeAsync(_stage, deployment);

        InstanceObservation next = Assert.Single((await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).Instances);
        Assert.Equal(Health.Healthy, next.Health);
        Assert.NotEqual(helper.Id, next.Pid);
        await helper.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    [Fact]
    public async Task A_front_door_that_runs_and_answers_nobody_is_told_and_replaced_with_its_route()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");
        await ServeAsync(_stage, deployment);
        int edge = (await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).FrontDoor!.Value; // it was just brought up
        Stop(edge);

        Observation silent = await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation);
        await _stage.Deployer.OpenAsync(_stage.Environment, Cancellation);

        Observation seen = await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation);
        Assert.Equal((null, edge), (silent.FrontDoor, silent.SilentFrontDoor));
        Assert.Equal(("d1", null), (seen.LiveDeployment, seen.SilentFrontDoor));
        Assert.NotEqual(edge, seen.FrontDoor);
    }

    [Fact]
    public async Task A_front_door_that_was_slow_to_answer_is_left_alone()
    {
        await ServeAsync(_stage, _stage.Make("d1", "1.0.0"));
        int edge = (await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).FrontDoor!.Value; // it was just brought up
        Stop(edge);
        Task opened = _stage.Deployer.OpenAsync(_stage.Environment, Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
        Signal(edge, "CONT");

        await opened;

        Assert.Equal(edge, (await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).FrontDoor);
    }

    [Fact]
    public async Task A_state_folder_that_was_moved_under_its_environment_is_closed_and_brought_up_where_it_is_now()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");
        await ServeAsync(_stage, deployment);
        Observation before = await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation);
        AbsolutePath moved = _stage.Temp / "moved";
        Directory.Move(_stage.State, moved);
        await using var there = new LocalStage(moved) { Environment = _stage.Environment };

        await there.Deployer.CloseAsync(_stage.Environment, Cancellation);
        Assert.False(IsRunning(before.FrontDoor!.Value)); // it was brought up
        Assert.False(IsRunning(before.Instances[0].Pid));
        await ServeAsync(there, deployment);

        Observation seen = await there.Deployer.ObserveAsync(_stage.Environment, Cancellation);
        Assert.Equal(("d1", Health.Healthy), (seen.LiveDeployment, seen.Instances.Single().Health));
        await there.Deployer.CloseAsync(_stage.Environment, Cancellation);
    }

    [Fact]
    public async Task What_a_running_service_wrote_beside_its_program_stays_and_a_file_of_the_package_is_mended_under_it()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");
        await ServeAsync(_stage, deployment);
        int pid = (await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).Instances.Single().Pid;
        string folder = new FileInfo($"/proc/{pid}/cwd").LinkTarget!;
        await File.WriteAllTextAsync(Path.Combine(folder, "orders.db"), "data", Cancellation);
        string settings = Path.Combine(folder, "Storefront.runtimeconfig.json");
        string sealedText = await File.ReadAllTextAsync(settings, Cancellation);
        await File.AppendAllTextAsync(settings, " ", Cancellation);

        await ServeAsync(_stage, deployment);

        Assert.Equal((folder, "data"), (new FileInfo($"/proc/{pid}/cwd").LinkTarget, await File.ReadAllTextAsync(Path.Combine(folder, "orders.db"), Cancellation)));
        Assert.Equal(sealedText, await File.ReadAllTextAsync(settings, Cancellation));
        Assert.Equal(pid, (await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).Instances.Single().Pid);
    }

    private static async Task ServeAsync(LocalStage stage, Deployment deployment)
    {
        await stage.BringUpAsync(deployment, Cancellation);
        await stage.Deployer.SwitchAsync(deployment, Cancellation);
    }

    private static async Task KillAsync(int pid)
    {
        // It is a child of this very process, which only its deployer reaps: the runtime would wait for it for ever.
        Signal(pid, "KILL");
        while (IsRunning(pid))
            await Task.Delay(TimeSpan.FromMilliseconds(10), Cancellation);
    }

    // Sent is not done: a thread that runs goes on for a moment, and may still answer.
    private static void Stop(int pid)
    {
        Signal(pid, "STOP");
        while (!Directory.EnumerateDirectories($"/proc/{pid}/task").All(IsStopped))
            Thread.Sleep(1);
    }

    private static bool IsStopped(string thread)
    {
        string stat = File.ReadAllText(Path.Combine(thread, "stat"));
        return stat[stat.LastIndexOf(')') + 2] == 'T';
    }

    private static void Signal(int pid, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private static bool IsRunning(int pid) => ProcessIdentity.Read(pid) is not null;
}
