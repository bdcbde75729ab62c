using Microsoft.Extensions.Time.Testing;
using Slipway.Targets.Caching;

namespace Slipway.Tests.Execution.Caching;

public sealed class EvictionTests : IDisposable
{
    private readonly Workshop _shop = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    public EvictionTests()
    {
        _shop.Clock = _clock;
        _shop.MakesCopy();
    }

    [Fact]
    public async Task What_was_used_longest_ago_goes_until_the_limit_holds()
    {
        await MakeAsync("a");
        await MakeAsync("b");
        await MakeAsync("a"); // used again: b is older now
        await MakeAsync("c", new CacheLimits { Bytes = 2000 });

        Assert.Equal(2, Directory.GetFiles(_shop.Folder.Entries).Length);
        Assert.Equal("from cache", await MakeAsync("a"));
        Assert.Null(await MakeAsync("b"));
    }

    [Fact]
    public async Task What_nobody_used_for_long_goes_with_its_contents()
    {
        await MakeAsync("a");
        _clock.Advance(TimeSpan.FromDays(31));
        await MakeAsync("b");

        Assert.Single(Directory.GetFiles(_shop.Folder.Entries));
        Assert.Single(Directory.GetFiles(_shop.Folder.Contents, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_a_run_beside_this_one_has_just_written_stays()
    {
        Directory.CreateDirectory(_shop.Folder.Contents / "ff");
        _shop.Write(".nuke/temp/cache/contents/ff/" + new string('f', 64), "its entry comes in a moment");
        await MakeAsync("a");

        Assert.Equal(2, Directory.GetFiles(_shop.Folder.Contents, "*", SearchOption.AllDirectories).Length);
    }

    public void Dispose() => _shop.Dispose();

    private async Task<string?> MakeAsync(string letter, CacheLimits? limits = null)
    {
        _clock.Advance(TimeSpan.FromSeconds(10));
        _shop.Write("src/a.txt", new string(letter[0], 1000));
        return await _shop.RunAsync(limits: limits);
    }
}
