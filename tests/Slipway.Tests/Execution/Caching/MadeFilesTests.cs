using System.Collections.Immutable;
using Slipway.Targets.Caching;

namespace Slipway.Tests.Execution.Caching;

/// <summary>What a target made comes back as it was, and nothing else is touched on the way.</summary>
public sealed class MadeFilesTests : IDisposable
{
    private readonly Workshop _shop = new();

    public MadeFilesTests()
    {
        _shop.Write("src/a.txt", "one");
        _shop.MakesCopy();
    }

    [Fact]
    public async Task Links_modes_and_empty_folders_come_back_as_they_were()
    {
        _shop.Action = () =>
        {
            _shop.Write("out/run.sh", "#!/bin/sh\n");
            File.SetUnixFileMode(_shop.Root / "out/run.sh", (UnixFileMode)0b111_101_000);
            File.CreateSymbolicLink(_shop.Root / "out/link", "run.sh");
            File.CreateSymbolicLink(_shop.Root / "out/away", "/nowhere/at/all");
            Directory.CreateDirectory(_shop.Root / "out/empty/inner");
        };
        await _shop.RunAsync();
        ImmutableArray<OutputFile> before = _shop.Folder.LastOf("Make")!.Outputs;
        Directory.Delete(_shop.Root / "out", recursive: true);

        Assert.Equal("from cache", await _shop.RunAsync());
        Assert.Equal("up to date", await _shop.RunAsync());
        Assert.Equal(["out/away", "out/empty/inner", "out/link", "out/run.sh"], before.Select(output => output.Path));
        Assert.Equal((UnixFileMode)0b111_101_000, File.GetUnixFileMode(_shop.Root / "out/run.sh"));
        Assert.Equal("/nowhere/at/all", new FileInfo(_shop.Root / "out/away").LinkTarget);
    }

    // MP PR#3576: restoring what leads elsewhere
    [Fact]
    public async Task Nothing_is_written_through_a_link()
    {
        _shop.Action = () => _shop.Write("out/sub/made.txt", "made");
        await _shop.RunAsync();
        Directory.Delete(_shop.Root / "out", recursive: true);
        Directory.CreateDirectory(_shop.Root / "elsewhere");
        Directory.CreateDirectory(_shop.Root / "out");
        File.CreateSymbolicLink(_shop.Root / "out/sub", _shop.Root / "elsewhere");

        Assert.Equal("from cache", await _shop.RunAsync());
        Assert.Empty(Directory.GetFileSystemEntries(_shop.Root / "elsewhere"));
        Assert.Equal("made", _shop.Read("out/sub/made.txt"));

        Directory.Delete(_shop.Root / "out", recursive: true);
        File.CreateSymbolicLink(_shop.Root / "out", _shop.Root / "elsewhere");
        _shop.Outputs = ["out/sub"];
        await _shop.RunAsync();
        Assert.Contains(_shop.Said, line => line.Contains("out is a link", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_entry_that_names_files_beside_the_outputs_writes_none_of_them()
    {
        await _shop.RunAsync();
        CacheEntry entry = _shop.Folder.Find(_shop.Folder.LastOf("Make")!.Key)!;
        _shop.Folder.Keep(entry with { Outputs = [.. entry.Outputs, entry.Outputs[0] with { Path = "src/b.txt" }] });

        Assert.Null(await _shop.RunAsync());
        Assert.False(_shop.Has("src/b.txt"));
    }

    [Fact]
    public async Task What_nobody_made_is_put_aside_and_not_deleted()
    {
        _shop.Write("out/mine.txt", "written by hand");
        await _shop.RunAsync();

        string aside = Directory.GetFiles(_shop.Folder.Path / "aside", "mine.txt", SearchOption.AllDirectories).Single();
        Assert.Equal("written by hand", await File.ReadAllTextAsync(aside, TestContext.Current.CancellationToken));
        Assert.Equal("up to date", await _shop.RunAsync());
        Assert.False(_shop.Has("out/mine.txt"));
    }

    public void Dispose() => _shop.Dispose();
}
