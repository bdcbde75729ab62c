using System.Collections.Immutable;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tools.Git;

/// <summary>
/// The git calls we make, as commands. Every one runs without pager, prompt, hooks and file-system monitor, in the C language,
/// and takes names only behind <c>--end-of-options</c>, so that neither a repository nor a name can make it run something else.
/// </summary>
public static class GitCommands
{
    private static readonly ImmutableArray<string> Hardening =
        ["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.ext.allow=never", "-c", "core.safecrlf=false"];

    // Local questions answer in milliseconds; a repository on a network that went away must not hold a release for ever.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    // What a hook that runs us has set would lead git to another repository than the one in the folder, or to other paths and objects.
    private static readonly ImmutableArray<string> Leading =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_NO_REPLACE_OBJECTS",
        "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
    ];

    private static readonly ImmutableSortedDictionary<string, string?> Environment = new Dictionary<string, string?>
    {
        ["GIT_OPTIONAL_LOCKS"] = "0",
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["LC_ALL"] = "C",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItems(Leading.Select(name => KeyValuePair.Create<string, string?>(name, null)));

    /// <summary>Full id of the commit a name stands for; exit 128 when there is none.</summary>
    public static Command RevParse(AbsolutePath folder, string name = "HEAD") =>
        Git(folder, "rev-parse", "--verify", "--end-of-options", GitName.Checked(name) + "^{commit}");

    /// <summary>Id of the tree of the checked-out commit.</summary>
    public static Command HeadTree(AbsolutePath folder) => Git(folder, "rev-parse", "--verify", "--end-of-options", "HEAD^{tree}");

    /// <summary>Prints the id of a tree without a file, which depends on how the repository makes ids.</summary>
    public static Command EmptyTree(AbsolutePath folder) => Git(folder, "hash-object", "-t", "tree", "--stdin");

    /// <summary>Puts the whole working tree, new files included, into an index of its own; the repository's index stays as it is.</summary>
    /// <param name="folder">The repository.</param>
    /// <param name="index">The index.</param>
    /// <param name="without">Folders from the top of the working tree that stay out: repositories of their own without a commit, which git cannot add.</param>
    public static Command AddAll(AbsolutePath folder, AbsolutePath index, params ImmutableArray<string> without) =>
        OnIndex(Git(folder, ["add", "--all", "--", ":/", .. without.Select(path => $":(top,exclude,literal){path.TrimEnd('/')}")]), index);

    /// <summary>Writes the tree of such an index and prints its id.</summary>
    public static Command WriteTree(AbsolutePath folder, AbsolutePath index) => OnIndex(Git(folder, "write-tree"), index);

    /// <summary>Tells by its exit code whether git ignores a path (0) or would take it in (1).</summary>
    public static Command CheckIgnore(AbsolutePath folder, string path) => Git(folder, "check-ignore", "--quiet", "--", path);

    /// <summary>Prints the common git folder.</summary>
    public static Command GitFolder(AbsolutePath folder) => Git(folder, "rev-parse", "--absolute-git-dir");

    /// <summary>Prints true when history was cut off, so that versions and notes counted from it would be wrong.</summary>
    public static Command IsShallow(AbsolutePath folder) => Git(folder, "rev-parse", "--is-shallow-repository");

    /// <summary>Top folder of the working tree.</summary>
    public static Command TopLevel(AbsolutePath folder) => Git(folder, "rev-parse", "--show-toplevel");

    /// <summary>Branch and changes, for <see cref="GitStatus.Parse"/>.</summary>
    public static Command Status(AbsolutePath folder) =>
        Git(folder, "-c", "core.quotePath=true", "status", "--porcelain=v2", "--branch", "--untracked-files=all", "--ignore-submodules=none");

    /// <summary>Commits reachable from one name and not from another, newest first, for <see cref="GitCommit.Parse"/>.</summary>
    public static Command Log(AbsolutePath folder, string to = "HEAD", string? from = null, int? limit = null) =>
        Git(folder, [
            "log", "-z", "--no-show-signature", "--no-color", "--encoding=UTF-8", "--no-notes", "--format=" + GitCommit.Format,
            .. limit is { } count ? [$"--max-count={count}"] : ImmutableArray<string>.Empty,
            "--end-of-options", GitName.Checked(to),
            .. from is null ? ImmutableArray<string>.Empty : ["^" + GitName.Checked(from)],
            "--",
        ]);

    /// <summary>Lines added and removed of every file between two commits, or a tree and a commit, for <see cref="GitChange.Parse"/>.</summary>
    public static Command NumStat(AbsolutePath folder, string from, string to = "HEAD") =>
        Git(folder, "-c", "core.quotePath=false", "diff", "--numstat", "--no-renames", "--no-ext-diff", "--no-textconv", "-z", "--end-of-options", GitName.Checked(from), GitName.Checked(to), "--");

    /// <summary>What a commit changes, as a patch with its id in front: input of <see cref="PatchId"/>.</summary>
    public static Command Patch(AbsolutePath folder, string commit) =>
        Git(folder, "diff-tree", "-p", "--root", "--no-color", "--no-ext-diff", "--no-textconv", "--end-of-options", GitName.Checked(commit), "--");

    /// <summary>The digest of a patch that stays the same wherever it is picked: prints it and the commit's id.</summary>
    public static Command PatchId(AbsolutePath folder, string patch) => Git(folder, "patch-id", "--stable") with { Input = System.Text.Encoding.UTF8.GetBytes(patch) };

    /// <summary>Tags that lie on the history of a name, for <see cref="GitTag.Parse"/>.</summary>
    public static Command TagsMerged(AbsolutePath folder, string into = "HEAD") =>
        Git(folder, "tag", "--list", "--no-color", "--format=" + GitTag.Format, "--merged=" + GitName.Checked(into));

    /// <summary>Every tag, for <see cref="GitTag.Parse"/>.</summary>
    public static Command Tags(AbsolutePath folder) => Git(folder, "tag", "--list", "--no-color", "--format=" + GitTag.Format);

    /// <summary>Every file of the working tree that belongs to the source, new ones included, for <see cref="GitPath.Parse"/>.</summary>
    public static Command ListFiles(AbsolutePath folder) =>
        Git(folder, "-c", "core.quotePath=false", "ls-files", "--cached", "--others", "--exclude-standard", "--full-name", "--", ":/");

    /// <summary>Asks for the name git signs commits with.</summary>
    public static Command UserName(AbsolutePath folder) => Git(folder, "config", "--get", "user.name");

    /// <summary>Asks for the mail address git signs commits with.</summary>
    public static Command UserEmail(AbsolutePath folder) => Git(folder, "config", "--get", "user.email");

    /// <summary>The key a person signs commits with; exit 1 when none is set.</summary>
    public static Command SigningKey(AbsolutePath folder) => Git(folder, "config", "--get", "user.signingkey");

    /// <summary>Address of a remote; exit 1 when there is none.</summary>
    public static Command RemoteUrl(AbsolutePath folder, string remote = "origin") =>
        Git(folder, "config", "--get", $"remote.{GitName.Checked(remote)}.url");

    /// <summary>Address of a remote as git would use it, rewritten by <c>insteadOf</c> where configured; fails when there is none.</summary>
    public static Command RemoteAddress(AbsolutePath folder, string remote) => Git(folder, "remote", "get-url", "--end-of-options", GitName.Checked(remote));

    /// <summary>Prints the object a tag is at a remote, and behind an annotated one the commit it names; nothing where there is no such tag.</summary>
    public static Command RemoteTag(AbsolutePath folder, string remote, string name) =>
        Git(folder, "ls-remote", "--end-of-options", GitName.Checked(remote), $"refs/tags/{GitName.Checked(name)}", $"refs/tags/{GitName.Checked(name)}^{{}}");

    /// <summary>Offers a tag to a remote, which refuses it where it has another one of that name.</summary>
    public static Command PushTag(AbsolutePath folder, string remote, string name) => Git(
        folder, "push", "--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no", "--end-of-options", GitName.Checked(remote),
        $"refs/tags/{GitName.Checked(name)}:refs/tags/{GitName.Checked(name)}");

    /// <summary>Writes an annotated tag; refuses (exit 128) to move one that exists. It is signed where <c>tag.gpgSign</c> asks for it, and nowhere else.</summary>
    /// <param name="folder">The repository.</param>
    /// <param name="name">Name of the tag.</param>
    /// <param name="message">What stands in it.</param>
    /// <param name="commit">What it names.</param>
    /// <param name="tagger">Who tags, by name and mail address; null leaves it to git, which knows nobody on many a server.</param>
    public static Command Tag(AbsolutePath folder, string name, string message, string commit = "HEAD", (string Name, string Email)? tagger = null) =>
        Git(folder, [
            .. tagger is { } who ? ["-c", $"user.name={who.Name}", "-c", $"user.email={who.Email}"] : ImmutableArray<string>.Empty,
            "-c", "tag.forceSignAnnotated=false", "tag", "--annotate", "--message=" + message, "--end-of-options", GitName.Checked(name), GitName.Checked(commit),
        ]);

    private static Command OnIndex(Command command, AbsolutePath index) =>
        command with { Environment = command.Environment.SetItem("GIT_INDEX_FILE", index) };

    internal static Command Git(AbsolutePath folder, params ImmutableArray<string> arguments) => new()
    {
        Executable = "git",
        Arguments = [.. Hardening, .. arguments],
        WorkingDirectory = folder,
        Environment = Environment,
        Timeout = Deadline,
    };
}
