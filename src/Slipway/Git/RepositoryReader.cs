using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Git;

/// <summary>Reads a repository from the files git keeps; linked worktrees, packed references and a detached HEAD included.</summary>
internal static class RepositoryReader
{
    public static GitRepository Read(AbsolutePath directory)
    {
        AbsolutePath root = directory;
        while (!Directory.Exists(root / ".git") && !File.Exists(root / ".git"))
            root = root.Parent ?? throw Wrong("the folder lies in no git repository", directory, "run git init, or build in a checkout");

        AbsolutePath gitFolder = GitFolder(root);
        AbsolutePath commonFolder = CommonFolder(gitFolder);
        GitConfiguration configuration = Configuration(commonFolder);
        if (configuration.Has("extensions", "refstorage"))
            throw Wrong("the repository keeps its references in a reftable, which is not read", commonFolder, "git refs migrate --ref-format=files");

        string head = File.ReadAllText(gitFolder / "HEAD").Trim();
        string? reference = head.StartsWith("ref: ", StringComparison.Ordinal) ? head["ref: ".Length..].Trim() : null;
        string? branch = reference?.StartsWith("refs/heads/", StringComparison.Ordinal) == true ? reference["refs/heads/".Length..] : null;
        var references = new GitReferences(gitFolder, commonFolder);
        string? commit = references.Resolve("HEAD");
        string remote = (branch is null ? null : configuration.Value("branch", branch, "remote")) ?? "origin";
        string? address = configuration.Value("remote", remote, "url");
        string? merged = branch is null ? null : configuration.Value("branch", branch, "merge");
        return new GitRepository
        {
            LocalDirectory = root,
            Head = reference ?? head,
            Branch = branch,
            Commit = commit,
            Tags = commit is null ? [] : references.TagsOf(commit),
            RemoteName = address is null ? null : remote,
            RemoteBranch = merged?.StartsWith("refs/heads/", StringComparison.Ordinal) == true ? merged["refs/heads/".Length..] : merged,
            Remote = address is null ? null : GitRemote.Parse(address),
        };
    }

    // In a linked worktree or submodule .git is a file: "gitdir: <folder>".
    private static AbsolutePath GitFolder(AbsolutePath root)
    {
        if (Directory.Exists(root / ".git"))
            return root / ".git";
        string content = File.ReadAllText(root / ".git").Trim();
        if (!content.StartsWith("gitdir: ", StringComparison.Ordinal))
            throw Wrong("this is not the .git file of a worktree", root / ".git", "run git worktree repair in the main checkout");
        AbsolutePath folder = Path.GetFullPath(content["gitdir: ".Length..], root);
        return Directory.Exists(folder) ? folder : throw Wrong($"the worktree's folder {folder} is gone", root / ".git", "run git worktree repair in the main checkout");
    }

    private static AbsolutePath CommonFolder(AbsolutePath gitFolder) =>
        File.Exists(gitFolder / "commondir") ? Path.GetFullPath(File.ReadAllText(gitFolder / "commondir").Trim(), gitFolder) : gitFolder;

    private static GitConfiguration Configuration(AbsolutePath commonFolder) =>
        GitConfiguration.Parse(File.Exists(commonFolder / "config") ? File.ReadAllText(commonFolder / "config") : "");

    private static FaultException Wrong(string cause, string place, string mend) => new(ExitCode.Usage, new Fault("SLP5401", cause, place, mend));
}
