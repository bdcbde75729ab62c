using Slipway.Tools.Git;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Tools.Git;

public sealed class GitCommandsTests
{
    private const string Start = "git --no-pager -c core.fsmonitor=false -c core.hooksPath=/dev/null -c protocol.ext.allow=never -c core.safecrlf=false ";
    private static readonly AbsolutePath Folder = "/repo";

    public static TheoryData<Command, string> Golden => new()
    {
        { GitCommands.RevParse(Folder, "v1.0.0"), "rev-parse --verify --end-of-options v1.0.0^{commit}" },
        { GitCommands.IsShallow(Folder), "rev-parse --is-shallow-repository" },
        { GitCommands.Status(Folder), "-c core.quotePath=true status --porcelain=v2 --branch --untracked-files=all --ignore-submodules=none" },
        { GitCommands.Log(Folder, "main", "v1.0.0", 5),
            "log -z --no-show-signature --no-color --encoding=UTF-8 --no-notes --format=%H%x00%P%x00%an%x00%ae%x00%ct%x00%B --max-count=5 --end-of-options main ^v1.0.0 --" },
        { GitCommands.ListFiles(Folder), "-c core.quotePath=false ls-files --cached --others --exclude-standard --full-name -- :/" },
        { GitCommands.TagsMerged(Folder), "tag --list --no-color --format=%(refname:strip=2)%1f%(objectname)%1f%(*objectname)%1f%(*objecttype) --merged=HEAD" },
        { GitCommands.UserEmail(Folder), "config --get user.email" },
        { GitCommands.Tag(Folder, "v2.0.0", "Two\nlines"), "-c tag.forceSignAnnotated=false tag --annotate '--message=Two\nlines' --end-of-options v2.0.0 HEAD" },
        { GitCommands.Tag(Folder, "v2.0.0", "Two", tagger: ("Ada", "ada@example.org")), "-c user.name=Ada -c user.email=ada@example.org -c tag.forceSignAnnotated=false tag --annotate --message=Two --end-of-options v2.0.0 HEAD" },
        { GitCommands.AddAll(Folder, "/tmp/index", "ä nested/"), "add --all -- :/ ':(top,exclude,literal)ä nested'" },
        { GitCommands.EmptyTree(Folder), "hash-object -t tree --stdin" },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Calls_are_these_words(Command command, string line)
    {
        Assert.Equal(Start + line, command.ToString());
        Assert.Equal("C", command.Environment["LC_ALL"]);
        Assert.True(command.Environment.TryGetValue("GIT_DIR", out string? taken) && taken is null);
    }

    [Theory]
    [InlineData("--upload-pack=touch /tmp/x")]
    [InlineData("-h")]
    [InlineData("main..dev")]
    [InlineData("HEAD@{1}")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("a:b")]
    [InlineData("@")]
    [InlineData("^main")]
    [InlineData("")]
    [InlineData("refs/heads/x.lock")]
    public void Names_git_would_misread_are_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => GitCommands.RevParse(Folder, name));
        Assert.Throws<ArgumentException>(() => GitCommands.Log(Folder, name));
        Assert.Throws<ArgumentException>(() => GitCommands.Tag(Folder, name, "m"));
    }

    [Theory]
    [InlineData("main")]
    [InlineData("feature/x-1")]
    [InlineData("HEAD~2")]
    [InlineData("@scope/package@1.0.0")]
    [InlineData("v1.0.0+build.5")]
    public void Ordinary_names_pass(string name) => Assert.Equal(name, GitName.Checked(name));
}
