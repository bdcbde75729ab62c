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

    public string? RemoteOwner => Remote?.Owner;

    public string? HttpsUrl => Remote?.HttpsUrl;

    public string? SshUrl => Remote?.SshUrl;

    /// <summary>The repository around a folder.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">The folder lies in no repository, or it is of a kind that cannot be read.</exception>
    public static GitRepository FromLocalDirectory(AbsolutePath directory) => RepositoryReader.Read(directory);

    public bool IsOnMainBranch() => Is("main");

    public bool IsOnMasterBranch() => Is("master");

    public bool IsOnMainOrMasterBranch() => Is("main") || Is("master");

    public bool IsOnDevelopBranch() => Is("develop") || Is("dev") || Is("development");

    public bool IsOnFeatureBranch() => IsBelow("feature/") || IsBelow("features/");

    public bool IsOnReleaseBranch() => IsBelow("release/") || IsBelow("releases/");

    public bool IsOnHotfixBranch() => IsBelow("hotfix/") || IsBelow("hotfixes/");

    public bool IsGitHubRepository() => string.Equals(Endpoint, "github.com", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="InvalidOperationException">The remote is not on GitHub.</exception>
    public string GetGitHubOwner() => OnGitHub().Owner;

    /// <exception cref="InvalidOperationException">The remote is not on GitHub.</exception>
    public string GetGitHubName() => OnGitHub().Name;

    public override string ToString() => HttpsUrl ?? LocalDirectory;

    private GitRemote OnGitHub() =>
        IsGitHubRepository() ? Remote! : throw new InvalidOperationException($"The repository '{this}' has no remote on github.com.");

    private bool Is(string name) => string.Equals(Branch, name, StringComparison.OrdinalIgnoreCase);

    private bool IsBelow(string prefix) => Branch?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true;
}
