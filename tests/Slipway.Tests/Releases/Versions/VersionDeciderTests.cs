using System.Collections.Immutable;
using Slipway.Releases.Versions;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Versions;

public sealed class VersionDeciderTests
{
    [Theory]
    [InlineData("v1.2.3", "fix: a", "1.2.4", "a fix")]
    [InlineData("v1.2.3", "perf: a", "1.2.4", "a fix")]
    [InlineData("v1.2.3", "feat: a", "1.3.0", "a new feature")]
    [InlineData("v1.2.3", "feat: a|fix: b", "1.3.0", "a new feature")]
    [InlineData("v1.2.3", "feat!: a", "2.0.0", "a breaking change")]
    [InlineData("v1.2.3", "chore(deps)!: a", "2.0.0", "a breaking change")]
    [InlineData("v0.2.3", "feat!: a", "0.3.0", "a breaking change; below 1.0.0 it raises the minor number")]
    [InlineData("v1.2.3", "docs: a|whatever", "1.2.4", "no commit since asks for a release: a patch, so that the bytes get a name of their own")]
    [InlineData("v1.2.3", "FEAT: a", "1.3.0", "a new feature")]
    [InlineData("v1.2.3", "feat:no blank", "1.2.4", "no commit since asks for a release: a patch, so that the bytes get a name of their own")]
    [InlineData("v1.2.3", "feature: a", "1.2.4", "no commit since asks for a release: a patch, so that the bytes get a name of their own")]
    public void Commits_raise_the_version(string tag, string subjects, string version, string why)
    {
        VersionDecision decision = VersionDecider.Decide(Facts([tag], subjects.Split('|')));

        Assert.Equal((version, tag, why), (decision.Version, decision.BaseTag, decision.Why));
    }

    [Theory]
    [InlineData("v1.0.0 v1.9.0 v1.10.0", "v1.10.0")]
    [InlineData("1.0.0 V2.0.0 v1.5.0", "V2.0.0")]
    [InlineData("1.0.0 v1.0.0 V1.0.0", "v1.0.0")]
    [InlineData("v1.0.0-rc.9 v1.0.0-rc.10", null)]
    [InlineData("v0.9.0 v1.0.0-rc.1", "v0.9.0")]
    [InlineData("v1.2.3.4 v01.2.3 v1.2 v1 nightly release-1.0.0 vv1.0.0 v-1.0.0 v", null)]
    [InlineData("v65535.0.0 v1.65535.0 v1.0.65535 v65534.1.0", "v65534.1.0")]
    [InlineData("v99999999999999999999.0.0", null)]
    [InlineData("v1.0.0+build.7 v0.1.0", "v1.0.0+build.7")]
    [InlineData("", null)]
    public void The_highest_final_tag_counts_and_others_do_not(string tags, string? expected) =>
        Assert.Equal(expected, VersionDecider.BaseTag([.. tags.Split(' ')]));

    [Fact]
    public void Without_a_tag_it_is_the_first_version_whatever_the_commits_say() =>
        Assert.Equal(("0.1.0", null), (VersionDecider.Decide(Facts([], "feat!: a")).Version, VersionDecider.Decide(Facts([], "feat!: a")).BaseTag));

    [Fact]
    public void A_tag_here_is_the_version_and_the_highest_of_several_wins()
    {
        VersionDecision decision = VersionDecider.Decide(Facts(["v1.0.0", "v1.0.0-rc.2", "v0.9.0"], "feat: a") with { TagsHere = ["v1.0.0-rc.2", "v1.0.0"] });

        Assert.Equal(("1.0.0", "the commit carries this tag"), (decision.Version, decision.Why));
        Assert.Empty(decision.Reasons);
    }

    [Fact]
    public void What_no_commit_has_is_another_version_than_the_released_one()
    {
        VersionFacts released = Facts(["v1.0.0", "v0.9.0"], "feat: a") with { TagsHere = ["v1.0.0"] };

        VersionDecision decision = VersionDecider.Decide(released with { IsDirty = true });

        Assert.Equal(("1.0.1", "v1.0.0"), (decision.Version, decision.BaseTag));
        Assert.StartsWith("uncommitted changes", decision.Why, StringComparison.Ordinal);
        Assert.Empty(decision.Reasons);
    }

    [Fact]
    public void A_tag_here_is_not_what_is_counted_from_so_that_it_changes_no_notes()
    {
        VersionDecision decision = VersionDecider.Decide(Facts(["v1.0.0", "v0.9.0"], "feat: a") with { TagsHere = ["v1.0.0"] });

        Assert.Equal(("1.0.0", "v0.9.0"), (decision.Version, decision.BaseTag));
    }

    [Fact]
    public void A_shallow_clone_is_refused_even_with_a_tag_here()
    {
        var refusal = Assert.Throws<FaultException>(() => VersionDecider.Decide(Facts(["v1.0.0"]) with { IsShallow = true, TagsHere = ["v1.0.0"] }));

        Assert.Equal((ExitCode.Usage, "SLP2101"), (refusal.ExitCode, Assert.Single(refusal.Faults).Code));
    }

