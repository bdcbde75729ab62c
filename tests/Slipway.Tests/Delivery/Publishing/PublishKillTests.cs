using Slipway.Fakes;
using Slipway.Releases.Ledger;
using Slipway.Releases.Publishing;
using Slipway.Tests.Delivery.Conducting;

namespace Slipway.Tests.Delivery.Publishing;

/// <summary>
/// A publication to a folder, a feed and GitHub, killed in front of and behind each step, each line of the ledger and each request to GitHub.
/// One rerun ends in the same bytes everywhere; no draft and no half file is left, and nothing is there twice.
/// </summary>
public sealed class PublishKillTests : IDisposable
{
    private const int NoRunIsLonger = 400;

    private readonly PublishedWorld _world = new();
    private int _kills;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(5, false)]
    [InlineData(9, true)]
    [InlineData(14, true)]
    [InlineData(20, false)]
    public async Task A_publication_that_is_killed_at_a_step_is_ended_by_the_next(int call, bool isBehind)
    {
        Publication publication = Shipment.Make(_world.Files, packages: 2);
        string[] whole = await WholeAsync(publication);

        Assert.True(await KilledAtStepAsync(publication, new KillPoint(call, isBehind), whole));
    }

    [Fact]
    public async Task Killed_anywhere_one_rerun_ends_in_the_same_bytes_everywhere()
    {
        Soak.OrSkip("kills of publications at each step and each request");
        int wanted = Soak.IsLong ? 1000 : 100; // SLIPWAY_SOAK=long has the whole figure
        for (int packages = 1; _kills < wanted; packages++)
        {
            Publication publication = Shipment.Make(_world.Files / $"{packages}", packages);
            string[] whole = await WholeAsync(publication);
            int steps = await EveryAsync((call, isBehind) => KilledAtStepAsync(publication, new KillPoint(call, isBehind), whole));
            int requests = await EveryAsync((call, isBehind) => KilledAtRequestAsync(publication, call, isBehind, whole));
            TestContext.Current.TestOutputHelper?.WriteLine($"{packages} packages: {steps} kills at steps, {requests} at requests");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{_kills} kills");
        Assert.True(_kills >= wanted, $"{_kills} kills");
    }

    private async Task<int> EveryAsync(Func<int, bool, Task<bool>> killed)
    {
        int before = _kills;
        for (int call = 1; call < NoRunIsLonger; call++)
        {
            bool wasMet = false;
            foreach (bool isBehind in new[] { false, true })
                wasMet |= await killed(call, isBehind);
            if (!wasMet)
                return _kills - before; // there is no call of that number
        }

        throw new InvalidOperationException("A publication is longer than anybody thought.");
    }

    private async Task<string[]> WholeAsync(Publication publication)
    {
        _world.Renew();
        await _world.Publisher().PublishAsync(publication, _world.Outlets(), CancellationToken.None);
        return _world.Everything();
    }

    private async Task<bool> KilledAtStepAsync(Publication publication, KillPoint kill, string[] whole)
    {
        _world.Renew();
        try
        {
            await _world.Publisher(kill).PublishAsync(publication, _world.Outlets(kill), CancellationToken.None);
        }
        catch (KilledException)
        {
            // what it came for
        }

        await ConvergedAsync(publication, whole);
        _kills += kill.WasMet ? 1 : 0;
        return kill.WasMet;
    }

    // From that request on nobody hears of the run any more: neither GitHub nor the ledger.
    private async Task<bool> KilledAtRequestAsync(Publication publication, int request, bool isBehind, string[] whole)
    {
        _world.Renew();
        var kill = new KillPoint(-1, isBehind: false);
        using var death = new CancellationTokenSource();
        _world.Forge.Plays = (number, _) =>
        {
            if (number < request)
                return null;
            kill.Now();
            death.Cancel();
            return isBehind && number == request ? Fakes.Forge.Mischief.CutsBehind : Fakes.Forge.Mischief.Cuts;
        };
        try
        {
            await _world.Publisher(kill).PublishAsync(publication, _world.Outlets(kill), death.Token);
        }
        catch (Exception exception) when (exception is KilledException or OperationCanceledException)
        {
            // what it came for
        }

        _world.Forge.Plays = (_, _) => null;
        await ConvergedAsync(publication, whole);
        _kills += kill.WasMet ? 1 : 0;
        return kill.WasMet;
    }

    private async Task ConvergedAsync(Publication publication, string[] whole)
    {
        await _world.Publisher().PublishAsync(publication, _world.Outlets(), CancellationToken.None);

        Assert.Equal(whole, _world.Everything());
        ReleaseState state = await _world.StateAsync();
        Assert.Equal(["github", "nuget", "site"], state.Publications.Values.Where(one => one.Outcome == PublishOutcome.Completed).Select(one => one.Destination).Order(StringComparer.Ordinal));
    }
}
