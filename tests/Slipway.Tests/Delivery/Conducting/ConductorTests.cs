using System.Net.Http.Json;
using System.Text;
using Slipway.Processes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>What a conductor does with a real shop, and what its ledger says afterwards.</summary>
public sealed class ConductorTests : IAsyncDisposable
{
    // Holds before traffic; once traffic moved, a customer orders and it holds no longer.
    private static readonly SmokeCheck NoOrdersYet = new("/api/orders/count", Contains: "\"orders\":0");

    private readonly ConductedShop _shop = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task A_second_rollback_in_a_row_goes_one_release_further_back_and_a_third_has_nowhere_to_go()
    {
        string first = await _shop.SealAsync("1.0.0"), second = await _shop.SealAsync("1.1.0"), third = await _shop.SealAsync("1.2.0");
        foreach (string package in new[] { first, second, third })
            await _shop.PromoteAsync(package);

        await _shop.RollBackAsync("too slow");
        Assert.Equal(second, await _shop.ServingAsync());
        await _shop.RollBackAsync("slow as well");
        Assert.Equal(first, await _shop.ServingAsync());
        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => _shop.RollBackAsync("and this?"));

        Assert.Equal((ExitCode.GateFailed, "SLP2403"), (refused.ExitCode, Assert.Single(refused.Faults).Code));
        EnvironmentState here = await _shop.HereAsync();
        Assert.Equal((first, "slow as well"), (await _shop.ServingAsync(), here.Pin));
        Assert.Equal(["slow as well", "too slow"], new[] { here.Barred[second], here.Barred[third] });
    }

    [Fact]
    public async Task Stored_data_that_was_contracted_leaves_only_the_way_forward()
    {
        Migration expand = new("0001-name", MigrationPhase.Expand, "name", "storefront", Fakes.Facts.Id('a')), contract = expand with { Id = "0002-name", Phase = MigrationPhase.Contract };
        string first = await _shop.SealAsync("1.0.0", [expand]), second = await _shop.SealAsync("1.1.0", [expand, contract]);
        await _shop.PromoteAsync(first);
        await _shop.PromoteAsync(second);

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => _shop.RollBackAsync("wrong names"));

        Assert.Equal((ExitCode.GateFailed, "SLP2430", "migration 0002-name of 1.1.0 takes away what 1.0.0 may use"), (refused.ExitCode, refused.Faults[0].Code, refused.Faults[0].Cause));
        Assert.Equal(second, await _shop.ServingAsync());
    }

    [Fact]
    public async Task A_snapshot_is_taken_before_anything_is_touched_and_one_that_fails_ends_the_deployment()
    {
        string first = await _shop.SealAsync("1.0.0"), second = await _shop.SealAsync("1.1.0");
        _shop.TakeSnapshot = async (environment, cancellation) =>
        {
            Assert.Null((await _shop.Deployer.ObserveAsync(environment, cancellation)).LivePackage);
            return new Snapshot("snap-1", "the cellar", "restored into a drill, 3 rows");
        };
        await _shop.PromoteAsync(first);
        _shop.TakeSnapshot = (_, _) => throw new FaultException(ExitCode.Failed, new Fault("SHOP001", "the cellar is full", "the cellar", "empty it"));

        await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(second));

        ReleaseState state = await _shop.StateAsync();
        Assert.Equal("restored into a drill, 3 rows", Assert.Single(state.Governance.Snapshots).Value.Data["restoreProof"]);
        Assert.Equal(first, await _shop.ServingAsync());
        Entry failed = (await _shop.Ledger.ReadAsync(Cancellation)).Last(entry => entry.Type == EntryType.DeployFailed);
        Assert.Equal((second, "the cellar is full"), (failed.PackageId, failed.Data["reason"]));
    }

    [Fact]
    public async Task What_serves_and_the_way_back_stay_unpacked_and_a_release_further_back_is_unpacked_again()
    {
        string first = await _shop.SealAsync("1.0.0"), second = await _shop.SealAsync("1.1.0"), third = await _shop.SealAsync("1.2.0"), fourth = await _shop.SealAsync("1.3.0");
        foreach (string package in new[] { first, second, third, fourth })
            await _shop.PromoteAsync(package);

        Assert.Equal([third, fourth], await _shop.LaidAsync());
        await _shop.RollBackAsync("too slow");
        await _shop.RollBackAsync("slow as well");
        await _shop.RollBackAsync("everything is slow");

        Assert.Equal(first, await _shop.ServingAsync());
        await _shop.PromoteAsync(await _shop.SealAsync("1.4.0"));
        Assert.Equal([first, (await _shop.HereAsync()).Current!.PackageId], await _shop.LaidAsync()); // just promoted
    }

    [Fact]
    public async Task A_way_back_that_fails_too_is_told_with_both_causes()
    {
        string first = await _shop.SealAsync("1.0.0"), second = await _shop.SealAsync("1.1.0", NoOrdersYet);
        await _shop.PromoteAsync(first);
        await _shop.EndInstancesAsync(); // one that runs was checked when it was started
        _shop.Said = OrderOnceTrafficMoved;
        foreach (string folder in new[] { _shop.Packages.FolderOf(first), await _shop.LaidFolderAsync() })
        {
            string file = Path.Combine(folder, "services", "storefront", "Storefront.runtimeconfig.json");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await File.AppendAllTextAsync(file, " ", Encoding.ASCII, Cancellation);
        }

        FaultException failed = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(second));

        Assert.Equal((ExitCode.RollbackFailed, "SLP3501,SLP4014"), (failed.ExitCode, string.Join(',', failed.Faults.Select(fault => fault.Code))));
        Assert.Contains("\"orders\":0", failed.Faults[0].Cause, StringComparison.Ordinal);
        Assert.Equal(EntryType.RollbackFailed, (await _shop.Ledger.ReadAsync(Cancellation))[^1].Type);
    }

    [Fact]
    public async Task Whoever_is_always_overtaken_gives_up_and_starts_nothing()
    {
        string package = await _shop.SealAsync("1.0.0");

        FaultException held = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(package, new OvertakenLedger(_shop.Ledger)));

        Assert.Equal((ExitCode.Held, "SLP3502"), (held.ExitCode, Assert.Single(held.Faults).Code));
        Assert.Equal(0, (await _shop.HereAsync()).Started);
    }

    [Fact]
    public async Task Files_that_cannot_be_deleted_are_told_and_fail_nothing()
    {
        string first = await _shop.SealAsync("1.0.0"), second = await _shop.SealAsync("1.1.0"), third = await _shop.SealAsync("1.2.0");
        await _shop.PromoteAsync(first);
        var said = new List<string>();
        _shop.Said = said.Add;
        string held = Directory.CreateDirectory(await _shop.LaidFolderAsync() / "held").FullName;
        Assert.SkipUnless(await RunAsync("mount", "-t", "tmpfs", "tmpfs", held), "mounting a tmpfs is not permitted here");
        try
        {
            await _shop.PromoteAsync(second);
            await _shop.PromoteAsync(third);

            Assert.Contains(said, line => line.Contains("kept", StringComparison.Ordinal) && line.Contains("SLP4016", StringComparison.Ordinal));
            Assert.Equal([first, second, third], await _shop.LaidAsync());
            Assert.Equal(third, await _shop.ServingAsync());
        }
        finally
        {
            Assert.True(await RunAsync("umount", held));
        }

        string fourth = await _shop.SealAsync("1.3.0");
        await _shop.PromoteAsync(fourth);
        Assert.Equal([third, fourth], await _shop.LaidAsync());
    }

    [Fact]
    public async Task A_barred_package_is_refused_until_somebody_lets_it_in_again_and_says_why()
    {
        string first = await _shop.SealAsync("1.0.0"), second = await _shop.SealAsync("1.1.0");
        await _shop.PromoteAsync(first);
        await _shop.PromoteAsync(second);
        await _shop.RollBackAsync("wrong prices");

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(second));
        Assert.Equal(ExitCode.GateFailed, refused.ExitCode);
        Assert.Contains("wrong prices", Assert.Single(refused.Faults).Cause, StringComparison.Ordinal);
        Assert.Equal(first, await _shop.ServingAsync());

        await _shop.PromoteAsync(second, reasonToLetInAgain: "the prices were right");
        EnvironmentState here = await _shop.HereAsync();
        Assert.Equal(second, await _shop.ServingAsync());
        Assert.Null(here.Pin);
        Assert.Empty(here.Barred);
    }

    [Fact]
    public async Task Promoting_what_serves_already_starts_nothing()
    {
        string package = await _shop.SealAsync("1.0.0");
        await _shop.PromoteAsync(package);

        Assert.IsType<Decision.AlreadyLive>(await _shop.PromoteAsync(package));

        Assert.Equal((package, 1), (await _shop.ServingAsync(), (await _shop.HereAsync()).Started));
    }

    [Fact]
    public async Task An_altered_package_is_refused_as_damaged_and_the_refusal_is_on_record()
    {
        string first = await _shop.SealAsync("1.0.0"), second = await _shop.SealAsync("1.1.0");
        await _shop.PromoteAsync(first);
        string file = _shop.Packages.FolderOf(second) / "services" / "storefront" / "Storefront.runtimeconfig.json";
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.AppendAllTextAsync(file, " ", Encoding.ASCII, Cancellation);

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(second));

        Assert.Equal(ExitCode.Damaged, refused.ExitCode);
        Entry last = (await _shop.Ledger.ReadAsync(Cancellation))[^1];
        Assert.Equal((EntryType.DeployRefused, second, "10"), (last.Type, last.PackageId, last.Data["exitCode"]));
        Assert.Equal(first, await _shop.ServingAsync());
    }

    [Fact]
    public async Task A_release_that_fails_its_smoke_under_traffic_is_taken_back_by_itself_and_barred()
    {
        string first = await _shop.SealAsync("1.0.0"), second = await _shop.SealAsync("1.1.0", NoOrdersYet);
        await _shop.PromoteAsync(first);
        _shop.Said = OrderOnceTrafficMoved;

        FaultException failed = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(second));

        Assert.Equal((ExitCode.RolledBack, "SLP2602"), (failed.ExitCode, Assert.Single(failed.Faults).Code));
        EnvironmentState here = await _shop.HereAsync();
        Assert.Equal(first, await _shop.ServingAsync());
        Assert.Null(here.Open);
        Assert.Equal([second], here.Barred.Keys);
    }

    [Fact]
    public async Task A_first_release_that_fails_its_smoke_leaves_the_environment_empty()
    {
        string package = await _shop.SealAsync("1.0.0", NoOrdersYet);
        _shop.Said = OrderOnceTrafficMoved;

        FaultException failed = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(package));

        Assert.Equal(ExitCode.RolledBack, failed.ExitCode);
        Assert.Null(await _shop.ServingAsync());
        using var client = new HttpClient();
        using HttpResponseMessage answer = await client.GetAsync(_shop.Url, Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    private void OrderOnceTrafficMoved(string line)
    {
        if (!line.StartsWith("  switch", StringComparison.Ordinal))
            return;
        using var client = new HttpClient();
        using var order = new HttpRequestMessage(HttpMethod.Post, new Uri(_shop.Url, "api/orders")) { Content = JsonContent.Create(new { id = "first", product = 1 }) };
        client.Send(order, Cancellation).EnsureSuccessStatusCode();
    }

    private static async Task<bool> RunAsync(string program, params string[] words) =>
        (await new ProcessRunner().RunAsync(new Command { Executable = program, Arguments = [.. words] }, null, Cancellation)).ExitCode == 0;
}
