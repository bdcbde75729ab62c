using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;
using Xunit;

namespace Slipway.Fakes.Contracts;

/// <summary>What every source of leases promises. A subclass lends sources that share one place.</summary>
public abstract class LeaseSourceContract
{
    /// <summary>A source on the test's place, as another process would open it.</summary>
    protected abstract ILeaseSource Open();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lease_is_had_by_one_and_the_refusal_names_the_holder()
    {
        await using IAsyncDisposable held = await Open().AcquireAsync("production", "ada since 12:00 for Promote", Cancellation);

        var refusal = await Assert.ThrowsAsync<FaultException>(() => Open().AcquireAsync("production", "bob", Cancellation));

        Assert.Equal(ExitCode.Held, refusal.ExitCode);
        Fault fault = Assert.Single(refusal.Faults);
        Assert.Contains("production", fault.Cause, StringComparison.Ordinal);
        Assert.Contains("ada since 12:00 for Promote", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_looks_sees_the_holder_and_keeps_nobody_from_the_lease()
    {
        Assert.Null(await Open().HolderAsync("production", Cancellation));
        await using (await Open().AcquireAsync("production", "Promote by ada", Cancellation))
            Assert.Equal("Promote by ada", await Open().HolderAsync("production", Cancellation));
        Assert.Null(await Open().HolderAsync("production", Cancellation));

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task looking = Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
                await Open().HolderAsync("production", CancellationToken.None);
        }, Cancellation);
        for (int round = 0; round < 200; round++)
            await (await Open().AcquireAsync("production", "Promote by ada", Cancellation)).DisposeAsync();
        await ended.CancelAsync();
        await looking;
    }

    [Fact]
    public async Task A_lease_given_back_can_be_taken_again()
    {
        IAsyncDisposable first = await Open().AcquireAsync("production", "a holder with a long name", Cancellation);
        await first.DisposeAsync();
        await using IAsyncDisposable second = await Open().AcquireAsync("production", "bob", Cancellation);

        var refusal = await Assert.ThrowsAsync<FaultException>(() => Open().AcquireAsync("production", "eve", Cancellation));

        Assert.EndsWith("bob", Assert.Single(refusal.Faults).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environments_do_not_stand_in_each_others_way()
    {
        await using IAsyncDisposable staging = await Open().AcquireAsync("staging", "ada", Cancellation);
        await using IAsyncDisposable production = await Open().AcquireAsync("production", "bob", Cancellation);
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_gets_it()
    {
        object?[] answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(asker => Task.Run(async () =>
        {
            try
            {
                return (object?)await Open().AcquireAsync("production", $"asker {asker}", Cancellation);
            }
            catch (FaultException refusal) when (refusal.ExitCode == ExitCode.Held)
            {
                return null;
            }
        })));

        await ((IAsyncDisposable)Assert.Single(answers, answer => answer is not null)!).DisposeAsync();
    }
}
