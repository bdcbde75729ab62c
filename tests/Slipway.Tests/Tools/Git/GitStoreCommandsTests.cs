using System.Text;
using Slipway.Tools.Git;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Tools.Git;

public sealed class GitStoreCommandsTests
{
    private const string Start = "git --no-pager -c core.fsmonitor=false -c core.hooksPath=/dev/null -c protocol.ext.allow=never -c core.safecrlf=false --git-dir=/s/ledger.git -c core.fsync=all -c core.fsyncMethod=fsync -c gc.auto=0 -c maintenance.auto=false ";
    private static readonly AbsolutePath Folder = "/s/ledger.git";

    public static TheoryData<Command, string> Golden => new()
    {
        { GitStoreCommands.Init(Folder), "init --bare --quiet --template= --end-of-options /s/ledger.git" },
        { GitStoreCommands.Fetch(Folder, "ssh://host/r.git", "release-ledger", "refs/slipway/fetched"),
            "-c fetch.fsckObjects=true fetch --quiet --no-tags --no-write-fetch-head --no-recurse-submodules --no-auto-maintenance --end-of-options ssh://host/r.git +refs/heads/release-ledger:refs/slipway/fetched" },
        { GitStoreCommands.HasBranch(Folder, "/r.git", "release-ledger"), "ls-remote --exit-code --end-of-options /r.git refs/heads/release-ledger" },
        { GitStoreCommands.Tip(Folder, "refs/heads/release-ledger"), "rev-parse --verify --quiet --end-of-options refs/heads/release-ledger^{commit}" },
        { GitStoreCommands.Between(Folder, "c0ffee", "f00d"), "rev-list --topo-order --reverse --parents --end-of-options f00d ^c0ffee --" },
        { GitStoreCommands.Between(Folder, null, "f00d"), "rev-list --topo-order --reverse --parents --end-of-options f00d --" },
        { GitStoreCommands.FileOf(Folder, "entry.json", ["f00d"]), "cat-file --batch" },
        { GitStoreCommands.Import(Folder, default), "fast-import --quiet --force --done --date-format=raw" },
        { GitStoreCommands.Move(Folder, "refs/heads/x", "f00d", null), "update-ref --no-deref --end-of-options refs/heads/x f00d ''" },
        { GitStoreCommands.Move(Folder, "refs/heads/x", "f00d", "c0ffee"), "update-ref --no-deref --end-of-options refs/heads/x f00d c0ffee" },
        { GitStoreCommands.Push(Folder, "git@host:r.git", "f00d", "release-ledger"),
            "push --porcelain --no-verify --no-follow-tags --recurse-submodules=no --end-of-options git@host:r.git f00d:refs/heads/release-ledger" },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Calls_are_these_words(Command command, string line)
    {
        Assert.Equal(Start + line, command.ToString());
        Assert.Equal(("C", "1", "0", null), (command.Environment["LC_ALL"], command.Environment["GIT_CONFIG_NOSYSTEM"], command.Environment["GIT_TERMINAL_PROMPT"], command.Environment["GIT_DIR"]));
        Assert.NotNull(command.Timeout);
    }

    [Fact]
    public void A_remotes_address_is_asked_for_by_name() =>
        Assert.EndsWith(" remote get-url --end-of-options origin", GitCommands.RemoteAddress("/repo", "origin").ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("-u")]
    [InlineData("ext::sh")]
    [InlineData("a\nb")]
    [InlineData("")]
    [InlineData("ssh://-o/x")]
    public void Addresses_git_would_run_something_for_are_refused(string address)
    {
        Assert.Throws<ArgumentException>(() => GitStoreCommands.Fetch(Folder, address, "b", "refs/slipway/fetched"));
        Assert.Throws<ArgumentException>(() => GitStoreCommands.Push(Folder, address, "f00d", "b"));
        Assert.Throws<ArgumentException>(() => GitStoreCommands.HasBranch(Folder, address, "b"));
    }

    [Fact]
    public void A_chain_is_one_stream()
    {
        GitLink[] links = [new("1 a", DateTimeOffset.UnixEpoch, "{1}\n"u8.ToArray()), new("2 ä", DateTimeOffset.UnixEpoch.AddSeconds(1), "{2}\n"u8.ToArray())];

        Assert.Equal(
            "commit refs/slipway/made\nmark :1\ncommitter x <y> 0 +0000\ndata 3\n1 a\nfrom f00d\nM 100644 inline entry.json\ndata 4\n{1}\n\n"
            + "commit refs/slipway/made\nmark :2\ncommitter x <y> 1 +0000\ndata 4\n2 ä\nfrom :1\nM 100644 inline entry.json\ndata 4\n{2}\n\n"
            + "get-mark :2\ndone\n",
            Encoding.UTF8.GetString(GitImport.Chain("refs/slipway/made", "f00d", "x <y>", "entry.json", [.. links]).Span));
    }
}
