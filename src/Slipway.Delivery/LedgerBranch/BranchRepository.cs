using System.Collections.Immutable;
using Slipway.Delivery.Durable;
using Slipway.Releases.Ledger;
using Slipway.Tools.Git;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.LedgerBranch;

/// <summary>The bare repository of our own: entries as commits, fetched, made, and offered to the remote. Used by whoever holds the ledger's lock.</summary>
internal sealed class BranchRepository(BranchOptions options, string? address, ICommandRunner runner)
{
    private const string FileName = "entry.json";
    private const string Identity = "slipway <slipway@localhost>";
    private const string Fetched = "refs/slipway/fetched";
    private const string Made = "refs/slipway/made";
    private const int AtOnce = 5000;
    private const int NoSuchBranch = 2;

    private static readonly TimeSpan Local = TimeSpan.FromMinutes(2);

    private readonly AbsolutePath _folder = options.StateFolder / "ledger.git";

    public string Place { get; } = address is null ? $"{options.StateFolder}/ledger.git refs/heads/{options.Branch}" : $"{address} refs/heads/{options.Branch}";

    public bool IsShared => address is not null;

    /// <summary>What an administrator types to bring a verified commit back.</summary>
    public string Mend(string? commit, AbsolutePath known) =>
        $"nothing is deployed on a ledger that was rewritten: find out who did it; git --git-dir={_folder} {(IsShared ? $"push {address} {commit}:refs/heads/{options.Branch}" : $"update-ref refs/heads/{options.Branch} {commit}")} brings what was verified back; where the change was meant, delete {known} and {known}.head";

