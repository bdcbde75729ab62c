namespace Slipway.Releases.Packages;

/// <summary>
/// One step of a change to stored data, as a release brings it. A release names all it knows, not only its new ones,
/// so that two releases can be compared. How it is run is the service's matter; the order is judged here.
/// </summary>
/// <param name="Id">Unique for good: <c>0007-split-name</c>.</param>
/// <param name="Phase">Whether it adds, moves or takes away.</param>
/// <param name="Change">What belongs together: the expand, migrate and contract steps of one change share this name.</param>
/// <param name="Path">Its script inside the package: <c>migrations/0007-split-name.sql</c>.</param>
/// <param name="Sha256">Digest of the script; an edited one is another migration under an old name.</param>
/// <param name="DataLoss">What is lost when the release is taken back after it; <c>none</c> by default.</param>
public sealed record Migration(string Id, MigrationPhase Phase, string Change, string Path, string Sha256, string DataLoss = "none");

/// <summary>The three phases of a change that old and new code must live with (expand and contract, also called parallel change).</summary>
public enum MigrationPhase
{
    /// <summary>Adds something that old code does not see.</summary>
    Expand,

    /// <summary>Fills what was added; old code still works.</summary>
    Migrate,

    /// <summary>Takes away what only older code used.</summary>
    Contract,
}
