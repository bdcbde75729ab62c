using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Launching;

/// <summary>A build as people write them for Nuke, with nothing changed but the namespaces: it compiles and does what it says.</summary>
public sealed class NukeShapedTests(GreeterRepository greeter)
{
    [Fact]
    public async Task A_build_written_for_nuke_compiles_and_runs()
    {
        Soak.OrSkip("compiles another build program");
        string root = await WrittenRepository.CopyAsync(greeter, "NukeShaped", "nuke shaped");
        await using Launch launch = Launch.Start(root, new Dictionary<string, string> { ["FEED_KEY"] = "s3cr3t-key" }, "./build.sh", "Publish", "--configuration", "release");

        Ended ended = (await launch.EndAsync()).Expect(0, "[INF] Building Tiny on main as Release", "[WRN] 2 files were looked at", "Projects: 2");

        Assert.DoesNotContain("error CS", ended.All, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t-key", ended.All, StringComparison.Ordinal);
        Assert.Equal("10 Extra Tiny", await File.ReadAllTextAsync(Path.Combine(root, "output", "announcement.txt"), TestContext.Current.CancellationToken));
        Assert.True(File.Exists(Path.Combine(root, "output", "Extra", "Extra.dll")) && File.Exists(Path.Combine(root, "output", "Tiny", "Tiny.dll")));
    }

    [Fact]
    public async Task What_a_nuke_build_requires_is_asked_for_before_anything_runs()
    {
        Soak.OrSkip("compiles another build program");
        string root = await WrittenRepository.CopyAsync(greeter, "NukeShaped", "nuke asking");
        await using Launch launch = Launch.Start(root, new Dictionary<string, string>(), "./build.sh", "Publish");

        (await launch.EndAsync()).Expect(2, "SLP1202", "--feed-key", "SLIPWAY_FEED_KEY");

        Assert.False(Directory.Exists(Path.Combine(root, "output")));
    }
}
