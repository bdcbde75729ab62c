using System.Collections.Immutable;
using System.Net;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>The ledger takes nothing any more, at the worst moment: the way back goes all the same, and its record follows.</summary>
public sealed class LostLedgerTests : IAsyncDisposable
{
    private readonly ConductedShop _shop = new();
    private readonly List<string> _said = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public LostLedgerTests() => _shop.Said = _said.Add;

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task A_release_that_fails_is_taken_back_without_a_ledger_and_the_next_verb_delivers_the_record()
    {
        string first = await _shop.SealAsync("1.0.0"), second = await _shop.SealAsync("1.1.0");
        await _shop.PromoteAsync(first);
        var ledger = new SilentLedger(_shop.Ledger) { TakesUntil = entry => entry.Data.GetValueOrDefault("step") == "drain" };

        await Assert.ThrowsAsync<FaultException>(() => _shop.PromoteAsync(_shop.ConductorOver(ledger, _shop.Deployer), second));

        Assert.Equal(first, (await _shop.ObserveAsync()).LivePackage);
        Assert.Contains(_said, line => line.Contains("owed.jsonl", StringComparison.Ordinal));
        Assert.Equal(EntryType.DeployStarted, (await _shop.HereAsync()).Open?.Type); // nothing reached the ledger
        ledger.IsSilent = false;
        await _shop.UpAsync(_shop.ConductorOver(ledger, _shop.Deployer));
        Assert.Equal((first, null), (await _shop.ServingAsync(), (await _shop.HereAsync()).Open));
        Assert.Equal(1, (await _shop.Ledger.ReadAsync(Cancellation)).Count(entry => entry is { Type: EntryType.RollbackCompleted }));
    }

    [Fact]
    public async Task A_rollback_needs_no_ledger_and_is_known_to_every_verb_before_the_ledger_knows_it()
    {
        string first = await _shop.SealAsync("1.0.0"), second = await _shop.SealAsync("1.1.0");
        await _shop.PromoteAsync(first);
        await _shop.PromoteAsync(second);
        var ledger = new SilentLedger(_shop.Ledger) { IsSilent = true };

        Assert.Equal(first, (await _shop.RollBackAsync(_shop.ConductorOver(ledger, _shop.Deployer), "wrong prices")).PackageId);
        await _shop.UpAsync(_shop.ConductorOver(ledger, _shop.Deployer));

        Assert.Equal(first, (await _shop.ObserveAsync()).LivePackage);
        Assert.Equal(second, (await _shop.HereAsync()).Current?.PackageId); // the ledger was told nothing yet
        ledger.IsSilent = false;
        await _shop.UpAsync(_shop.ConductorOver(ledger, _shop.Deployer));
        EnvironmentState here = await _shop.HereAsync();
        Assert.Equal((first, "wrong prices", "wrong prices"), (here.Current?.PackageId, here.Pin, here.Barred[second]));
        Assert.False(File.Exists(_shop.State / "owed.jsonl"));
    }

