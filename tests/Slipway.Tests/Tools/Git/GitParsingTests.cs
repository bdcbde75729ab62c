using Slipway.Processes;
using Slipway.Tools.Git;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Tools.Git;

/// <summary>The parsers against the real git, in a fresh repository.</summary>
public sealed class GitParsingTests : IDisposable
{
    private readonly AbsolutePath _folder = Directory.CreateTempSubdirectory("slipway-git-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task History_tags_and_status_are_read_back()
    {
        await RunAsync(Raw("init", "--quiet", "--initial-branch=main"));
        Assert.Equal((null, "main", true), await StatusAsync());

        await File.WriteAllTextAsync(_folder / "ä file.txt", "1", TestContext.Current.CancellationToken);
        Assert.Equal((null, "main", false), await StatusAsync());
        await RunAsync(Raw("add", "."));
        await RunAsync(Raw("commit", "--quiet", "-m", "First\n\nbody one\nbody two"));
        await RunAsync(Raw("tag", "light"));
        await RunAsync(Raw("mv", "ä file.txt", "b.txt"));
        await RunAsync(Raw("commit", "--quiet", "-m", "Second: ümlaut"));
        await RunAsync(GitCommands.Tag(_folder, "v1.0.0", "One"));

        var commits = GitCommit.Parse(await RunAsync(GitCommands.Log(_folder)));
        var tags = GitTag.Parse(await RunAsync(GitCommands.TagsMerged(_folder)));

        Assert.Equal(["Second: ümlaut", "First"], commits.Select(commit => commit.Subject));
        Assert.Equal("body one\nbody two", commits[1].Body);
        Assert.Equal(("Ann", "ann@example.org", commits[1].Id), (commits[0].AuthorName, commits[0].AuthorEmail, commits[0].Parents.Single()));
        Assert.Equal([new GitTag("light", commits[1].Id, false), new GitTag("v1.0.0", commits[0].Id, true)], tags);
        Assert.Equal("Second: ümlaut", Assert.Single(GitCommit.Parse(await RunAsync(GitCommands.Log(_folder, "v1.0.0", "light")))).Subject);
        Assert.Equal(commits[0].Id, await RunAsync(GitCommands.RevParse(_folder, "v1.0.0")));
        Assert.Equal("false", await RunAsync(GitCommands.IsShallow(_folder)));
        Assert.Equal((commits[0].Id, "main", true), await StatusAsync());

        await RunAsync(Raw("mv", "b.txt", "c.txt"));
        await File.WriteAllTextAsync(_folder / "new file.txt", "1", TestContext.Current.CancellationToken);
        await RunAsync(Raw("checkout", "--quiet", "--detach"));
        GitStatus status = GitStatus.Parse(await RunAsync(GitCommands.Status(_folder)));
        Assert.Null(status.Branch);
        Assert.Equal(["c.txt", "new file.txt"], status.Changes);
    }

    [Fact]
    public void Text_of_another_format_is_refused()
    {
        Assert.Throws<FormatException>(() => GitCommit.Parse("nonsense"));
        Assert.Throws<FormatException>(() => GitTag.Parse("nonsense"));
    }

    private async Task<(string?, string?, bool)> StatusAsync()
    {
        GitStatus status = GitStatus.Parse(await RunAsync(GitCommands.Status(_folder)));
        return (status.Commit, status.Branch, status.IsClean);
    }

    private Command Raw(params string[] arguments) =>
        new() { Executable = "git", Arguments = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", .. arguments], WorkingDirectory = _folder };

    private static async Task<string> RunAsync(Command command)
    {
        Command named = command with
        {
            Environment = command.Environment.SetItem("GIT_COMMITTER_NAME", "Ann").SetItem("GIT_COMMITTER_EMAIL", "ann@example.org"),
        };
        CommandResult result = await new ProcessRunner().RunAsync(named, null, TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, result.StandardError);
        return result.StandardOutput;
    }
}
