using System.Collections.Immutable;
using Slipway.Vocabulary.Paths;

namespace Slipway.Git;

/// <summary>A checked-out repository as its own files describe it; reading it starts no process.</summary>
public sealed record GitRepository
{
    /// <summary>Top folder of the working tree.</summary>
    public required AbsolutePath LocalDirectory { get; init; }

    /// <summary>What HEAD holds: the full name of a branch, or a commit id.</summary>
    public required string Head { get; init; }

    /// <summary>Checked-out branch; null when HEAD is detached, as on many CI servers.</summary>
    public string? Branch { get; init; }

    /// <summary>Id of the checked-out commit; null before the first one.</summary>
    public string? Commit { get; init; }

    /// <summary>Tags of that commit, in ordinal order.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Remote the branch follows, otherwise origin; null when there is none.</summary>
    public string? RemoteName { get; init; }

    /// <summary>Branch there; null when the branch follows none.</summary>
    public string? RemoteBranch { get; init; }

    /// <summary>Where the remote is; null when it is none that names a host.</summary>
    public GitRemote? Remote { get; init; }

    /// <summary>Host of the remote.</summary>
    public string? Endpoint => Remote?.Host;

    /// <summary>"owner/name" at the host.</summary>
    public string? Identifier => Remote?.Identifier;

    /// <summary>The owner on the remote's host; null without a remote.</summary>
    public string? RemoteOwner => Remote?.Owner;

    /// <summary>Address by HTTPS; null without a remote.</summary>
    public string? HttpsUrl => Remote?.HttpsUrl;

    /// <summary>Address by SSH; null without a remote.</summary>
    public string? SshUrl => Remote?.SshUrl;

    /// <summary>The repository around a folder.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">The folder lies in no repository, or it is of a kind that cannot be read.</exception>
    public static GitRepository FromLocalDirectory(AbsolutePath directory) => RepositoryReader.Read(directory);

    /// <summary>True on <c>main</c>.</summary>
    public bool IsOnMainBranch() => Is("main");

    /// <summary>True on <c>master</c>.</summary>
    public bool IsOnMasterBranch() => Is("master");

    /// <summary>True on <c>main</c> or <c>master</c>.</summary>
    public bool IsOnMainOrMasterBranch() => Is("main") || Is("master");

    /// <summary>True on <c>develop</c>, <c>dev</c> or <c>development</c>.</summary>
    public bool IsOnDevelopBranch() => Is("develop") || Is("dev") || Is("development");

    /// <summary>True below <c>feature/</c> or <c>features/</c>.</summary>
    public bool IsOnFeatureBranch() => IsBelow("feature/") || IsBelow("features/");

    /// <summary>True below <c>release/</c> or <c>releases/</c>.</summary>
    public bool IsOnReleaseBranch() => IsBelow("release/") || IsBelow("releases/");

    /// <summary>True below <c>hotfix/</c> or <c>hotfixes/</c>.</summary>
    public bool IsOnHotfixBranch() => IsBelow("hotfix/") || IsBelow("hotfixes/");

    /// <summary>True when the remote is on github.com.</summary>
    public bool IsGitHubRepository() => string.Equals(Endpoint, "github.com", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="InvalidOperationException">The remote is not on GitHub.</exception>
    public string GetGitHubOwner() => OnGitHub().Owner;

    /// <exception cref="InvalidOperationException">The remote is not on GitHub.</exception>
    public string GetGitHubName() => OnGitHub().Name;

    /// <summary>The remote's address, or the folder without one.</summary>
    public override string ToString() => HttpsUrl ?? LocalDirectory;

    private GitRemote OnGitHub() =>
        IsGitHubRepository() ? Remote! : throw new InvalidOperationException($"The repository '{this}' has no remote on github.com.");

    private bool Is(string name) => string.Equals(Branch, name, StringComparison.OrdinalIgnoreCase);

    private bool IsBelow(string prefix) => Branch?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true;
}
