using System.Collections.Immutable;

namespace Slipway.Releases.Packages;

/// <summary>
/// What decides the bytes of a release package, and nothing else: the SHA-256 of the exact bytes of this file is the package's id.
/// Time, builder, evidence and approvals are ledger entries that name the id.
/// </summary>
public sealed record Manifest
{
    /// <summary>Number of this shape.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>Name of the application.</summary>
    public required string Application { get; init; }

    /// <summary>Semantic version baked into the artifacts.</summary>
    public required string Version { get; init; }

    /// <summary>The source it was made of.</summary>
    public required PackageSource Source { get; init; }

    /// <summary>All services of the application; a package visits every environment with all of them.</summary>
    public required ImmutableArray<PackagedService> Services { get; init; }

    /// <summary>Every file of the package except this one, ordered by path.</summary>
    public required ImmutableArray<Artifact> Artifacts { get; init; }

    /// <summary>Switches inside the release.</summary>
    public ImmutableArray<FeatureFlag> Flags { get; init; } = [];

    /// <summary>Changes to stored data the release knows, in their order, earlier releases' included.</summary>
    public ImmutableArray<Migration> Migrations { get; init; } = [];

    /// <summary>How to go back from it.</summary>
    public required RollbackPlan Rollback { get; init; }
}

/// <summary>The source a package was made of.</summary>
/// <param name="Commit">Full commit id.</param>
/// <param name="Tree">Git tree id of the very content, uncommitted changes included.</param>
/// <param name="IsDirty">True when the tree is not the commit's.</param>
public sealed record PackageSource(string Commit, string Tree, bool IsDirty);

/// <summary>How this package is taken back.</summary>
/// <param name="Strategy"><c>previous-deployment</c>: traffic returns to the deployment that ran before, kept warm. <c>forward</c>: data was contracted, and only a newer release mends it.</param>
/// <param name="MaxDataLoss">What is lost on the way back; <c>none</c> while no migration says otherwise.</param>
public sealed record RollbackPlan(string Strategy = "previous-deployment", string MaxDataLoss = "none")
{
    /// <summary>The plan of a release, by what it changes in stored data since the version before it.</summary>
    /// <param name="brought">Its migrations that are new since then.</param>
    public static RollbackPlan Of(IEnumerable<Migration> brought)
    {
        Migration[] all = [.. brought];
        string[] losses = [.. all.Select(migration => migration.DataLoss).Where(loss => loss != "none").Distinct()];
        return new RollbackPlan(
            all.Any(migration => migration.Phase == MigrationPhase.Contract) ? "forward" : "previous-deployment",
            losses.Length == 0 ? "none" : string.Join(", ", losses));
    }
}