    [Theory]
    [InlineData("v65534.9.9", "feat!: a")]
    [InlineData("v1.65534.9", "feat: a")]
    [InlineData("v1.9.65534", "fix: a")]
    public void A_part_over_65534_is_refused(string tag, string subject) =>
        Assert.Equal("SLP2103", Assert.Throws<FaultException>(() => VersionDecider.Decide(Facts([tag], subject))).Faults.Single().Code);

    [Theory]
    [InlineData("1.4.0", true)]
    [InlineData("1.4.0-rc.1", true)]
    [InlineData("1.4.0+meta", true)]
    [InlineData("1.4", false)]
    [InlineData("1.4.0.0", false)]
    [InlineData("01.4.0", false)]
    [InlineData("v1.4.0", false)]
    [InlineData("1.4.0-", false)]
    [InlineData("1.4.0-01", false)]
    [InlineData("65535.0.0", false)]
    [InlineData("", false)]
    public void A_version_given_by_hand_is_checked(string text, bool isFine)
    {
        if (isFine)
            Assert.Equal(text, VersionDecider.Parse(text).ToFullString());
        else
            Assert.Equal("SLP2102", Assert.Throws<FaultException>(() => VersionDecider.Parse(text)).Faults.Single().Code);
    }

    [Fact]
    public void A_reverted_commit_and_its_revert_say_nothing()
    {
        VersionDecision decision = VersionDecider.Decide(Facts(["v1.0.0"]) with { Commits = [Revert("cc", "feat: b", "bb"), new("bb00000", "feat: b", ""), new("aa00000", "fix: a", "")] });

        Assert.Equal(("1.0.1", "fix: a"), (decision.Version, Assert.Single(decision.Reasons).Subject));
        Assert.Equal(("cc00000", "bb00000", "feat: b"), Assert.Single(decision.Reverts) is var (commit, reverted, subject) ? (commit, reverted, subject) : default);
    }

    [Fact]
    public void A_revert_of_a_revert_brings_the_first_back()
    {
        VersionDecision decision = VersionDecider.Decide(Facts(["v1.0.0"]) with { Commits = [Revert("dd", "Revert \"feat: b\"", "cc"), Revert("cc", "feat: b", "bb"), new("bb00000", "feat: b", "")] });

        Assert.Equal(("1.1.0", "feat: b"), (decision.Version, Assert.Single(decision.Reasons).Subject));
        Assert.Equal("cc00000", Assert.Single(decision.Reverts).Reverted);
    }

    [Theory]
    [InlineData("breaking change: all is new", true)]
    [InlineData("text\n\nBreaking Changes: all", true)]
    [InlineData("BREAKING CHANGE: all", false)]
    [InlineData("this is a breaking change: really", false)]
    [InlineData("", false)]
    public void A_footer_that_is_not_in_capitals_is_almost_one(string body, bool expected) => Assert.Equal(expected, CommitMessage.IsAlmostBreaking(body));

    [Fact]
    public void A_revert_of_something_released_before_is_a_fix() =>
        Assert.Equal("1.0.1", VersionDecider.Decide(Facts(["v1.0.0"]) with { Commits = [Revert("cc", "feat: old", "0123456789")] }).Version);

    [Theory]
    [InlineData("feat(shop)!: new basket", "", "feat", "shop", "new basket", true)]
    [InlineData("fix: a: b", "", "fix", null, "a: b", false)]
    [InlineData("fix: a", "text\n\nBREAKING CHANGE: all", "fix", null, "a", true)]
    [InlineData("fix: a", "BREAKING-CHANGE: all", "fix", null, "a", true)]
    [InlineData("fix: a", "this is a breaking change: really", "fix", null, "a", false)]
    [InlineData("Merge branch 'x'", "", null, null, "Merge branch 'x'", false)]
    [InlineData("", "", null, null, "", false)]
    public void A_message_is_read_as_conventional_commits_say(string subject, string body, string? type, string? scope, string text, bool isBreaking) =>
        Assert.Equal(new CommitMessage(type, scope, text, isBreaking, null), CommitMessage.Parse(subject, body));

    [Fact]
    public void A_commit_that_only_mentions_a_revert_is_none() =>
        Assert.Null(CommitMessage.Parse("docs: explain", "It says: This reverts commit abcdef0.").Reverts);

    private static VersionFacts Facts(ImmutableArray<string> tags, params string[] subjects) => new()
    {
        Commit = "head", IsShallow = false, ReachableTags = tags, Commits = [.. subjects.Select((subject, index) => new VersionCommit($"{index:0000000}", subject, ""))],
    };

    private static VersionCommit Revert(string id, string subject, string reverted) => new(id.PadRight(7, '0'), $"Revert \"{subject}\"", $"This reverts commit {reverted.PadRight(7, '0')}.");
}
