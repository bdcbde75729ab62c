using System.Collections.Immutable;
using Slipway.Execution.Caching;
using Slipway.Targets.Caching;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Execution.Caching;

/// <summary>What goes wrong in the caches of others, each as a test; the names in brackets are where it was seen.</summary>
public sealed class TargetCacheTests : IDisposable
{
    private readonly Workshop _shop = new();

    public TargetCacheTests()
    {
        _shop.Write("src/a.txt", "one");
        _shop.MakesCopy();
    }

    [Fact]
    public async Task What_is_unchanged_does_not_run_and_says_again_what_it_said()
    {
        Assert.Null(await _shop.RunAsync());
        Assert.Equal("up to date", await _shop.RunAsync());

        Assert.Equal(1, _shop.Runs);
        Assert.Equal(["run 1"], _shop.Replayed);
    }

    [Fact]
    public async Task What_was_deleted_or_changed_or_added_is_put_right_from_the_cache()
    {
        await _shop.RunAsync();
        File.Delete(_shop.Root / "out/made.txt");
        Assert.Equal("from cache", await _shop.RunAsync());
        _shop.Write("out/made.txt", "ONE");
        Assert.Equal("from cache", await _shop.RunAsync());
        _shop.Write("out/stale/old.txt", "stale"); // gradle#8035: stale outputs left after restore
        Assert.Equal("from cache", await _shop.RunAsync());

        Assert.Equal(("one", false, 1), (_shop.Read("out/made.txt"), Directory.Exists(_shop.Root / "out/stale"), _shop.Runs));
    }

    [Fact]
    public async Task Going_back_to_an_earlier_source_takes_back_what_it_made()
    {
        await _shop.RunAsync();
        _shop.Write("src/a.txt", "two");
        await _shop.RunAsync();
        _shop.Write("src/a.txt", "one");

        Assert.Equal("from cache", await _shop.RunAsync());
        Assert.Equal(("one", 2), (_shop.Read("out/made.txt"), _shop.Runs));
    }

    // task: the checksum was stored before the command ran; nx#36932, FAKE#1765: a failure was cached
    [Fact]
    public async Task What_failed_is_never_known()
    {
        _shop.Action = () =>
        {
            _shop.Write("out/made.txt", "half");
            throw new InvalidOperationException("broke");
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => _shop.RunAsync());
        _shop.MakesCopy();

        Assert.Null(await _shop.RunAsync());
        Assert.Equal((2, "one"), (_shop.Runs, _shop.Read("out/made.txt")));
    }

    [Fact]
    public async Task What_was_interrupted_is_never_known_though_it_ended_well()
    {
        using var interruption = new CancellationTokenSource();
        _shop.Action = () =>
        {
            _shop.Write("out/made.txt", "half");
            interruption.Cancel();
        };
        var cache = new TargetCache(_shop.Folder, CacheUse.Take, TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cache.RunAsync(_shop.Work(), new CacheVoice(_ => { }, _ => { }, _ => { }), interruption.Token));

        Assert.Null(_shop.Folder.LastOf("Make"));
    }

    // task#238, task#1741: outputs were not part of the check; just: a declared output is missing after success; MP#3797
    [Fact]
    public async Task Making_nothing_of_what_it_says_is_a_failure()
    {
        _shop.Outputs = ["out", "report/*.html"];

        var refused = await Assert.ThrowsAsync<FaultException>(() => _shop.RunAsync());
        Assert.Equal("SLP1302", Assert.Single(refused.Faults).Code);
        Assert.Null(_shop.Folder.LastOf("Make"));
    }

    // task#548: variables and arguments were not in the key
    [Fact]
    public async Task Every_kind_of_input_counts()
    {
        ImmutableArray<InputField> all = [.. Enum.GetValues<InputKind>().Where(kind => kind != InputKind.File).Select(kind => new InputField(kind, "x", "before"))];
        _shop.Others = all;
        await _shop.RunAsync();
        for (int index = 0; index < all.Length; index++)
        {
            _shop.Others = all.SetItem(index, all[index] with { Value = "now" });
            Assert.Null(await _shop.RunAsync());
            Assert.Equal(index + 2, _shop.Runs);
        }

        _shop.Others = all.Reverse().ToImmutableArray(); // turborepo#2029, nx#18020: an unstable key
        Assert.Equal("up to date", await _shop.RunAsync());
    }

    // task: files were hashed by base name without separators
    [Fact]
    public async Task A_rename_across_folders_is_a_change()
    {
        _shop.Action = () => _shop.Write("out/made.txt", string.Join(' ', Directory.GetFiles(_shop.Root / "src", "*", SearchOption.AllDirectories)));
        _shop.Write("src/x/b.txt", "b");
        await _shop.RunAsync();
        Directory.CreateDirectory(_shop.Root / "src/y");
        File.Move(_shop.Root / "src/x/b.txt", _shop.Root / "src/y/b.txt");

        Assert.Null(await _shop.RunAsync());
        Assert.Contains("y/b.txt", _shop.Read("out/made.txt"), StringComparison.Ordinal);
    }

    // nx#37110: the record was there and the blobs were gone: "964 of 964", nothing restored, a green run
    [Theory]
    [InlineData("gone")]
    [InlineData("changed")]
    [InlineData("cut")]
    public async Task An_entry_whose_contents_are_lost_is_none(string loss)
    {
        await _shop.RunAsync();
        Directory.Delete(_shop.Root / "out", recursive: true);
        string content = Directory.GetFiles(_shop.Folder.Contents, "*", SearchOption.AllDirectories).Single();
        if (loss == "gone")
            File.Delete(content);
        else
            await File.WriteAllTextAsync(content, loss == "cut" ? "" : "eno", TestContext.Current.CancellationToken);

        Assert.Null(await _shop.RunAsync());
        Assert.Equal(("one", 2), (_shop.Read("out/made.txt"), _shop.Runs));
        Directory.Delete(_shop.Root / "out", recursive: true);
        Assert.Equal("from cache", await _shop.RunAsync());
        Assert.Equal("one", _shop.Read("out/made.txt"));
    }

