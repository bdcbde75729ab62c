using Slipway.Delivery.Sources;
using Slipway.Releases.Versions;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.Sources;

/// <summary>Versions on real histories, made by git itself.</summary>
public sealed class GitVersionTests : IDisposable
{
    private readonly GitHistory _history = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _history.Dispose();

    [Fact]
    public async Task Without_a_tag_it_is_the_first_version()
    {
        await _history.StartAsync("feat: all");

        Assert.Equal("0.1.0", (await VersionAsync()).Version);
    }

    [Theory]
    [InlineData("v1.2.0")]
    [InlineData("V1.2.0")]
    [InlineData("1.2.0")]
    [InlineData("-a -m x v1.2.0")]
    public async Task A_tag_counts_light_or_annotated_with_any_prefix(string tag)
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync(["tag", .. tag.Split(' ')]);
        Assert.Equal("1.2.0", (await VersionAsync()).Version);

        await _history.CommitAsync("fix: price");

        VersionDecision decision = await VersionAsync();
        Assert.Equal(("1.2.1", tag.Split(' ')[^1]), (decision.Version, decision.BaseTag));
        Assert.Equal("fix: price", Assert.Single(decision.Reasons).Subject);
    }

    [Fact]
    public async Task An_edit_beside_a_tag_is_a_version_of_its_own_until_it_is_gone()
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync("tag", "v1.2.0");
        string edit = Path.Combine(_history.Root, "edit.txt");
        await File.WriteAllTextAsync(edit, "x", Cancellation);

        Assert.Equal(("1.2.1", "v1.2.0"), ((await VersionAsync()).Version, (await VersionAsync()).BaseTag));
        File.Delete(edit);
        Assert.Equal("1.2.0", (await VersionAsync()).Version);
    }

    [Fact]
    public async Task A_tag_on_another_branch_is_not_reachable()
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync("tag", "v1.0.0");
        await _history.GitAsync("checkout", "-q", "-b", "other");
        await _history.CommitAsync("feat: elsewhere");
        await _history.GitAsync("tag", "v9.0.0");
        await _history.GitAsync("checkout", "-q", "main");
        await _history.CommitAsync("fix: here");

        Assert.Equal("1.0.1", (await VersionAsync()).Version);
    }

    [Fact]
    public async Task Of_candidate_and_final_on_one_commit_the_final_counts()
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync("tag", "v1.0.0-rc.10");
        await _history.GitAsync("tag", "v1.0.0");
        await _history.GitAsync("tag", "v1.0.0-rc.9");

        Assert.Equal("1.0.0", (await VersionAsync()).Version);
    }

    [Fact]
    public async Task Tags_that_are_no_versions_are_passed_over()
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync("tag", "v0.3.0");
        await _history.CommitAsync("feat!: break");
        foreach (string tag in new[] { "v1.2.3.4", "v01.2.3", "nightly", "v65535.0.0", "release/v7.0.0" })
            await _history.GitAsync("tag", tag);

        Assert.Equal("0.4.0", (await VersionAsync()).Version);
    }

    [Fact]
    public async Task After_merging_a_hotfix_the_highest_tag_counts_not_the_nearest()
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync("tag", "v1.0.0");
        await _history.GitAsync("branch", "hotfix");
        await _history.CommitAsync("feat: two");
        await _history.GitAsync("tag", "v2.0.0");
        await _history.CommitAsync("fix: after two");
        await _history.GitAsync("checkout", "-q", "hotfix");
        await _history.CommitAsync("fix: urgent");
        await _history.GitAsync("tag", "v1.0.1");
        await _history.GitAsync("checkout", "-q", "main");
        await _history.GitAsync("merge", "-q", "--no-ff", "-m", "Merge hotfix", "hotfix");

        VersionDecision decision = await VersionAsync();

        Assert.Equal(("2.0.1", "v2.0.0"), (decision.Version, decision.BaseTag));
        Assert.Contains(decision.Reasons, reason => reason.Subject == "fix: urgent");
    }

    [Fact]
    public async Task A_detached_head_has_the_version_of_its_commit()
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync("tag", "v1.0.0");
        await _history.CommitAsync("feat: more");
        await _history.GitAsync("checkout", "-q", "--detach", "HEAD");

        Assert.Equal("1.1.0", (await VersionAsync()).Version);
    }

    [Fact]
    public async Task A_shallow_clone_is_refused()
    {
        await _history.StartAsync("feat: all");
        await _history.CommitAsync("feat: more");
        await _history.GitAsync("clone", "-q", "--depth", "1", $"file://{_history.Root}", _history.Folder / "shallow");

        VersionFacts facts = await new GitSource(_history.Runner, _history.Folder / "shallow").ReadVersionFactsAsync(Cancellation);

        Assert.Equal("SLP2101", Assert.Throws<FaultException>(() => VersionDecider.Decide(facts)).Faults.Single().Code);
    }

    [Fact]
    public async Task A_revert_made_by_git_takes_its_commit_back_and_a_second_one_brings_it_again()
    {
        await _history.StartAsync("feat: all");
        await _history.GitAsync("tag", "v1.0.0");
        await _history.CommitAsync("feat: regretted");
        await _history.GitAsync("revert", "--no-edit", "HEAD");
        Assert.Equal("1.0.1", (await VersionAsync()).Version);

        await _history.GitAsync("revert", "--no-edit", "HEAD");

        Assert.Equal("1.1.0", (await VersionAsync()).Version);
    }

    private async Task<VersionDecision> VersionAsync() => VersionDecider.Decide(await _history.Source.ReadVersionFactsAsync(Cancellation));
}
