namespace Slipway.Releases.Policies;

/// <summary>Where the ledger is kept.</summary>
public sealed record LedgerPolicy
{
    /// <summary><c>file</c> in the state folder, or <c>branch</c> of a git remote that a team shares. Default file.</summary>
    public string Store { get; init; } = "file";

    /// <summary>Name of the git remote that holds the branch. Default: <c>origin</c> where there is one, otherwise the branch stays on this machine.</summary>
    public string? Remote { get; init; }

    /// <summary>Name of the branch. Default release-ledger.</summary>
    public string Branch { get; init; } = "release-ledger";
}

/// <summary>Where packages are kept.</summary>
public sealed record PackagesPolicy
{
    /// <summary>Folder that several machines share; null is the state folder of each. <c>SLIPWAY_PACKAGES</c> goes before it.</summary>
    public string? Folder { get; init; }

    /// <summary>How many of the newest packages <c>Prune</c> keeps whatever became of them. Default 10.</summary>
    public int Keep { get; init; } = 10;

    /// <summary>How many releases back from the one that serves <c>Prune</c> keeps for each environment. Default 3.</summary>
    public int WaysBack { get; init; } = 3;
}
