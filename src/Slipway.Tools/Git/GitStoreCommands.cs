using System.Collections.Immutable;
using System.Text;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tools.Git;

/// <summary>
/// The git calls on a bare repository that is ours alone, as commands: no configuration of the machine, no collection of garbage,
/// and everything on the disk before a call ends, which git by itself does not see to.
/// </summary>
public static class GitStoreCommands
{
    private static readonly ImmutableArray<string> Durable = ["-c", "core.fsync=all", "-c", "core.fsyncMethod=fsync", "-c", "gc.auto=0", "-c", "maintenance.auto=false"];

    // Beside what is taken from every git: settings a shell may hand on, which nothing here needs.
    private static readonly ImmutableArray<string> Leading = ["GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "GIT_CEILING_DIRECTORIES"];

    /// <summary>Makes the repository, without hooks or anything else of a template.</summary>
    public static Command Init(AbsolutePath repository) =>
        Bare(repository, "init", "--bare", "--quiet", "--template=", "--end-of-options", repository) with { WorkingDirectory = repository.Parent! };

    /// <summary>Copies a branch of another repository to a ref here, wherever that was before; fails when there is no such branch.</summary>
    public static Command Fetch(AbsolutePath repository, string address, string branch, string into) => Bare(
        repository, "-c", "fetch.fsckObjects=true", "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance",
        "--end-of-options", GitAddress.Checked(address), $"+refs/heads/{GitName.Checked(branch)}:{GitName.Checked(into)}");

    /// <summary>Asks whether another repository has a branch; exit 2 when it answers and has none.</summary>
    public static Command HasBranch(AbsolutePath repository, string address, string branch) =>
        Bare(repository, "ls-remote", "--exit-code", "--end-of-options", GitAddress.Checked(address), $"refs/heads/{GitName.Checked(branch)}");

    /// <summary>Prints the commit a ref stands on; exit 1 when there is no such ref.</summary>
    public static Command Tip(AbsolutePath repository, string name) =>
        Bare(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", GitName.Checked(name) + "^{commit}");

    /// <summary>Prints the commits that lead from one (null: from the first) to another, oldest first, each with its parents.</summary>
    public static Command Between(AbsolutePath repository, string? from, string to) => Bare(
        repository, [
            "rev-list", "--topo-order", "--reverse", "--parents", "--end-of-options", GitName.Checked(to),
            .. from is null ? ImmutableArray<string>.Empty : ["^" + GitName.Checked(from)], "--",
        ]);

    /// <summary>Prints one file of each commit: a line <c>id blob size</c>, the content and a line feed.</summary>
    public static Command FileOf(AbsolutePath repository, string path, IEnumerable<string> commits) =>
        Bare(repository, "cat-file", "--batch") with { Input = Encoding.ASCII.GetBytes(string.Concat(commits.Select(commit => $"{GitName.Checked(commit)}:{path}\n"))) };

    /// <summary>Makes objects as a stream of <see cref="GitImport"/> says; prints what the stream asks for.</summary>
    public static Command Import(AbsolutePath repository, ReadOnlyMemory<byte> stream) =>
        Bare(repository, "fast-import", "--quiet", "--force", "--done", "--date-format=raw") with { Input = stream };

    /// <summary>Moves a ref, if it still stands where it was seen (null: nowhere).</summary>
    public static Command Move(AbsolutePath repository, string name, string to, string? from) =>
        Bare(repository, "update-ref", "--no-deref", "--end-of-options", GitName.Checked(name), GitName.Checked(to), from is null ? "" : GitName.Checked(from));

    /// <summary>Offers a commit as the new tip of a branch elsewhere; refused unless it continues what is there.</summary>
    public static Command Push(AbsolutePath repository, string address, string commit, string branch) => Bare(
        repository, "push", "--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no", "--end-of-options", GitAddress.Checked(address), $"{GitName.Checked(commit)}:refs/heads/{GitName.Checked(branch)}");

    private static Command Bare(AbsolutePath repository, params ImmutableArray<string> arguments)
    {
        Command command = GitCommands.Git(repository, [$"--git-dir={repository}", .. Durable, .. arguments]);
        return command with { Environment = command.Environment.SetItem("GIT_CONFIG_NOSYSTEM", "1").SetItems(Leading.Select(name => KeyValuePair.Create<string, string?>(name, null))) };
    }
}
