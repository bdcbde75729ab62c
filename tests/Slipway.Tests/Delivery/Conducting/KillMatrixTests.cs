using Slipway.Delivery.Conducting;
using Slipway.Fakes;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>
/// Every verb that changes an environment, killed in front of and behind each thing it does to the world, line by line of the ledger. Whoever repeats it ends where it was
/// meant to; whoever types <c>Up</c> instead finds ledger and traffic of one mind.
/// </summary>
public sealed class KillMatrixTests : IAsyncDisposable
{
    private const int NoVerbIsLonger = 80;

    private readonly ConductedShop _shop = new();
    private int _fired;

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    // Every call takes seven minutes: the gate looks at every second one, ./build.sh LedgerRaces at all.
    private static int Stride { get; } = Environment.GetEnvironmentVariable("SLIPWAY_RACES") == "1" ? 1 : 2;

    [Fact]
    public async Task Every_verb_that_is_killed_anywhere_converges_when_it_is_repeated_and_when_only_up_is_typed()
    {
        Soak.OrSkip("kills of every verb at each step");
        await _shop.PromoteAsync(await _shop.SealAsync("0.0.1"));
        await MatrixAsync(PromoteAsync);
        await MatrixAsync(RollbackAsync);
        await MatrixAsync(RehearseAsync);
        await MatrixAsync(UpAsync);

        TestContext.Current.TestOutputHelper?.WriteLine($"{_fired} kills");
        Assert.InRange(_fired, 200 / Stride, 1000);
    }

    // A few points of each, for everybody.
    [Theory]
    [InlineData(9, true)]
    [InlineData(12, false)]
    [InlineData(13, true)]
    [InlineData(15, true)]
    public async Task A_rollback_that_is_killed_about_the_switch_ends_where_it_was_meant_to(int call, bool isBehind)
    {
        await _shop.PromoteAsync(await _shop.SealAsync("0.0.1"));

        await RollbackAsync(new KillPoint(call, isBehind), repeats: true);

        Assert.Equal(1, _fired);
    }

    private async Task MatrixAsync(Func<KillPoint, bool, Task> verb)
    {
        for (int call = 1; call < NoVerbIsLonger; call += Stride)
        {
            int before = _fired;
            foreach (bool isBehind in new[] { false, true })
                await verb(new KillPoint(call, isBehind), (call + (isBehind ? 1 : 0)) % 3 != 0);
            if (_fired == before)
                return; // it has no call of that number
        }
    }

    private async Task PromoteAsync(KillPoint kill, bool repeats)
    {
        string from = (await _shop.HereAsync()).Current!.PackageId, next = await _shop.SealAsync($"1.{_fired}.{(repeats ? 1 : 0)}");
        await KilledAsync(kill, conductor => _shop.PromoteAsync(conductor, next));
        if (repeats)
        {
            await _shop.PromoteAsync(next, reasonToLetInAgain: "killed");
            await SoundAsync(next);
        }
        else
        {
            await _shop.UpAsync(_shop.Conductor);
            await SoundAsync(null);
            Assert.Contains((await _shop.HereAsync()).Current!.PackageId, new[] { from, next });
        }
    }

    private async Task RollbackAsync(KillPoint kill, bool repeats)
    {
        string good = (await _shop.HereAsync()).Current!.PackageId, bad = await _shop.SealAsync($"2.{_fired}.{(repeats ? 1 : 0)}");
        await _shop.PromoteAsync(bad);
        await KilledAsync(kill, conductor => _shop.RollBackAsync(conductor, "it loses orders"));
        if (repeats)
            await _shop.RollBackAsync("it loses orders");
        else
            await _shop.UpAsync(_shop.Conductor);
        await SoundAsync(repeats ? good : null);
        EnvironmentState here = await _shop.HereAsync();
        bool isBack = here.Current!.PackageId == good;
        Assert.Equal((isBack, isBack ? "it loses orders" : null), (here.Barred.ContainsKey(bad), here.Pin));
        Assert.False(here.Barred.ContainsKey(good));
        if (!isBack)
            await _shop.RollBackAsync("it loses orders");
    }

    private async Task RehearseAsync(KillPoint kill, bool repeats)
    {
        string live = (await _shop.HereAsync()).Current!.PackageId;
        if ((await _shop.HereAsync()).RollbackTarget is null)
            await _shop.PromoteAsync(live = await _shop.SealAsync($"3.{_fired}.0"));
        await KilledAsync(kill, conductor => _shop.RehearseAsync(conductor, live));
        if (repeats)
            await _shop.RehearseAsync(_shop.Conductor, live);
        else
            await _shop.UpAsync(_shop.Conductor);
        await SoundAsync(live);
        Assert.False((await _shop.HereAsync()).Barred.ContainsKey(live));
        Assert.Null((await _shop.HereAsync()).Rehearsed);
    }

    private async Task UpAsync(KillPoint kill, bool repeats)
    {
        string live = (await _shop.HereAsync()).Current!.PackageId;
        if (repeats)
            await _shop.DownAsync();
        else
            await _shop.EndInstancesAsync();
        await KilledAsync(kill, _shop.UpAsync);
        await _shop.UpAsync(_shop.Conductor);
        await SoundAsync(live);
    }

    private async Task KilledAsync(KillPoint kill, Func<Conductor, Task> verb)
    {
        try
        {
            await verb(_shop.ConductorOver(new KilledLedger(_shop.Ledger, kill), new KilledDeployer(_shop.Deployer, kill)));
        }
        catch (KilledException)
        {
            // as a process that is gone
        }

        _fired += kill.WasMet ? 1 : 0;
    }

    private async Task SoundAsync(string? package)
    {
        Observation seen = await _shop.ObserveAsync();
        EnvironmentState here = await _shop.HereAsync();
        Assert.Null(here.Open);
        Assert.True(here.IsUp);
        Assert.Equal((here.Current!.PackageId, here.Current.DeploymentId), (seen.LivePackage, seen.LiveDeployment));
        Assert.Contains(seen.Instances, instance => instance.DeploymentId == seen.LiveDeployment && instance.Health == Health.Healthy);
        if (package is not null)
            Assert.Equal(package, seen.LivePackage);
    }
}