    public async Task OpenAsync(TimeProvider clock, CancellationToken cancellation)
    {
        PrivateFolder.CreateIgnored(options.StateFolder);
        if (!File.Exists(_folder / "HEAD") || !Directory.Exists(_folder / "refs"))
            await AskAsync(GitStoreCommands.Init(_folder), cancellation).ConfigureAwait(false);
        await DeadLocks.RemoveAsync(_folder, clock, cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks the remote where the branch stands. An answer that does not come in time is none.</summary>
    public async Task<BranchTip> LookAsync(CancellationToken cancellation)
    {
        if (address is null)
            return new BranchTip(await TipAsync($"refs/heads/{options.Branch}", cancellation).ConfigureAwait(false), null);
        for (int look = 1; ; look++)
        {
            (bool isDone, string why, _) = await TryAsync(GitStoreCommands.Fetch(_folder, address, options.Branch, Fetched), cancellation).ConfigureAwait(false);
            if (isDone)
                return new BranchTip(await TipAsync(Fetched, cancellation).ConfigureAwait(false), null);
            (bool hasBranch, _, int? code) = await TryAsync(GitStoreCommands.HasBranch(_folder, address, options.Branch), cancellation).ConfigureAwait(false);
            if (code == NoSuchBranch)
                return new BranchTip(null, null);
            if (!hasBranch || look == 3)
                return new BranchTip(null, BranchFaults.Unreachable(Place, why));
            // It was made between the two questions: somebody else wrote the first entry.
        }
    }

    /// <summary>The commits from one to another, oldest first; null when they do not lie on one line that begins there.</summary>
    public async Task<ImmutableArray<string>?> BetweenAsync(string? from, string to, CancellationToken cancellation)
    {
        var commits = ImmutableArray.CreateBuilder<string>();
        string? last = from;
        bool isLine = true;
        CommandResult result = await runner.RunAsync(GitStoreCommands.Between(_folder, from, to) with { Timeout = Local }, line =>
        {
            if (line.IsError)
                return;
            string[] parts = line.Text.Split(' ');
            isLine &= last is null ? parts.Length == 1 : parts.Length == 2 && parts[1] == last;
            commits.Add(last = parts[0]);
        }, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0 && isLine ? commits.ToImmutable() : null;
    }

    /// <summary>The lines that commits hold, in their order.</summary>
    public async Task<byte[]> LinesAsync(ImmutableArray<string> commits, CancellationToken cancellation)
    {
        var all = new MemoryStream();
        foreach (string[] some in commits.Chunk(AtOnce))
        {
            var reader = new BlobReader(some);
            CommandResult result = await runner.RunAsync(GitStoreCommands.FileOf(_folder, FileName, some) with { Timeout = Local }, line => { if (!line.IsError) reader.Add(line.Text); }, cancellation).ConfigureAwait(false);
            if (reader.Problem is { } problem)
                throw BranchFaults.NoChain(Place, problem.Commit, problem.Why);
            if (result.ExitCode != 0 || reader.Count != some.Length)
                throw BranchFaults.Git("git cat-file --batch", $"exit {result.ExitCode}, {reader.Count} of {some.Length} entries; {result.StandardError.Trim()}");
            all.Write(reader.Bytes);
        }

        return all.ToArray();
    }

    /// <summary>Makes commits of entries behind a parent, here only; gives the last.</summary>
    public async Task<string> MakeAsync(string? parent, ImmutableArray<Entry> entries, ImmutableArray<byte[]> lines, CancellationToken cancellation)
    {
        ImmutableArray<GitLink> links = [.. entries.Select((entry, index) => new GitLink(string.Join(' ', new[] { $"{entry.Seq}", entry.Type, entry.Environment, entry.Version }.Where(word => word is not null)), entry.Utc, lines[index]))];
        return await AskAsync(GitStoreCommands.Import(_folder, GitImport.Chain(Made, parent, Identity, FileName, links)), cancellation).ConfigureAwait(false);
    }

    /// <summary>Offers a commit as the branch's new tip. Null when it was taken; otherwise why not, or why nobody knows.</summary>
    public async Task<string?> OfferAsync(string commit, string? parent, CancellationToken cancellation)
    {
        Command command = address is null
            ? GitStoreCommands.Move(_folder, $"refs/heads/{options.Branch}", commit, parent) with { Timeout = options.NetworkDeadline }
            : GitStoreCommands.Push(_folder, address, commit, options.Branch);
        (bool isDone, string why, _) = await TryAsync(command, cancellation).ConfigureAwait(false);
        return isDone ? null : why;
    }

    private async Task<string?> TipAsync(string name, CancellationToken cancellation)
    {
        CommandResult result = await runner.RunAsync(GitStoreCommands.Tip(_folder, name) with { Timeout = Local }, null, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0 ? result.StandardOutput.Trim() : null;
    }

    private async Task<(bool IsDone, string Why, int? Code)> TryAsync(Command command, CancellationToken cancellation)
    {
        try
        {
            CommandResult result = await runner.RunAsync(command with { Timeout = options.NetworkDeadline }, null, cancellation).ConfigureAwait(false);
            string said = string.Join("; ", result.Output.Select(line => line.Text.Trim()).Where(text => text is not ("" or "Done") && !text.StartsWith("hint:", StringComparison.Ordinal) && !text.StartsWith("To ", StringComparison.Ordinal)).TakeLast(4));
            return (result.ExitCode == 0, said, result.ExitCode);
        }
        catch (FaultException late)
        {
            return (false, late.Faults[0].Cause, null);
        }
    }

    private async Task<string> AskAsync(Command command, CancellationToken cancellation)
    {
        CommandResult result = await runner.RunAsync(command with { Timeout = Local }, null, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0 ? result.StandardOutput.Trim() : throw BranchFaults.Git(command.ToString(), $"exit {result.ExitCode}: {result.StandardError.Trim()}");
    }
}

/// <summary>Where a branch stands.</summary>
/// <param name="Commit">Its last commit; null when there is no such branch, or nobody could be asked.</param>
/// <param name="Silence">Why nobody could be asked; null when somebody answered.</param>
internal sealed record BranchTip(string? Commit, Fault? Silence);
