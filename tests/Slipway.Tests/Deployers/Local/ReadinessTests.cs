using System.Diagnostics;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Tests.Delivery.Conducting;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Deployers.Local;

/// <summary>Every choice of readiness is waited for, and what can never come true is said at once.</summary>
public sealed class ReadinessTests : IAsyncDisposable
{
    private const string Silent = "#!/bin/sh\nexec sleep 600\n";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly LocalStage _stage = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_status_is_enough_whatever_the_body()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0", service => service with { Ready = Ready.Status("/health") });

        await _stage.BringUpAsync(deployment, Cancellation);

        Assert.Equal(Health.Healthy, await HealthAsync());
    }

    [Fact]
    public async Task A_constant_answer_that_is_not_the_contracts_fails_at_once_and_names_the_line_to_write()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0", service => service with { ReadyPath = "/health" });

        (Fault fault, TimeSpan took) = await RefusedAsync(deployment, Deadline);

        Assert.Equal("SLP4033", fault.Code);
        Assert.Contains("Ready = Ready.Status(\"/health\")", fault.Mend, StringComparison.Ordinal);
        Assert.Contains("./build.sh Guide contract", fault.Mend, StringComparison.Ordinal);
        Assert.True(took < TimeSpan.FromSeconds(20), $"{took}");
    }

    [Fact]
    public async Task A_path_that_is_not_there_fails_long_before_the_deadline()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0", service => service with { ReadyPath = "/never" });

        (Fault fault, TimeSpan took) = await RefusedAsync(deployment, Deadline);

        Assert.Equal("SLP4034", fault.Code);
        Assert.Contains("keeps answering 404 at /never", fault.Cause, StringComparison.Ordinal);
        Assert.True(took < TimeSpan.FromSeconds(30), $"{took}");
    }

    [Fact]
    public async Task A_program_without_a_socket_is_asked_whether_it_is_a_worker()
    {
        (Fault fault, _) = await RefusedAsync(Program(Ready.Contract(), Silent), TimeSpan.FromSeconds(1));

        Assert.Equal("SLP4035", fault.Code);
        Assert.Contains("is it a worker?", fault.Cause, StringComparison.Ordinal);
        Assert.Contains("new WorkerProject(\"api\"", fault.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "now working")]
    [InlineData(true, "^now (working|resting)$")]
    public async Task A_line_of_the_log_is_waited_for(bool isPattern, string text)
    {
        await _stage.BringUpAsync(Program(isPattern ? Ready.LogPattern(text) : Ready.LogLine(text), "#!/bin/sh\nsleep 0.3\necho now working\nexec sleep 600\n"), Cancellation);

        Assert.Equal(Health.Healthy, await HealthAsync());
    }

    [Fact]
    public async Task A_line_that_an_earlier_instance_wrote_counts_for_nothing()
    {
        const string once = "#!/bin/sh\n[ -e \"$SLIPWAY_DATA/once\" ] || { touch \"$SLIPWAY_DATA/once\"; echo now working; }\nexec sleep 600\n";
        Deployment deployment = Program(Ready.LogLine("now working"), once);
        await _stage.BringUpAsync(deployment, Cancellation);
        await _stage.Deployer.StopAsync(_stage.Environment, deployment.Id, TimeSpan.FromSeconds(5), Cancellation);

        (Fault fault, _) = await RefusedAsync(deployment, TimeSpan.FromSeconds(1));

        Assert.Equal("SLP4032", fault.Code);
        Assert.Contains("a line of its log with 'now working'", fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_alive_is_waited_for_even_behind_the_deadline_and_an_end_in_it_is_told()
    {
        var watch = Stopwatch.StartNew();
        await _stage.BringUpAsync(Program(Ready.AliveFor(TimeSpan.FromSeconds(1.5)), Silent), Cancellation);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(1.4), $"{watch.Elapsed}");

        (Fault fault, _) = await RefusedAsync(Program(Ready.AliveFor(TimeSpan.FromSeconds(30)), "#!/bin/sh\nsleep 0.2\nexit 5\n", "d2"), TimeSpan.FromSeconds(1));

        Assert.Equal("SLP4031", fault.Code);
        Assert.Contains("exit code 5", fault.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ready")]
    [InlineData("")]
    public void A_path_without_a_slash_is_refused_where_it_is_written(string path)
    {
        Assert.Throws<ArgumentException>(() => Ready.Status(path));
        Assert.Throws<ArgumentException>(() => Ready.Contract(path));
    }

    [Fact]
    public async Task A_program_in_another_language_keeps_the_contract_with_its_own_library()
    {
        Deployment deployment = _stage.MakeProgram("d1", "1.0.0", new PackagedService { Name = "api", EntryPoint = "python3", Arguments = ["server.py"] }, ("server.py", PythonServer.Text));

        await _stage.BringUpAsync(deployment, Cancellation);
        await _stage.Deployer.SwitchAsync(deployment, Cancellation);

        using var client = new HttpClient();
        Assert.Contains(deployment.PackageId, await client.GetStringAsync(new Uri(_stage.Environment.Url, "/ready"), Cancellation), StringComparison.Ordinal);
    }

    private Deployment Program(Ready ready, string script, string id = "d1") => _stage.MakeProgram(id, "1.0.0", new PackagedService { Name = "api", EntryPoint = "run.sh", Ready = ready }, ("run.sh", script));

    private async Task<Health> HealthAsync() => Assert.Single((await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).Instances).Health;

    private async Task<(Fault Fault, TimeSpan Took)> RefusedAsync(Deployment deployment, TimeSpan deadline)
    {
        await _stage.Deployer.UnpackAsync(deployment, Cancellation);
        await _stage.Deployer.StartAsync(deployment, Cancellation);
        var watch = Stopwatch.StartNew();
        var refusal = await Assert.ThrowsAsync<FaultException>(() => _stage.Deployer.AwaitReadyAsync(deployment, deadline, Cancellation));
        return (Assert.Single(refusal.Faults), watch.Elapsed);
    }
}
