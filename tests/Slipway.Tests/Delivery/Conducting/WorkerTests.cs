using Slipway.Releases.Facts;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>Programs that take no requests: their work is in one release's hands at a time, and their data outlive all of them.</summary>
public sealed class WorkerTests : IAsyncDisposable
{
    private const string Consume = """
        #!/bin/sh
        echo "consuming as $SLIPWAY_VERSION"
        while :; do echo "$SLIPWAY_VERSION" >> "$SLIPWAY_DATA/work"; sleep 0.02; done
        """;

    private const string ConsumeUnlessToldToStandBy = """
        #!/bin/sh
        echo up
        while :; do [ -e "$SLIPWAY_STANDBY" ] || echo "$SLIPWAY_VERSION" >> "$SLIPWAY_DATA/work"; sleep 0.02; done
        """;

    private static readonly PackagedService Worker = new() { Name = "mailer", EntryPoint = "run.sh", Ready = Ready.LogLine("consuming as"), IsWorker = true, StopsWhenLeft = true };

    private readonly ConductedShop _shop = new();
    private readonly List<string> _said = [];

    public WorkerTests() => _shop.Said = _said.Add;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task No_two_versions_work_at_once_on_the_way_forward_and_back_and_up_again()
    {
        string first = await SealAsync("1.0.0", Consume), second = await SealAsync("1.1.0", Consume);

        await _shop.PromoteAsync(first);
        await WorksAsync("1.0.0");
        await _shop.PromoteAsync(second);
        await WorksAsync("1.1.0");
        await _shop.RollBackAsync("it mails twice");
        await WorksAsync("1.0.0");
        await _shop.DownAsync();
        await _shop.UpAsync();
        await WorksAsync("1.0.0");

        Assert.Equal(["1.0.0", "1.1.0", "1.0.0"], Blocks());
        Assert.Equal(first, await _shop.ServingAsync());
        Assert.Equal(("mailer", Health.Healthy), (Assert.Single((await _shop.ObserveAsync()).Instances).Service, (await _shop.ObserveAsync()).Instances[0].Health));
    }

    [Fact]
    public async Task The_record_tells_when_the_work_was_given_over()
    {
        await _shop.PromoteAsync(await SealAsync("1.0.0", Consume));

        string[] steps = [.. (await _shop.Ledger.ReadAsync(Cancellation)).Where(entry => entry.Type == EntryType.DeployStep).Select(entry => $"{entry.Data["step"]} {entry.Data["phase"]}")];

        Assert.Equal(["switch intent", "switch outcome", "hand-over intent", "hand-over outcome"], steps[^4..]);
    }

    [Fact]
    public async Task A_worker_that_ends_is_taken_back_and_the_old_one_works_on()
    {
        string first = await SealAsync("1.0.0", Consume), broken = await SealAsync("1.1.0", "#!/bin/sh\necho no queue >&2\nexit 3\n");
        await _shop.PromoteAsync(first);

        FaultException failed = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(broken));

        Assert.Equal((ExitCode.RolledBack, "SLP4031"), (failed.ExitCode, failed.Faults[0].Code));
        Assert.Contains("exit code 3", failed.Faults[0].Cause, StringComparison.Ordinal);
        Assert.Contains("no queue", failed.Faults[0].Cause, StringComparison.Ordinal);
        int before = Lines();
        await Eventually(() => Lines() > before);
        Assert.Equal(["1.0.0"], Blocks());
        Assert.Equal(first, await _shop.ServingAsync());
    }

    [Fact]
    public async Task A_warm_one_stands_by_while_the_file_is_there()
    {
        PackagedService warm = Worker with { StopsWhenLeft = false, Ready = Ready.LogLine("up") };
        string first = await _shop.SealProgramAsync("1.0.0", warm, ("run.sh", ConsumeUnlessToldToStandBy)), second = await _shop.SealProgramAsync("1.1.0", warm, ("run.sh", ConsumeUnlessToldToStandBy));
        await _shop.PromoteAsync(first);
        await WorksAsync("1.0.0");
        await _shop.PromoteAsync(second);
        await WorksAsync("1.1.0");

        int turn = Read().LastIndexOf("1.0.0");
        await Task.Delay(300, Cancellation);

        Assert.Equal(turn, Read().LastIndexOf("1.0.0"));
        Assert.Equal(2, (await _shop.ObserveAsync()).Instances.Count(instance => instance.Health == Health.Healthy));
        await _shop.RollBackAsync("it mails twice");
        await WorksAsync("1.0.0");
    }

    [Fact]
    public async Task What_is_written_beside_the_program_is_told_before_it_is_lost()
    {
        const string beside = "#!/bin/sh\necho x > shop.db\necho consuming as\nexec sleep 600\n";
        await _shop.PromoteAsync(await SealAsync("1.0.0", beside));
        await _shop.PromoteAsync(await SealAsync("1.1.0", Consume));

        Assert.Contains(_said, line => line.Contains("SLP3503: 0001-", StringComparison.Ordinal) && line.Contains("mailer/shop.db", StringComparison.Ordinal) && line.Contains("SLIPWAY_DATA", StringComparison.Ordinal));
        Assert.DoesNotContain(_said, line => line.Contains("SLP3503: 0002-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_is_not_warm_is_ended_once_it_lost_the_traffic_and_runs_again_after_a_way_back()
    {
        string first = await SealShopAsync("1.0.0"), second = await SealShopAsync("1.1.0");
        await _shop.PromoteAsync(first);
        await _shop.PromoteAsync(second);

        InstanceObservation only = Assert.Single((await _shop.ObserveAsync()).Instances);
        Assert.Equal((second, Health.Healthy), (only.PackageId, only.Health));
        await _shop.RollBackAsync("too slow");
        Assert.Equal(first, await _shop.ServingAsync());
        Assert.Equal(first, Assert.Single((await _shop.ObserveAsync()).Instances).PackageId);
    }

    private Task<string> SealShopAsync(string version) => _shop.SealProgramAsync(version, new PackagedService { Name = "api", EntryPoint = "python3", Arguments = ["server.py"], StopsWhenLeft = true }, ("server.py", PythonServer.Text));

    private Task<string> SealAsync(string version, string script) => _shop.SealProgramAsync(version, Worker, ("run.sh", script));

    private async Task WorksAsync(string version)
    {
        int before = Lines();
        await Eventually(() => Lines() > before && Read()[^1] == version);
    }

    private int Lines() => Read().Count;

    private List<string> Read() => File.Exists(_shop.DataOf("mailer") / "work") ? [.. File.ReadAllLines(_shop.DataOf("mailer") / "work")] : [];

    // The versions in the order they worked, each once per stretch.
    private List<string> Blocks()
    {
        List<string> blocks = [];
        foreach (string line in Read())
        {
            if (blocks.Count == 0 || blocks[^1] != line)
                blocks.Add(line);
        }

        return blocks;
    }

    private static async Task Eventually(Func<bool> isSo)
    {
        for (int attempt = 0; attempt < 500 && !isSo(); attempt++)
            await Task.Delay(20, Cancellation);
        Assert.True(isSo());
    }
}
