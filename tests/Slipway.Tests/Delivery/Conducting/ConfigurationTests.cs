using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>What is started is what was approved: configuration belongs to the deployment, not to the file the build is written in.</summary>
public sealed class ConfigurationTests : IAsyncDisposable
{
    private readonly ConductedShop _shop = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_comes_up_again_has_the_configuration_it_was_deployed_with(bool isDown)
    {
        await _shop.PromoteAsync(await _shop.SealAsync("1.0.0"));
        _shop.Title = "Hacked";
        if (isDown)
            await _shop.DownAsync();
        else
            await _shop.EndInstancesAsync();

        await _shop.UpAsync();

        Assert.Equal("Harbour", await TitleAsync());
        Entry up = (await _shop.Ledger.ReadAsync(Cancellation)).Last(entry => entry.Type == EntryType.EnvironmentUp);
        Assert.Equal((await _shop.HereAsync()).Current!.Configuration, up.Data["configuration"]);
    }

    [Fact]
    public async Task A_changed_value_is_a_deployment_of_its_own_and_its_way_back_is_the_value_before()
    {
        string package = await _shop.SealAsync("1.0.0");
        await _shop.PromoteAsync(package);
        _shop.Title = "Lighthouse";

        Assert.IsType<Decision.Proceed>(await _shop.PromoteAsync(package));
        Assert.Equal("Lighthouse", await TitleAsync());
        Assert.IsType<Decision.AlreadyLive>(await _shop.PromoteAsync(package));
        await _shop.RollBackAsync("the old name was better");

        Assert.Equal("Harbour", await TitleAsync());
        EnvironmentState here = await _shop.HereAsync();
        Assert.Empty(here.Barred);
        Assert.Equal("the old name was better", here.Pin);
        Assert.Null(here.RollbackTarget);
    }

    [Fact]
    public async Task A_rollback_brings_back_the_configuration_of_then()
    {
        await _shop.PromoteAsync(await _shop.SealAsync("1.0.0"));
        _shop.Title = "Lighthouse";
        await _shop.PromoteAsync(await _shop.SealAsync("1.1.0"));
        _shop.Title = "Hacked";
        await _shop.EndInstancesAsync();

        await _shop.RollBackAsync("too new");

        Assert.Equal("Harbour", await TitleAsync());
    }

    [Fact]
    public async Task A_first_answer_that_is_wrong_takes_a_changed_value_back_and_bars_nothing()
    {
        string package = await _shop.SealAsync("1.0.0", new SmokeCheck("/", Contains: "Harbour"));
        await _shop.PromoteAsync(package);
        _shop.Title = "Lighthouse";

        FaultException refused = await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(package));

        Assert.NotEmpty(refused.Faults);
        Assert.Equal("Harbour", await TitleAsync());
        Assert.Empty((await _shop.HereAsync()).Barred);
    }

    [Fact]
    public async Task Where_the_configuration_of_then_is_gone_nothing_else_is_started_in_its_place()
    {
        string package = await _shop.SealAsync("1.0.0");
        await _shop.PromoteAsync(package);
        await _shop.DownAsync();
        _shop.Title = "Hacked";
        foreach (string kept in Directory.EnumerateFiles(_shop.State / "configurations"))
            await File.AppendAllTextAsync(kept, "\"Shop__Title\"\t\"Hacked\"\n", Cancellation);

        FaultException refused = await Assert.ThrowsAsync<FaultException>(_shop.UpAsync);
        Fault fault = Assert.Single(refused.Faults);

        Assert.Equal((ExitCode.Failed, "SLP3505"), (refused.ExitCode, fault.Code));
        Assert.StartsWith("the configuration that 1.0.0 was deployed with (", fault.Cause, StringComparison.Ordinal);
        Assert.Equal($"deploy the build's: ./build.sh Promote --environment staging --package {package[..12]}", fault.Mend);
        Assert.IsType<Decision.Proceed>(await _shop.PromoteAsync(package));
        Assert.Equal("Hacked", await TitleAsync());
    }

    [Fact]
    public async Task Nobody_but_the_owner_reads_what_is_kept()
    {
        await _shop.PromoteAsync(await _shop.SealAsync("1.0.0"));

        Assert.All(Directory.EnumerateFiles(_shop.State / "configurations"), file =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    private async Task<string> TitleAsync()
    {
        using var client = new HttpClient();
        string page = await client.GetStringAsync(_shop.Url, Cancellation);
        return new[] { "Harbour", "Lighthouse", "Hacked" }.Single(title => page.Contains(title, StringComparison.Ordinal));
    }
}
