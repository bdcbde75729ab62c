using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.LedgerBranch;

/// <summary>Where a ledger's branch is, and how long others may take to answer.</summary>
/// <param name="StateFolder">Folder for the repository of our own and the entries verified so far.</param>
/// <param name="Repository">The user's repository, asked for the remote's address and never written.</param>
/// <param name="Remote">Name of the remote; null is <c>origin</c> where there is one, and otherwise the branch stays on this machine.</param>
/// <param name="Branch">Name of the branch.</param>
public sealed record BranchOptions(AbsolutePath StateFolder, AbsolutePath Repository, string? Remote = null, string Branch = "release-ledger")
{
    /// <summary>Longest time one call over the network may take. Default 30 s.</summary>
    public TimeSpan NetworkDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an append tries again when others are first each time. Default 2 minutes.</summary>
    public TimeSpan AppendDeadline { get; init; } = TimeSpan.FromMinutes(2);
}
