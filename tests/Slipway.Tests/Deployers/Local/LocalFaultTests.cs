using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Slipway.Deployers.Local;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Deployers.Local;

public sealed class LocalFaultTests : IAsyncDisposable
{
    private readonly LocalStage _stage = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task An_instance_that_answers_as_another_package_is_refused_with_both_ids()
    {
        string other = new('f', 64);
        Deployment deployment = _stage.Make("d1", "1.0.0", service => service with { Arguments = [$"--SLIPWAY_PACKAGE={other}"] });

        Fault fault = await RefusedAsync(deployment, TimeSpan.FromSeconds(60));

        Assert.Equal("SLP4030", fault.Code);
        Assert.Contains(other, fault.Cause, StringComparison.Ordinal);
        Assert.Contains(deployment.PackageId, fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_that_is_never_ready_is_refused_at_the_deadline_with_its_last_answer()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0", service => service with { ReadyPath = "/never" });

        Fault fault = await RefusedAsync(deployment, TimeSpan.FromSeconds(3));

        Assert.Equal("SLP4032", fault.Code);
        Assert.Contains("/never last answered 404", fault.Cause, StringComparison.Ordinal);
        Assert.True(File.Exists(fault.Place));
    }

    [Fact]
    public async Task An_instance_that_ends_at_once_is_refused_with_exit_code_and_log()
    {
        Deployment sound = _stage.Make("d1", "1.0.0");
        Deployment deployment = sound with { Environment = sound.Environment with { Configuration = ImmutableSortedDictionary<string, string>.Empty } };

        Fault fault = await RefusedAsync(deployment, TimeSpan.FromSeconds(60));

        Assert.Equal("SLP4031", fault.Code);
        Assert.Contains("exit code 2", fault.Cause, StringComparison.Ordinal);
        Assert.Contains("Shop__Title is missing", fault.Cause, StringComparison.Ordinal);
        Assert.Equal(Health.Ended, Assert.Single((await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).Instances).Health);
    }

    [Fact]
    public async Task A_folder_for_sockets_that_others_may_read_is_refused()
    {
        await using var deep = new LocalStage(_stage.Temp / new string('d', 100) / "state");
        await deep.Deployer.OpenAsync(deep.Environment, Cancellation);
        string sockets = deep.SocketFolder();
        await deep.Deployer.CloseAsync(deep.Environment, Cancellation);
        Directory.CreateDirectory(sockets, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        try
        {
            var refusal = await Assert.ThrowsAsync<FaultException>(() => deep.Deployer.OpenAsync(deep.Environment, Cancellation));

            Assert.Equal(("SLP4003", sockets), (Assert.Single(refusal.Faults).Code, refusal.Faults[0].Place));
        }
        finally
        {
            Directory.Delete(sockets);
        }
    }

    [Fact]
    public async Task A_program_that_cannot_be_executed_is_refused()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0", service => service with { EntryPoint = "Storefront" });
        await _stage.Deployer.UnpackAsync(deployment, Cancellation);

        var refusal = await Assert.ThrowsAsync<FaultException>(() => _stage.Deployer.StartAsync(deployment, Cancellation));

        Assert.Equal("SLP4020", Assert.Single(refusal.Faults).Code);
    }

    [Fact]
    public async Task A_port_taken_by_another_process_is_refused_with_its_holder()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, _stage.Environment.Port);
        squatter.Start();

        Fault fault = await OpenRefusedAsync(_stage);

