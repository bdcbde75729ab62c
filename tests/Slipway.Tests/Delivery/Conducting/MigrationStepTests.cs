using System.Diagnostics;
using Slipway.Releases.Facts;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>The change of stored data stands between the files and the instances, and decides whether there is a switch at all.</summary>
public sealed class MigrationStepTests : IAsyncDisposable
{
    private const string Work = "#!/bin/sh\necho up\nexec sleep 600\n";

    private readonly ConductedShop _shop = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task It_runs_before_the_instances_start_with_their_settings_and_not_on_the_way_back()
    {
        string first = await SealAsync("1.0.0", "echo \"$SLIPWAY_VERSION $SLIPWAY_ENVIRONMENT $Shop__Title\" >> \"$SLIPWAY_DATA/schema\"; echo migrated"), second = await SealAsync("1.1.0", "echo \"$SLIPWAY_VERSION\" >> \"$SLIPWAY_DATA/schema\"");
        await _shop.PromoteAsync(first);
        string[] steps = [.. (await _shop.Ledger.ReadAsync(Cancellation)).Where(entry => entry.Type == EntryType.DeployStep && entry.Data["phase"] == "outcome").Select(entry => entry.Data["step"])];
        await _shop.PromoteAsync(second);
        await _shop.RollBackAsync("wrong");

        Assert.Equal(["open", "unpack", "migrate", "start", "ready", "smoke-before", "switch"], steps);
        Assert.Equal(["1.0.0 staging Harbour", "1.1.0"], await File.ReadAllLinesAsync(_shop.DataOf("api") / "schema", Cancellation));
        Assert.Contains("migrated", await File.ReadAllTextAsync(Directory.EnumerateFiles(_shop.Logs, "0001-*-api.log").Single(), Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_fails_switches_nothing()
    {
        string first = await SealAsync("1.0.0", "true"), second = await SealAsync("1.1.0", "echo no such table >&2; exit 4");
        await _shop.PromoteAsync(first);

        FaultException failed = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(second));

        Assert.Equal((ExitCode.Failed, "SLP4051"), (failed.ExitCode, failed.Faults[0].Code));
        Assert.Contains("exit code 4", failed.Faults[0].Cause, StringComparison.Ordinal);
        Assert.Contains("no such table", failed.Faults[0].Cause, StringComparison.Ordinal);
        Assert.Equal(first, await _shop.ServingAsync());
        Assert.DoesNotContain(await _shop.Ledger.ReadAsync(Cancellation), entry => entry.PackageId == second && entry.Data.GetValueOrDefault("step") is "start" or "switch");
    }

    [Fact]
    public async Task One_that_takes_too_long_is_ended_with_all_it_started()
    {
        string package = await SealAsync("1.0.0", "sleep 600 & echo $! > \"$SLIPWAY_DATA/pid\"; wait", TimeSpan.FromSeconds(1));

        FaultException failed = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(package));

        Assert.Equal("SLP4052", failed.Faults[0].Code);
        string child = (await File.ReadAllTextAsync(_shop.DataOf("api") / "pid", Cancellation)).Trim();
        Assert.False(Directory.Exists($"/proc/{child}") && !(await File.ReadAllTextAsync($"/proc/{child}/stat", Cancellation)).Contains(") Z ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_a_killed_run_left_behind_is_ended_before_the_next_begins()
    {
        string data = Directory.CreateDirectory(_shop.DataOf("api")).FullName;
        using Process left = Process.Start(new ProcessStartInfo("sleep", "600") { Environment = { ["SLIPWAY_MIGRATION"] = data } })!; // a program that is there
        string package = await SealAsync("1.0.0", $"kill -0 {left.Id} 2>/dev/null && grep -v -q ') Z ' /proc/{left.Id}/stat && exit 9; true");

        await _shop.PromoteAsync(package);

        Assert.True(left.WaitForExit(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task One_that_is_not_there_is_told()
    {
        string package = await _shop.SealProgramAsync("1.0.0", Service(new MigrationStep("no-such-program")), ("run.sh", Work));

        Assert.Equal("SLP4050", (await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(package))).Faults[0].Code);
    }

    private Task<string> SealAsync(string version, string script, TimeSpan? deadline = null) => _shop.SealProgramAsync(
        version, Service(new MigrationStep("migrate.sh") { Deadline = deadline ?? TimeSpan.FromMinutes(1) }), ("run.sh", Work), ("migrate.sh", $"#!/bin/sh\n{script}\n"));

    private static PackagedService Service(MigrationStep step) => new() { Name = "api", EntryPoint = "run.sh", IsWorker = true, Ready = Ready.LogLine("up"), Migrate = step };
}
