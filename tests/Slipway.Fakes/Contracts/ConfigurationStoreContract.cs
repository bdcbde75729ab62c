using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Ports;
using Xunit;

namespace Slipway.Fakes.Contracts;

/// <summary>What every store of configurations promises. A subclass lends stores that share one place, and alters what is kept there.</summary>
public abstract class ConfigurationStoreContract
{
    private static readonly ImmutableSortedDictionary<string, string> Shop =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("Shop__Title", "Harbour \"and\"\ttide\n").Add("Shop__Empty", "");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A store on the test's place, as another process would open it.</summary>
    protected abstract IConfigurationStore Open();

    /// <summary>Changes one byte of what is kept under a digest.</summary>
    protected abstract void Alter(string digest);

    [Fact]
    public async Task What_was_kept_is_read_by_its_digest_from_anywhere()
    {
        await Open().KeepAsync(Shop, Cancellation);
        await Open().KeepAsync(Shop, Cancellation);

        Assert.Equal(Shop, await Open().TryReadAsync(ConfigurationDigest.Of(Shop), Cancellation));
    }

    [Fact]
    public async Task Nothing_is_a_configuration_too()
    {
        await Open().KeepAsync(Shop.Clear(), Cancellation);

        Assert.Equal([], (await Open().TryReadAsync(ConfigurationDigest.Of(Shop.Clear()), Cancellation))!);
        Assert.Null(await Open().TryReadAsync(ConfigurationDigest.Of(Shop), Cancellation));
    }

    [Fact]
    public async Task What_was_altered_is_not_there_until_it_is_kept_again()
    {
        await Open().KeepAsync(Shop, Cancellation);
        Alter(ConfigurationDigest.Of(Shop));

        Assert.Null(await Open().TryReadAsync(ConfigurationDigest.Of(Shop), Cancellation));
        await Open().KeepAsync(Shop, Cancellation);
        Assert.Equal(Shop, await Open().TryReadAsync(ConfigurationDigest.Of(Shop), Cancellation));
    }
}
