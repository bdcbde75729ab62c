using System.Collections.Immutable;
using System.Text;
using Slipway.Releases.Metrics;
using Slipway.Releases.Notes;
using Slipway.Releases.Packages;
using Slipway.Releases.Versions;
using Slipway.Tools.Git;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Sources;

/// <summary>What git says about the source: the commit, the very tree, the tags and commits that decide the version.</summary>
public sealed class GitSource(ICommandRunner runner, AbsolutePath root)
{
    /// <summary>The source a package would be made of now.</summary>
    /// <exception cref="FaultException">There is no git repository here, or it has no commit yet (exit 2).</exception>
    public async Task<PackageSource> ReadAsync(CancellationToken cancellation)
    {
        string commit = await CommitAsync(cancellation).ConfigureAwait(false);
        GitStatus status = await StatusAsync(cancellation).ConfigureAwait(false);
        bool isClean = IsClean(status);
        string tree = isClean
            ? await AskAsync(GitCommands.HeadTree(root), cancellation).ConfigureAwait(false)
            : await WorkingTreeAsync(status, cancellation).ConfigureAwait(false);
        return new PackageSource(commit, tree, !isClean);
    }

    /// <summary>The facts the version is decided on.</summary>
    public async Task<VersionFacts> ReadVersionFactsAsync(CancellationToken cancellation)
    {
        string commit = await CommitAsync(cancellation).ConfigureAwait(false);
        bool isShallow = await IsShallowAsync(cancellation).ConfigureAwait(false);
        ImmutableArray<GitTag> tags = await TagsAsync("HEAD", cancellation).ConfigureAwait(false);
        ImmutableArray<string> here = [.. tags.Where(tag => tag.Commit == commit).Select(tag => tag.Name)];
        string? from = VersionDecider.CountedFrom([.. tags.Select(tag => tag.Name)], here);
        string log = await AskAsync(GitCommands.Log(root, from: from is null ? null : $"refs/tags/{from}"), cancellation).ConfigureAwait(false);
        return new VersionFacts
        {
            Commit = commit,
            IsShallow = isShallow,
            ReachableTags = [.. tags.Select(tag => tag.Name)],
            TagsHere = here,
            IsDirty = VersionDecider.BaseTag(here) is not null && !IsClean(await StatusAsync(cancellation).ConfigureAwait(false)),
            Commits = [.. GitCommit.Parse(log).Select(entry => new VersionCommit(entry.Id, entry.Subject, entry.Body))],
        };
    }

    /// <summary>What changed between two commits, and who changed it.</summary>
    /// <param name="from">The commit before the first of them; null for all there ever were.</param>
    /// <param name="to">The last of them.</param>
    /// <param name="cancellation">Ends the git calls.</param>
    public async Task<SourceChange> ReadChangeAsync(string? from, string to, CancellationToken cancellation)
    {
        string start = from ?? await AskAsync(GitCommands.EmptyTree(root), cancellation).ConfigureAwait(false);
        ImmutableArray<GitChange> files = GitChange.Parse(await AskAsync(GitCommands.NumStat(root, start, to), cancellation).ConfigureAwait(false));
        ImmutableArray<GitCommit> commits = GitCommit.Parse(await AskAsync(GitCommands.Log(root, to, from), cancellation).ConfigureAwait(false));
        return new SourceChange(
            files.Sum(file => file.Lines),
            [.. files.Select(file => file.Path)],
            [.. commits.Select(commit => new ScopeItem(commit.Id, commit.AuthorEmail, commit.Subject, commit.Body, commit.CommittedAt))]);
    }

