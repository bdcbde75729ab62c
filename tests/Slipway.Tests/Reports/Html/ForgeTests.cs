using Slipway.Reports.Html;

namespace Slipway.Tests.Reports.Html;

public sealed class ForgeTests
{
    private const string Id = "0123456789abcdef0123456789abcdef01234567";

    [Theory]
    [InlineData("https://github.com/shop/greeter.git", "https://github.com/shop/greeter/commit/")]
    [InlineData("https://github.com/shop/greeter", "https://github.com/shop/greeter/commit/")]
    [InlineData("https://ada:secret@github.com/shop/greeter.git", "https://github.com/shop/greeter/commit/")]
    [InlineData("git@github.com:shop/greeter.git", "https://github.com/shop/greeter/commit/")]
    [InlineData("ssh://git@github.com/shop/greeter.git", "https://github.com/shop/greeter/commit/")]
    [InlineData("ssh://git@ssh.github.com:443/shop/greeter.git", "https://github.com/shop/greeter/commit/")]
    [InlineData("https://GitHub.com/Shop/Greeter.Web/", "https://github.com/Shop/Greeter.Web/commit/")]
    [InlineData("https://github.example.com/shop/greeter.git", "https://github.example.com/shop/greeter/commit/")]
    [InlineData("https://gitlab.com/group/part/greeter.git", "https://gitlab.com/group/part/greeter/-/commit/")]
    [InlineData("git@gitlab.com:group/greeter.git", "https://gitlab.com/group/greeter/-/commit/")]
    [InlineData("ssh://git@gitlab.example.org:2222/group/greeter.git", "https://gitlab.example.org/group/greeter/-/commit/")]
    [InlineData("https://bitbucket.org/shop/greeter.git", "https://bitbucket.org/shop/greeter/commits/")]
    [InlineData("git@bitbucket.org:shop/greeter.git", "https://bitbucket.org/shop/greeter/commits/")]
    [InlineData("https://dev.azure.com/shop/web/_git/greeter", "https://dev.azure.com/shop/web/_git/greeter/commit/")]
    [InlineData("https://shop@dev.azure.com/shop/My%20Web/_git/greeter", "https://dev.azure.com/shop/My%20Web/_git/greeter/commit/")]
    [InlineData("https://dev.azure.com/shop/_git/greeter", "https://dev.azure.com/shop/greeter/_git/greeter/commit/")]
    [InlineData("git@ssh.dev.azure.com:v3/shop/web/greeter", "https://dev.azure.com/shop/web/_git/greeter/commit/")]
    [InlineData("https://shop.visualstudio.com/web/_git/greeter", "https://dev.azure.com/shop/web/_git/greeter/commit/")]
    [InlineData("https://shop.visualstudio.com/DefaultCollection/web/_git/greeter", "https://dev.azure.com/shop/web/_git/greeter/commit/")]
    [InlineData("shop@vs-ssh.visualstudio.com:v3/shop/web/greeter", "https://dev.azure.com/shop/web/_git/greeter/commit/")]
    public void A_known_host_shows_a_commit_at_its_own_address(string remote, string commit) =>
        Assert.Equal(commit + Id, Forge.Of(remote)?.CommitAt(Id));

    [Theory]
    [InlineData("git@github.com:shop/greeter.git", "/issues/7", "/pull/12", "/checks")]
    [InlineData("git@gitlab.com:shop/greeter.git", "/-/issues/7", "/-/merge_requests/12", "/pipelines")]
    [InlineData("git@bitbucket.org:shop/greeter.git", "/issues/7", "/pull-requests/12", null)]
    [InlineData("git@ssh.dev.azure.com:v3/shop/web/greeter", "/_workitems/edit/7", "/_git/greeter/pullrequest/12", null)]
    public void Issues_pull_requests_and_runs_have_theirs(string remote, string issue, string pullRequest, string? runs)
    {
        Forge forge = Forge.Of(remote)!; // the host is known

        Assert.EndsWith(issue, forge.IssueAt("7"), StringComparison.Ordinal);
        Assert.EndsWith(pullRequest, forge.PullRequestAt("12"), StringComparison.Ordinal);
        Assert.Equal(runs is null ? null : forge.CommitAt(Id) + runs, forge.RunsOf(Id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/srv/git/greeter.git")]
    [InlineData("../greeter.git")]
    [InlineData("C:\\greeter")]
    [InlineData("file:///srv/git/greeter.git")]
    [InlineData("https://git.example.org/shop/greeter.git")]
    [InlineData("https://github.com.evil.example/shop/greeter.git")]
    [InlineData("https://evilgithub.com/shop/greeter.git")]
    [InlineData("https://evil.example/github.com/greeter.git")]
    [InlineData("https://github.com/greeter.git")]
    [InlineData("https://github.com/shop/part/greeter.git")]
    [InlineData("https://github.com/shop/../greeter")]
    [InlineData("https://github.com/shop/greeter?x=1")]
    [InlineData("https://github.com/shop/<script>")]
    [InlineData("https://github.com/shop/gree\"ter")]
    [InlineData("javascript:alert(1)//github.com/shop/greeter")]
    [InlineData("https://dev.azure.com/shop/greeter")]
    public void Whatever_is_not_known_for_certain_has_no_address(string? remote) => Assert.Null(Forge.Of(remote));

    [Theory]
    [InlineData("HEAD")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF01234567")]
    [InlineData("abc")]
    [InlineData("../../evil")]
    [InlineData("0123456\" onclick=\"")]
    public void What_is_no_commit_id_gets_no_address(string id)
    {
        Forge forge = Forge.Of("git@github.com:shop/greeter.git")!; // the host is known

        Assert.Null(forge.CommitAt(id));
        Assert.Null(forge.RunsOf(id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7a")]
    [InlineData("7/../8")]
    [InlineData("1234567890123")]
    public void What_is_no_number_gets_no_address(string number)
    {
        Forge forge = Forge.Of("git@github.com:shop/greeter.git")!; // as above

        Assert.Null(forge.IssueAt(number));
        Assert.Null(forge.PullRequestAt(number));
    }
}