    [Fact]
    public async Task A_torn_entry_is_none()
    {
        await _shop.RunAsync();
        string entry = Directory.GetFiles(_shop.Folder.Entries).Single();
        await File.WriteAllBytesAsync(entry, (await File.ReadAllBytesAsync(entry, TestContext.Current.CancellationToken))[..40], TestContext.Current.CancellationToken);

        Assert.Null(await _shop.RunAsync());
        Assert.Equal("up to date", await _shop.RunAsync());
    }

    // bazel#3360: inputs that were edited while the action ran poisoned the cache
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_edited_while_it_runs_is_not_kept(bool isChangedBack)
    {
        _shop.Action = () =>
        {
            _shop.Write("src/a.txt", "two");
            _shop.Write("out/made.txt", _shop.Read("src/a.txt"));
            if (isChangedBack)
                _shop.Write("src/a.txt", "one");
        };
        await _shop.RunAsync();
        _shop.Write("src/a.txt", "one");
        _shop.MakesCopy();

        Assert.Contains(_shop.Said, line => line.Contains("not kept: src/a.txt changed while it ran", StringComparison.Ordinal));
        Assert.Null(await _shop.RunAsync());
        Assert.Equal("one", _shop.Read("out/made.txt"));
    }

    // gradle#9041, gradle#9100: overlapping outputs
    [Fact]
    public async Task Two_targets_that_make_one_file_are_refused()
    {
        var cache = new TargetCache(_shop.Folder, CacheUse.Take, TimeProvider.System);
        await _shop.RunAsync(cache);

        var refused = await Assert.ThrowsAsync<FaultException>(() => _shop.RunAsync(cache, "Other"));
        Assert.Equal("SLP1304", Assert.Single(refused.Faults).Code);
    }

    [Fact]
    public async Task A_target_that_reads_what_it_makes_is_refused_before_an_edit_is_lost()
    {
        _shop.Outputs = ["src/a.txt"];

        Assert.Equal("SLP1303", Assert.Single((await Assert.ThrowsAsync<FaultException>(() => _shop.RunAsync())).Faults).Code);
        Assert.Equal((0, "one"), (_shop.Runs, _shop.Read("src/a.txt")));

        _shop.Outputs = ["src/gen"];
        _shop.Action = () => _shop.Write("src/gen/x.txt", "x");
        Assert.Equal("SLP1303", Assert.Single((await Assert.ThrowsAsync<FaultException>(() => _shop.RunAsync())).Faults).Code);
        _shop.Except = ["src/gen"];
        await _shop.RunAsync();
        Assert.Equal("up to date", await _shop.RunAsync());
    }

    [Fact]
    public async Task A_secret_in_what_it_made_or_an_exit_code_of_its_own_is_not_kept()
    {
        _shop.Objection = "a secret would be";
        await _shop.RunAsync();
        _shop.Objection = null;

        Assert.Null(await _shop.RunAsync());
        Assert.Equal(2, _shop.Runs);
    }

    [Fact]
    public async Task NoCache_runs_and_keeps_and_verify_compares_the_bytes()
    {
        await _shop.RunAsync();
        Assert.Null(await _shop.RunAsync(CacheUse.RunAll));
        Assert.Equal("verified", await _shop.RunAsync(CacheUse.Verify));
        Assert.Equal(3, _shop.Runs);
        _shop.Action = () => _shop.Write("out/made.txt", "uno");

        var refused = await Assert.ThrowsAsync<FaultException>(() => _shop.RunAsync(CacheUse.Verify));
        Fault fault = Assert.Single(refused.Faults);
        Assert.Equal("SLP1305", fault.Code);
        Assert.Contains("7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed", fault.Cause, StringComparison.Ordinal); // of "one"
        Assert.Contains(Slipway.Vocabulary.Digests.Digest.Of("uno"u8).Hex, fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_special_file_among_what_it_reads_is_not_waited_for()
    {
        using (var made = System.Diagnostics.Process.Start("mkfifo", _shop.Root / "src/pipe"))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);

        await _shop.RunAsync().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Contains(_shop.Said, line => line.Contains("not kept: src/pipe", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nothing_can_be_kept_it_runs_all_the_same()
    {
        _shop.Write(".nuke/temp", "a file where the folder should be");

        Assert.Null(await _shop.RunAsync());
        Assert.Equal("one", _shop.Read("out/made.txt"));
    }

    [Fact]
    public async Task A_file_that_appears_where_one_was_looked_for_is_a_change()
    {
        _shop.Inputs = ["src", "maybe.conf"];
        await _shop.RunAsync();
        _shop.Write("maybe.conf", "");

        Assert.Null(await _shop.RunAsync());
        Assert.Contains(_shop.Said, line => line.Contains("runs: maybe.conf is new", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_among_what_it_reads_counts_with_what_it_leads_to()
    {
        _shop.Write("far/b.txt", "b");
        File.CreateSymbolicLink(_shop.Root / "src/link", "../far");
        File.CreateSymbolicLink(_shop.Root / "src/circle", "..");
        _shop.Except = ["**/.nuke", "**/out"];
        await _shop.RunAsync();
        Assert.Equal("up to date", await _shop.RunAsync());
        _shop.Write("far/b.txt", "c");

        Assert.Null(await _shop.RunAsync());
    }

    public void Dispose() => _shop.Dispose();
}
