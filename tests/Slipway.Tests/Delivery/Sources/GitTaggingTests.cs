using Slipway.Delivery.Sources;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.Sources;

/// <summary>The tag that gives a version away for good, on machines that know nobody and on those that sign.</summary>
public sealed class GitTaggingTests : IDisposable
{
    private readonly GitHistory _history = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // A server on which nobody has set git up.
    private GitSource Bare => new(new LedRunner(("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"), ("HOME", _history.Folder), ("GIT_COMMITTER_NAME", null), ("GIT_COMMITTER_EMAIL", null), ("EMAIL", null)), _history.Root);

    public void Dispose() => _history.Dispose();

    [Theory]
    [InlineData("runner", "runner <runner@localhost>")]
    [InlineData("ada@example.org", "ada@example.org <ada@example.org>")]
    public async Task Where_git_knows_nobody_the_actor_tags(string actor, string tagger)
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync("config", "user.useConfigOnly", "true");

        TagOutcome outcome = await Bare.TagAsync("0.1.0", "shop 0.1.0\n\npackage x", await HeadAsync(), actor, Cancellation);

        Assert.Equal(new TagOutcome.Written("v0.1.0"), outcome);
        Assert.Equal($"{tagger} shop 0.1.0", await _history.GitAsync("for-each-ref", "--format=%(taggername) %(taggeremail) %(subject)", "refs/tags"));
    }

    [Theory]
    [InlineData("v3.10.0", "v3.10.1")]
    [InlineData("V3.10.0", "V3.10.1")]
    [InlineData("3.10.0", "3.10.1")]
    [InlineData("other", "v3.10.1")]
    public async Task A_tag_has_the_prefix_of_the_one_it_is_counted_from(string before, string tag)
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync("tag", before);
        await _history.CommitAsync("fix: price");

        Assert.Equal(new TagOutcome.Written(tag), await Bare.TagAsync("3.10.1", "shop", await HeadAsync(), "runner", Cancellation));
        Assert.Equal(new TagOutcome.Existed(tag, await HeadAsync()), await Bare.TagAsync("3.10.1", "shop", await HeadAsync(), "runner", Cancellation));
    }

    [Fact]
    public async Task A_tag_is_pushed_once_and_one_that_names_another_commit_is_never_moved()
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync("init", "-q", "--bare", _history.Folder / "remote.git");
        await _history.GitAsync("remote", "add", "origin", _history.Folder / "remote.git");
        string first = await HeadAsync();
        await Bare.TagAsync("0.1.0", "shop", first, "runner", Cancellation);
        Assert.Equal("v0.1.0", await Bare.TagNameAsync("0.1.0", first, Cancellation));

        Assert.True(await Bare.PushTagAsync("origin", "v0.1.0", first, Cancellation));
        Assert.False(await Bare.PushTagAsync("origin", "v0.1.0", first, Cancellation));
        await _history.CommitAsync("fix: price");
        FaultException moved = await Assert.ThrowsAsync<FaultException>(async () => await Bare.PushTagAsync("origin", "v0.1.0", await HeadAsync(), Cancellation));
        FaultException missing = await Assert.ThrowsAsync<FaultException>(async () => await Bare.PushTagAsync("origin", "v9.9.9", await HeadAsync(), Cancellation));

        Assert.Equal((ExitCode.GateFailed, "SLP3404"), (moved.ExitCode, moved.Faults.Single().Code));
        Assert.Contains(first, moved.Faults[0].Cause, StringComparison.Ordinal);
        Assert.Equal("SLP3405", missing.Faults.Single().Code);
    }

    [Fact]
    public async Task A_signature_that_was_asked_for_and_cannot_be_made_is_told_in_gits_words_and_a_second_try_succeeds()
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync("config", "tag.gpgSign", "true");
        await _history.GitAsync("config", "gpg.program", "/bin/false");

        TagOutcome first = await Bare.TagAsync("0.1.0", "shop", await HeadAsync(), "runner", Cancellation);
        await _history.GitAsync("config", "tag.gpgSign", "false");
        TagOutcome second = await Bare.TagAsync("0.1.0", "shop", await HeadAsync(), "runner", Cancellation);

        Assert.Contains("gpg failed to sign", Assert.IsType<TagOutcome.Failed>(first).Words, StringComparison.Ordinal);
        Assert.IsType<TagOutcome.Written>(second);
    }

    [Fact]
    public async Task A_commit_that_is_not_here_gets_no_tag()
    {
        await _history.StartAsync("feat: all");

        Assert.Equal(new TagOutcome.Failed("v0.1.0", "commit 111111111111 is not in this clone"), await Bare.TagAsync("0.1.0", "shop", new string('1', 40), "runner", Cancellation));
    }

    private Task<string> HeadAsync() => _history.GitAsync("rev-parse", "HEAD");
}
