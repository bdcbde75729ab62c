using Slipway.Git;
using Slipway.IO;
using Slipway.Processes;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Front.Git;

/// <summary>What we read from git's files against what git itself says.</summary>
public sealed class GitRepositoryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private AbsolutePath Main => _folder.Path / "main";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Branch_commit_tags_and_remote_are_read()
    {
        await StartAsync();
        Assert.Null(GitRepository.FromLocalDirectory(Main).Commit);
        string first = await CommitAsync("one");
        await GitAsync("tag", "light");
        await GitAsync("tag", "-a", "-m", "x", "v1");
        await GitAsync("remote", "add", "origin", "https://user:secret-token@github.com/acme/shop.git");
        await GitAsync("config", "branch.main.remote", "origin");
        await GitAsync("config", "branch.main.merge", "refs/heads/trunk");

        GitRepository repository = GitRepository.FromLocalDirectory((Main / "deep/er").CreateDirectory());

        Assert.Equal((Main, first, "main", "refs/heads/main"), (repository.LocalDirectory, repository.Commit, repository.Branch, repository.Head));
        Assert.Equal("light v1", string.Join(' ', repository.Tags));
        Assert.Equal(("origin", "trunk"), (repository.RemoteName, repository.RemoteBranch));
        Assert.Equal(("acme", "shop", "acme/shop"), (repository.GetGitHubOwner(), repository.GetGitHubName(), repository.Identifier));
        Assert.Equal("https://github.com/acme/shop.git", repository.HttpsUrl);
        Assert.True(repository.IsOnMainBranch() && repository.IsOnMainOrMasterBranch() && !repository.IsOnDevelopBranch());
    }

    [Fact]
    public async Task Packed_references_detached_heads_and_worktrees_are_read()
    {
        await StartAsync();
        string first = await CommitAsync("one");
        await GitAsync("tag", "-a", "-m", "x", "v1");
        await GitAsync("branch", "feature/x");
        await GitAsync("gc", "--quiet", "--prune=now");
        await GitAsync("worktree", "add", "--quiet", "../linked", "feature/x");
        string second = await CommitAsync("two");
        await GitAsync("checkout", "--quiet", "--detach");

        GitRepository detached = GitRepository.FromLocalDirectory(Main);
        GitRepository linked = GitRepository.FromLocalDirectory(_folder.Path / "linked");

        Assert.Equal((null, second, second, ""), (detached.Branch, detached.Head, detached.Commit, string.Join(' ', detached.Tags)));
        Assert.Equal(("feature/x", first, "v1"), (linked.Branch, linked.Commit, string.Join(' ', linked.Tags)));
        Assert.True(linked.IsOnFeatureBranch());
        Assert.Null(linked.Remote);
        Assert.Throws<InvalidOperationException>(() => linked.GetGitHubOwner());
    }

    [Fact]
    public void A_folder_outside_of_repositories_is_a_fault() =>
        Assert.Equal("SLP5401", Assert.Throws<FaultException>(() => GitRepository.FromLocalDirectory(_folder.Path)).Faults[0].Code);

    [Theory]
    [InlineData("https://github.com/acme/shop.git", "github.com", "acme/shop")]
    [InlineData("https://github.com/acme/shop", "github.com", "acme/shop")]
    [InlineData("git@github.com:acme/shop.git", "github.com", "acme/shop")]
    [InlineData("ssh://git@host.example:2222/group/sub/shop.git/", "host.example", "group/sub/shop")]
    [InlineData("https://token@dev.example/acme/_git/shop", "dev.example", "acme/_git/shop")]
    public void Addresses_of_remotes_are_read(string address, string host, string identifier) =>
        Assert.Equal(new GitRemote(host, identifier), GitRemote.Parse(address));

    [Theory]
    [InlineData("/srv/git/shop.git")]
    [InlineData("../shop")]
    [InlineData("C:\\git\\shop")]
    public void Local_addresses_name_no_host(string address) => Assert.Null(GitRemote.Parse(address));

    private async Task StartAsync()
    {
        Main.CreateDirectory();
        await GitAsync("init", "--quiet", "--initial-branch=main");
    }

    private async Task<string> CommitAsync(string message)
    {
        await GitAsync("commit", "--quiet", "--allow-empty", "-m", message);
        return await GitAsync("rev-parse", "HEAD");
    }

    private async Task<string> GitAsync(params string[] arguments)
    {
        var command = new Command { Executable = "git", Arguments = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", .. arguments], WorkingDirectory = Main };
        CommandResult result = await new ProcessRunner().RunAsync(command, null, TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, result.StandardError);
        return result.StandardOutput;
    }
}