    [Fact]
    public async Task A_flag_is_turned_off_without_a_ledger_and_on_only_with_one()
    {
        _shop.SealedFlags = [new FeatureFlag("gift-cards", "ada")];
        await _shop.PromoteAsync(await _shop.SealAsync("1.0.0"));
        await _shop.SetFlagAsync(new FlagWish.On("gift-cards", _shop.Name, null, [], "try it"));
        using var client = new HttpClient();
        async Task<HttpStatusCode> AskAsync()
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(_shop.Url, "/api/gift-cards"), Cancellation);
            return answer.StatusCode;
        }

        while (await AskAsync() != HttpStatusCode.OK) // until it is heard
            await Task.Delay(20, Cancellation);
        var ledger = new SilentLedger(_shop.Ledger) { IsSilent = true };

        await _shop.SetFlagAsync(new FlagWish.Off("gift-cards", _shop.Name, "carts are lost"), ledger);

        while (await AskAsync() != HttpStatusCode.NotFound) // the test's own deadline ends it
            await Task.Delay(20, Cancellation);
        Assert.Single((await _shop.Ledger.ReadAsync(Cancellation)).Where(entry => entry.Type == EntryType.FlagSet)); // it was told nothing yet
        await Assert.ThrowsAsync<FaultException>(() => _shop.SetFlagAsync(new FlagWish.On("gift-cards", _shop.Name, null, [], "again"), ledger));
        ledger.IsSilent = false;
        await _shop.UpAsync(_shop.ConductorOver(ledger, _shop.Deployer));
        Assert.Equal(2, (await _shop.Ledger.ReadAsync(Cancellation)).Count(entry => entry.Type == EntryType.FlagSet));
    }

    [Fact]
    public async Task What_was_delivered_before_a_crash_is_not_told_twice()
    {
        string first = await _shop.SealAsync("1.0.0"), second = await _shop.SealAsync("1.1.0");
        await _shop.PromoteAsync(first);
        await _shop.PromoteAsync(second);
        await _shop.RollBackAsync(_shop.ConductorOver(new SilentLedger(_shop.Ledger) { IsSilent = true }, _shop.Deployer), "wrong prices");
        byte[] owed = await File.ReadAllBytesAsync(_shop.State / "owed.jsonl", Cancellation), head = await File.ReadAllBytesAsync(_shop.State / "owed.jsonl.head", Cancellation);
        await _shop.UpAsync(_shop.ConductorOver(_shop.Ledger, _shop.Deployer));
        int count = (await _shop.StateAsync()).Count;
        await File.WriteAllBytesAsync(_shop.State / "owed.jsonl", owed, Cancellation);
        await File.WriteAllBytesAsync(_shop.State / "owed.jsonl.head", head, Cancellation);

        await _shop.UpAsync(_shop.ConductorOver(_shop.Ledger, _shop.Deployer));

        Assert.Equal(count, (await _shop.StateAsync()).Count);
    }

    [Fact]
    public async Task A_promotion_of_what_belongs_here_and_died_brings_it_back_and_asks_nobody()
    {
        string package = await _shop.SealAsync("1.0.0");
        await _shop.PromoteAsync(package);
        await _shop.EndInstancesAsync();

        Assert.IsType<Slipway.Releases.Deciding.Decision.AlreadyLive>(await _shop.PromoteAsync(package));

        Assert.Contains((await _shop.ObserveAsync()).Instances, instance => instance.Health == Health.Healthy);
        Assert.Equal((package, 1), (await _shop.ServingAsync(), (await _shop.HereAsync()).Started));
    }

    /// <summary>A ledger whose keepers do not answer.</summary>
    private sealed class SilentLedger(ILedgerStore ledger) : ILedgerStore
    {
        private static readonly Fault Away = new("SLP3605", "remote cannot be reached", "origin", "repeat the command when it answers");

        public bool IsSilent { get; set; }

        /// <summary>Falls silent behind the first entry like this.</summary>
        public Func<Entry, bool> TakesUntil { get; init; } = _ => false;

        public string Place => ledger.Place;

        public Task<ImmutableArray<Entry>> ReadAsync(CancellationToken cancellation) => IsSilent ? throw new FaultException(ExitCode.Failed, Away) : ledger.ReadAsync(cancellation);

        public async Task<LedgerTail> ReadAfterAsync(LedgerMark? mark, CancellationToken cancellation) =>
            await ledger.ReadAfterAsync(mark, cancellation) with { Stale = IsSilent ? new Staleness(DateTimeOffset.UnixEpoch, Away) : null };

        public async Task<ImmutableArray<Entry>> AppendAsync(ImmutableArray<Entry> drafts, CancellationToken cancellation)
        {
            if (IsSilent)
                throw new FaultException(ExitCode.Failed, Away);
            ImmutableArray<Entry> written = await ledger.AppendAsync(drafts, cancellation);
            IsSilent = drafts.Any(TakesUntil);
            return written;
        }

        public Task<ImmutableArray<Entry>?> TryAppendAsync(ImmutableArray<Entry> drafts, string expectedHead, CancellationToken cancellation) =>
            IsSilent ? throw new FaultException(ExitCode.Failed, Away) : ledger.TryAppendAsync(drafts, expectedHead, cancellation);
    }
}
