using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Fakes;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Tests.Deployers.Local;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>Ten promotes and ten rollbacks under load, with everything real: processes, ledger, store and leases.</summary>
[Collection(nameof(Alone))]
public sealed partial class PromoteLoadTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Releases = 10;

    private readonly ConductedShop _shop = new();
    private int _idleSwitches;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task Ten_releases_come_and_go_and_no_customer_notices()
    {
        Soak.OrSkip("starts 21 shops under load");
        List<string> packages = [];
        for (int number = 0; number <= Releases; number++)
            packages.Add(await _shop.SealAsync($"1.{number}.0", new SmokeCheck("/health", Contains: "healthy")));
        await _shop.PromoteAsync(packages[0]);
        int before = (await _shop.Ledger.ReadAsync(Cancellation)).Length;

        await using var load = new ShopLoad(_shop.Url);
        _shop.Said = line => _idleSwitches += line.StartsWith("  switch", StringComparison.Ordinal) && load.InFlight == 0 ? 1 : 0;
        load.Start();
        await load.AwaitAnswersAsync(40, Cancellation);
        for (int number = 1; number <= Releases; number++)
        {
            await _shop.PromoteAsync(packages[number]);
            await load.NeverAnsweredByAsync(packages[number - 1], DateTime.UtcNow, Cancellation);
        }

        for (int number = Releases; number > 0; number--)
        {
            Assert.Equal(packages[number - 1], (await _shop.RollBackAsync($"taking 1.{number}.0 back")).PackageId);
            await load.NeverAnsweredByAsync(packages[number], DateTime.UtcNow, Cancellation);
        }

        await load.StopAsync();
        Assert.Empty(load.Failures);
        Assert.Equal(0, _idleSwitches);
        Assert.Equal(packages[0], await _shop.ServingAsync());
        Assert.Equal(packages[1..].Order(), (await _shop.HereAsync()).Barred.Keys);
        await CheckOrdersAsync(load);
        await CheckSwitchesAsync(load, before);
    }

    // Every instance says in its log which orders it took, and the logs outlive the instances.
    private async Task CheckOrdersAsync(ShopLoad load)
    {
        List<string> taken = [];
        foreach (string log in Directory.EnumerateFiles(_shop.Logs, "*-storefront.log"))
            taken.AddRange(TakenOrder.Matches(await File.ReadAllTextAsync(log, Cancellation)).Select(match => match.Groups[1].Value));

        Assert.Equal(load.Orders.Order(StringComparer.Ordinal), taken.Order(StringComparer.Ordinal));
    }

    // Reading the ledger verifies its chain and its pin.
    private async Task CheckSwitchesAsync(ShopLoad load, int before)
    {
        Entry[] entries = [.. await _shop.Ledger.ReadAsync(Cancellation)];
        double[] switches = [.. entries.Skip(before).Where(entry => entry.Data.ContainsKey("milliseconds")).Select(entry => double.Parse(entry.Data["milliseconds"], CultureInfo.InvariantCulture))];

        output.WriteLine($"{load.Total} requests, {load.Orders.Count} orders, {load.Failures.Count} failed; {switches.Length} switches, max {switches.Max():0.0} ms, median {switches.Order().ElementAt(switches.Length / 2):0.0} ms; {entries.Length} entries");
        Assert.Equal(2 * Releases, switches.Length);
        Assert.All(switches, took => Assert.InRange(took, 0, 100));
    }

    [GeneratedRegex("""
        "Message":"took order ([0-9]+-[0-9]+):
        """)]
    private static partial Regex TakenOrder { get; }
}