    /// <summary>The commits between two, as notes read them, newest first; those with the same words as another know their patch.</summary>
    /// <param name="from">The commit before the first of them; null for all there ever were.</param>
    /// <param name="to">The last of them.</param>
    /// <param name="cancellation">Ends the git calls.</param>
    public async Task<ImmutableArray<NoteCommit>> ReadNoteCommitsAsync(string? from, string to, CancellationToken cancellation)
    {
        ImmutableArray<GitCommit> commits = GitCommit.Parse(await AskAsync(GitCommands.Log(root, to, from), cancellation).ConfigureAwait(false));
        HashSet<string> twins = [.. commits.GroupBy(commit => commit.Subject, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)];
        var notes = ImmutableArray.CreateBuilder<NoteCommit>(commits.Length);
        foreach (GitCommit commit in commits)
            notes.Add(new NoteCommit(commit.Id, commit.Subject, commit.Body, twins.Contains(commit.Subject) && commit.Parents.Length < 2 ? await ReadPatchIdAsync(commit.Id, cancellation).ConfigureAwait(false) : null));
        return notes.MoveToImmutable();
    }

    // A commit that changes nothing has no patch.
    private async Task<string?> ReadPatchIdAsync(string commit, CancellationToken cancellation)
    {
        string patch = await AskAsync(GitCommands.Patch(root, commit), cancellation).ConfigureAwait(false);
        string line = await AskAsync(GitCommands.PatchId(root, patch + "\n"), cancellation).ConfigureAwait(false);
        return line.Length > 0 ? line.Split(' ')[0] : null;
    }

    /// <summary>The tag that changes of the commit at hand are counted from, or null.</summary>
    public async Task<string?> ReadBaseAsync(CancellationToken cancellation) =>
        await ReadBaseAsync(await CommitAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);

    /// <summary>Commits that one commit reaches and another does not, newest first, with the times they were committed.</summary>
    /// <param name="from">What was there before. Null counts from the tag that the version of <paramref name="to"/> is counted from, or from the beginning where there is none: what release notes count.</param>
    /// <param name="to">What is there now.</param>
    /// <param name="cancellation">Ends the git calls.</param>
    public async Task<ImmutableArray<ScopedCommit>> ReadScopeAsync(string? from, string to, CancellationToken cancellation)
    {
        string? known = from ?? await ReadBaseAsync(to, cancellation).ConfigureAwait(false);
        string log = await AskAsync(GitCommands.Log(root, to, known), cancellation).ConfigureAwait(false);
        return [.. GitCommit.Parse(log).Select(commit => new ScopedCommit(commit.Id[..12], commit.CommittedAt) { Issues = new ScopeItem(commit.Id, commit.AuthorEmail, commit.Subject, commit.Body, commit.CommittedAt).Issues })];
    }

    /// <summary>True when the history of this clone was cut off, so that what is counted in it may be less than there is.</summary>
    public async Task<bool> IsShallowAsync(CancellationToken cancellation) => await AskAsync(GitCommands.IsShallow(root), cancellation).ConfigureAwait(false) == "true";

    /// <summary>True when a commit is known here.</summary>
    public async Task<bool> HasCommitAsync(string commit, CancellationToken cancellation) =>
        (await runner.RunAsync(GitCommands.RevParse(root, commit), null, cancellation).ConfigureAwait(false)).ExitCode == 0;

    /// <summary>Where git finds the key a person signs with, or null.</summary>
    public Task<string?> ReadSigningKeyAsync(CancellationToken cancellation) => ConfiguredAsync(GitCommands.SigningKey(root), cancellation);

    /// <summary>Every file the source consists of, relative to the top of the working tree; ignored files are not part of it.</summary>
    public async Task<(AbsolutePath Top, ImmutableArray<string> Files)> ReadFilesAsync(CancellationToken cancellation)
    {
        string top = await AskAsync(GitCommands.TopLevel(root), cancellation).ConfigureAwait(false);
        return (AbsolutePath.Create(top), GitPath.Parse(await AskAsync(GitCommands.ListFiles(root), cancellation).ConfigureAwait(false)));
    }

    /// <summary>The files in which two trees differ, by their paths from the repository's folder.</summary>
    public async Task<ImmutableArray<string>> ReadDifferenceAsync(string before, string after, CancellationToken cancellation) =>
        [.. GitChange.Parse(await AskAsync(GitCommands.NumStat(root, before, after), cancellation).ConfigureAwait(false)).Select(change => change.Path)];

    /// <summary>Commit time in seconds since 1970: the only time that may decide bytes.</summary>
    public async Task<long> ReadCommitTimeAsync(CancellationToken cancellation) =>
        GitCommit.Parse(await AskAsync(GitCommands.Log(root, limit: 1), cancellation).ConfigureAwait(false))[0].CommittedAt.ToUnixTimeSeconds();

