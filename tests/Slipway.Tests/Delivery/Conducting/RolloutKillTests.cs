using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Releases.Rollouts;
using Slipway.Releases.Trials;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>
/// Rollouts whose run is killed in front of and behind each thing it does to the world, under load. Whoever types <c>Up</c> finds ledger and traffic of one mind;
/// no customer is lost, and a release that was found bad never comes back by itself.
/// </summary>
[Collection(nameof(Alone))]
public sealed class RolloutKillTests : IAsyncDisposable
{
    private const int NoRolloutIsLonger = 120, Stride = 3;

    private readonly ConductedShop _shop = new()
    {
        Rollout = RolloutPlan.Canary(new(20, TimeSpan.FromMilliseconds(100)), new(50, TimeSpan.FromMilliseconds(100))) with
        {
            Metrics = [RolloutMetric.Errors],
            SafeErrors = 0.2,
            MinimumRequests = 10,
            Look = TimeSpan.FromMilliseconds(100),
            WarmUp = TimeSpan.Zero,
        },
    };

    private int _fired;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Theory]
    [InlineData("errors=0")]
    [InlineData("errors=0.9")]
    public async Task Every_rollout_that_is_killed_anywhere_converges(string mood)
    {
        Soak.OrSkip("kills rollouts at each step");
        await _shop.PromoteAsync(await _shop.SealMoodyAsync("0.0.1", "errors=0"));
        await using var load = new SteadyLoad(_shop.Url);
        for (int call = 1; call < NoRolloutIsLonger; call += Stride)
        {
            int before = _fired;
            foreach (bool isBehind in new[] { false, true })
                await KilledAsync(new KillPoint(call, isBehind), await _shop.SealMoodyAsync($"1.{call}.{(isBehind ? 1 : 0)}", mood));
            if (_fired == before)
                break; // it has no call of that number
        }

        await load.StopAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"{_fired} kills, {load.Answered + load.Failed} requests, {load.Broken} lost");
        Assert.InRange(_fired, 20, 200);
        Assert.Equal(0, load.Broken);
    }

    private async Task KilledAsync(KillPoint kill, string package)
    {
        string from = (await _shop.HereAsync()).Current!.PackageId; // one serves from the first line on
        int entries = (await _shop.Ledger.ReadAsync(Cancellation)).Length;
        try
        {
            await _shop.PromoteAsync(_shop.ConductorOver(new KilledLedger(_shop.Ledger, kill), new KilledDeployer(_shop.Deployer, kill)), package);
        }
        catch (KilledException)
        {
            // as a process that is gone
        }
        catch (FaultException exception) when (exception.ExitCode == ExitCode.RolledBack)
        {
            // the run came to its end before the point was reached
        }

        _fired += kill.WasMet ? 1 : 0;
        await _shop.UpAsync(_shop.Conductor);
        Observation seen = await _shop.ObserveAsync();
        EnvironmentState here = await _shop.HereAsync();
        Assert.True(here is { Open: null, Rollout: null }, $"{here.Open?.Type} at call {_fired}");
        Assert.Null(seen.Canary);
        Assert.Equal((here.Current!.PackageId, here.Current.DeploymentId), (seen.LivePackage, seen.LiveDeployment)); // and still does
        bool wasFoundBad = (await _shop.Ledger.ReadAsync(Cancellation)).Skip(entries)
            .Any(entry => entry.Type == EntryType.ExposureJudged && ExposureJudged.Read(entry.Data).Finding == Finding.Harmful);
        Assert.True(!wasFoundBad || (seen.LivePackage == from && here.Barred.ContainsKey(package)), $"found bad and not barred, kill {_fired}");
    }
}
