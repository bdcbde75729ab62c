using Slipway.Tools.Git;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.LedgerBranch;

/// <summary>Finds out where the ledger's branch is shared. What a policy or a repository says is checked before git sees it.</summary>
internal static class RemoteAddress
{
    /// <summary>The address, or null when the branch stays on this machine.</summary>
    /// <exception cref="FaultException">A name or the address is hostile, or the remote asked for does not exist (exit 2).</exception>
    public static async Task<string?> FindAsync(BranchOptions options, ICommandRunner runner, CancellationToken cancellation)
    {
        string remote = options.Remote ?? "origin";
        if (!IsPlain(options.Branch))
            throw BranchFaults.Hostile("branch", options.Branch, options.Repository);
        if (!IsPlain(remote))
            throw BranchFaults.Hostile("remote", remote, options.Repository);
        CommandResult result = await runner.RunAsync(GitCommands.RemoteAddress(options.Repository, remote), null, cancellation).ConfigureAwait(false);
        string address = result.StandardOutput.Trim();
        if (result.ExitCode != 0 || address.Length == 0)
            return options.Remote is null ? null : throw BranchFaults.NoRemote(remote, options.Repository);
        if (!GitAddress.IsSafe(address))
            throw BranchFaults.Hostile("remote's address", address, options.Repository);
        return IsRelative(address) ? Path.GetFullPath(address, options.Repository) : address;
    }

    private static bool IsPlain(string name) => GitName.IsSafe(name) && !name.AsSpan().ContainsAny("~^@");

    // git means it from the repository it stands in, and our own repository is elsewhere.
    private static bool IsRelative(string address) => address.StartsWith("./", StringComparison.Ordinal) || address.StartsWith("../", StringComparison.Ordinal) || address is "." or "..";
}