    /// <summary>The mail address git knows, or null.</summary>
    public async Task<string?> ReadIdentityAsync(CancellationToken cancellation)
    {
        try
        {
            return await ConfiguredAsync(GitCommands.UserEmail(root), cancellation).ConfigureAwait(false);
        }
        catch (FaultException)
        {
            return null; // no git on this machine: the account's name will do
        }
    }

    /// <summary>The tag that gives a version to a commit for good, with the prefix of the tag it is counted from; what hinders it is said, not thrown.</summary>
    /// <param name="version">The version.</param>
    /// <param name="message">What stands in the tag.</param>
    /// <param name="commit">What it names.</param>
    /// <param name="actor">Who tags, where git knows nobody.</param>
    /// <param name="cancellation">Ends the git calls.</param>
    public async Task<TagOutcome> TagAsync(string version, string message, string commit, string actor, CancellationToken cancellation)
    {
        string name = VersionDecider.TagOf(version, null);
        try
        {
            if (!await HasCommitAsync(commit, cancellation).ConfigureAwait(false))
                return new TagOutcome.Failed(name, $"commit {commit[..Math.Min(12, commit.Length)]} is not in this clone");
            name = VersionDecider.TagOf(version, (await ReadBaseAsync(commit, cancellation).ConfigureAwait(false))?["refs/tags/".Length..]);
            CommandResult there = await runner.RunAsync(GitCommands.RevParse(root, $"refs/tags/{name}"), null, cancellation).ConfigureAwait(false);
            if (there.ExitCode == 0)
                return new TagOutcome.Existed(name, there.StandardOutput.Trim());
            (string, string) tagger = (await ConfiguredAsync(GitCommands.UserName(root), cancellation).ConfigureAwait(false) ?? actor,
                await ReadIdentityAsync(cancellation).ConfigureAwait(false) ?? (actor.Contains('@', StringComparison.Ordinal) ? actor : $"{actor}@localhost"));
            CommandResult result = await runner.RunAsync(GitCommands.Tag(root, name, message, commit, tagger), null, cancellation).ConfigureAwait(false);
            return result.ExitCode == 0 ? new TagOutcome.Written(name) : new TagOutcome.Failed(name, result.StandardError.Trim());
        }
        catch (FaultException fault)
        {
            return new TagOutcome.Failed(name, fault.Faults[0].Cause);
        }
    }

    /// <summary>The name that a version's tag has, or would get: with the prefix of the tag before it.</summary>
    public async Task<string> TagNameAsync(string version, string commit, CancellationToken cancellation) =>
        VersionDecider.TagOf(version, await HasCommitAsync(commit, cancellation) ? (await ReadBaseAsync(commit, cancellation))?["refs/tags/".Length..] : null);

    /// <summary>Brings a version's tag to a remote; false where it has the tag already.</summary>
    /// <exception cref="FaultException">There the tag names another commit (exit 3), there is no such tag here, or the remote does not take it.</exception>
    public Task<bool> PushTagAsync(string remote, string tag, string commit, CancellationToken cancellation) =>
        new TagPush(runner, root, remote).RunAsync(tag, commit, cancellation);

    private async Task<string?> ReadBaseAsync(string commit, CancellationToken cancellation)
    {
        ImmutableArray<GitTag> tags = await TagsAsync(commit, cancellation).ConfigureAwait(false);
        string? name = VersionDecider.CountedFrom([.. tags.Select(tag => tag.Name)], [.. tags.Where(tag => tag.Commit == commit).Select(tag => tag.Name)]);
        return name is null ? null : $"refs/tags/{name}";
    }

    private async Task<ImmutableArray<GitTag>> TagsAsync(string into, CancellationToken cancellation)
    {
        ImmutableArray<GitTag> tags = GitTag.Parse(await AskAsync(GitCommands.TagsMerged(root, into), cancellation).ConfigureAwait(false));
        var peeled = ImmutableArray.CreateBuilder<GitTag>(tags.Length);
        foreach (GitTag tag in tags)
            peeled.Add(tag.IsOfTag ? tag with { Commit = await AskAsync(GitCommands.RevParse(root, $"refs/tags/{tag.Name}"), cancellation).ConfigureAwait(false) } : tag);
        return peeled.MoveToImmutable();
    }