        Assert.Equal("SLP4043", fault.Code);
        Assert.Contains($"port {_stage.Environment.Port}", fault.Cause, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_taken_by_another_slipway_is_refused_with_its_state_folder()
    {
        await _stage.Deployer.OpenAsync(_stage.Environment, Cancellation);
        await using var other = new LocalStage { Environment = _stage.Environment };

        Fault fault = await OpenRefusedAsync(other);

        Assert.Equal("SLP4043", fault.Code);
        Assert.Contains(_stage.State / "environments" / "staging" / "edge", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edge_on_another_port_than_the_environment_says_is_left_alone()
    {
        await _stage.Deployer.OpenAsync(_stage.Environment, Cancellation);

        var refusal = await Assert.ThrowsAsync<FaultException>(
            () => _stage.Deployer.OpenAsync(_stage.Environment with { Port = _stage.Environment.Port + 1 }, Cancellation));

        Assert.Equal("SLP4042", Assert.Single(refusal.Faults).Code);
        Assert.NotNull((await _stage.Deployer.ObserveAsync(_stage.Environment, Cancellation)).FrontDoor);
    }

    [Fact]
    public async Task The_live_deployment_cannot_be_drained()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");
        await _stage.BringUpAsync(deployment, Cancellation);
        await _stage.Deployer.SwitchAsync(deployment, Cancellation);

        var refusal = await Assert.ThrowsAsync<FaultException>(
            () => _stage.Deployer.DrainAsync(_stage.Environment, "d1", TimeSpan.FromSeconds(1), Cancellation));

        Assert.Equal("SLP4041", Assert.Single(refusal.Faults).Code);
    }

    [Fact]
    public async Task Moving_traffic_without_an_edge_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<FaultException>(() => _stage.Deployer.SwitchAsync(_stage.Make("d1", "1.0.0"), Cancellation));

        Assert.Equal("SLP4040", Assert.Single(refusal.Faults).Code);
    }

    [Fact]
    public async Task Waiting_for_what_was_never_started_is_refused()
    {
        var refusal = await Assert.ThrowsAsync<FaultException>(
            () => _stage.Deployer.AwaitReadyAsync(_stage.Make("d1", "1.0.0"), TimeSpan.FromSeconds(1), Cancellation));

        Assert.Equal("SLP4022", Assert.Single(refusal.Faults).Code);
    }

    [Fact]
    public async Task A_missing_edge_program_is_told()
    {
        var deployer = new LocalDeployer(_stage.Options with { EdgeProgram = () => _stage.Temp / "nothing.dll" }, TimeProvider.System);

        var refusal = await Assert.ThrowsAsync<FaultException>(() => deployer.OpenAsync(_stage.Environment, Cancellation));

        Assert.Equal("SLP4044", Assert.Single(refusal.Faults).Code);
    }

    [Fact]
    public async Task Sockets_move_to_a_short_folder_when_the_state_folder_is_deep()
    {
        await using var deep = new LocalStage(_stage.Temp / new string('d', 100) / "state");
        Deployment deployment = deep.Make("d1", "1.0.0", service => service with { Name = "storefront" });
        await deep.BringUpAsync(deployment, Cancellation);
        await deep.Deployer.SwitchAsync(deployment, Cancellation);

        using var client = new HttpClient();
        Assert.Contains(deployment.PackageId, await client.GetStringAsync(new Uri(deep.Environment.Url, "version"), Cancellation), StringComparison.Ordinal);
        Assert.False(Directory.Exists(deep.State / "environments" / "staging" / "run"));
    }

    [Fact]
    public async Task Everything_kept_is_private()
    {
        await _stage.BringUpAsync(_stage.Make("d1", "1.0.0"), Cancellation);

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        IEnumerable<string> open = Directory.EnumerateFileSystemEntries(_stage.State, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".sock", StringComparison.Ordinal) && (File.GetUnixFileMode(path) & others) != 0);
        Assert.Empty(open);
    }

    private async Task<Fault> RefusedAsync(Deployment deployment, TimeSpan deadline)
    {
        await _stage.Deployer.UnpackAsync(deployment, Cancellation);
        await _stage.Deployer.StartAsync(deployment, Cancellation);
        var refusal = await Assert.ThrowsAsync<FaultException>(() => _stage.Deployer.AwaitReadyAsync(deployment, deadline, Cancellation));
        Assert.Equal(ExitCode.Failed, refusal.ExitCode);
        return Assert.Single(refusal.Faults);
    }

    private static async Task<Fault> OpenRefusedAsync(LocalStage stage)
    {
        var refusal = await Assert.ThrowsAsync<FaultException>(() => stage.Deployer.OpenAsync(stage.Environment, Cancellation));
        return Assert.Single(refusal.Faults);
    }
}