    private async Task<GitStatus> StatusAsync(CancellationToken cancellation) => GitStatus.Parse(await AskAsync(GitCommands.Status(root), cancellation).ConfigureAwait(false));

    private static bool IsClean(GitStatus status) => status.Changes.All(IsGenerated);

    // Schemas are written for editors by whoever runs the build; they decide no byte of a package.
    private static bool IsGenerated(string path) => path is ".nuke/build.schema.json" or ".nuke/release.schema.json" or ".nuke/calendar.schema.json";

    private async Task<string> CommitAsync(CancellationToken cancellation)
    {
        CommandResult result = await runner.RunAsync(GitCommands.RevParse(root), null, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0 ? result.StandardOutput.Trim() : throw new FaultException(ExitCode.Usage, NoCommit(result));
    }

    // A copy of the index, so that neither the repository's own nor what is staged in it changes.
    private async Task<string> WorkingTreeAsync(GitStatus status, CancellationToken cancellation)
    {
        AbsolutePath index = Path.Combine(Path.GetTempPath(), $"slipway-index-{Guid.NewGuid():N}");
        try
        {
            AbsolutePath own = AbsolutePath.Create(await AskAsync(GitCommands.GitFolder(root), cancellation).ConfigureAwait(false)) / "index";
            if (File.Exists(own))
                File.Copy(own, index);
            await AskAsync(GitCommands.AddAll(root, index, await UnbornAsync(status, cancellation).ConfigureAwait(false)), cancellation).ConfigureAwait(false);
            return await AskAsync(GitCommands.WriteTree(root, index), cancellation).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(index);
        }
    }

    // Repositories inside of this one that have no commit yet: there is nothing in them that git could add.
    private async Task<ImmutableArray<string>> UnbornAsync(GitStatus status, CancellationToken cancellation)
    {
        var unborn = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<string> nested = [.. GitPath.Parse(string.Join('\n', status.Changes)).Where(path => path.EndsWith('/'))];
        if (nested.IsEmpty)
            return [];
        AbsolutePath top = AbsolutePath.Create(await AskAsync(GitCommands.TopLevel(root), cancellation).ConfigureAwait(false));
        foreach (string path in nested)
        {
            if (!await new GitSource(runner, top / path.TrimEnd('/')).HasCommitAsync("HEAD", cancellation).ConfigureAwait(false))
                unborn.Add(path);
        }

        return unborn.ToImmutable();
    }

    private async Task<string?> ConfiguredAsync(Command question, CancellationToken cancellation)
    {
        CommandResult result = await runner.RunAsync(question, null, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0 && result.StandardOutput.Trim() is { Length: > 0 } answer ? answer : null;
    }

    // Gathered line by line: a long history is more than a result keeps. Lines are taken whole, for what ends in NUL is one line however much there is.
    private async Task<string> AskAsync(Command command, CancellationToken cancellation)
    {
        var output = new StringBuilder();
        Command whole = command with { KeepsAllOutput = true };
        CommandResult result = await runner.RunAsync(whole, line => { if (!line.IsError) output.Append(line.Text).Append('\n'); }, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0
            ? output.ToString().Trim()
            : throw new FaultException(ExitCode.Failed, new Fault("SLP3402", $"git ended with {result.ExitCode}: {result.StandardError.Trim()}", command.ToString(), "run the command by hand and mend what it says"));
    }

    private Fault NoCommit(CommandResult result)
    {
        string words = result.StandardError.Trim();
        return words.Contains("dubious ownership", StringComparison.Ordinal)
            ? new Fault("SLP3403", $"git does not read a repository of somebody else: {words.Split('\n')[0]}", root, $"git config --global --add safe.directory {root}")
            : new Fault("SLP3401", $"there is no commit to make a package of: {words}", root, "commit first (git init, git add, git commit); Compile and Test work without git");
    }
}
