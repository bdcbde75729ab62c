namespace Slipway.Releases.Packages;

/// <summary>How the migrations of two releases compare.</summary>
public static class MigrationRules
{
    /// <summary>What one release brings that another does not know, in order.</summary>
    /// <param name="before">The release that is there; null for none.</param>
    /// <param name="after">The release that comes.</param>
    public static IEnumerable<Migration> Brought(Manifest? before, Manifest after) =>
        after.Migrations.Where(migration => before is null || before.Migrations.All(known => known.Id != migration.Id));

    /// <summary>Everything that forbids bringing a release to where another one is live, in words; empty when nothing does.</summary>
    public static IEnumerable<string> Against(Manifest? live, Manifest next)
    {
        foreach (Migration known in live?.Migrations ?? [])
        {
            Migration? same = next.Migrations.FirstOrDefault(migration => migration.Id == known.Id);
            if (same is null)
                yield return $"{known.Id} is applied there and this release does not know it";
            else if (same.Sha256 != known.Sha256)
                yield return $"{known.Id} was changed after it was applied";
        }

        if (live is null)
            yield break; // where nothing is live, no older code can be hurt
        foreach (Migration contract in Brought(live, next).Where(migration => migration.Phase == MigrationPhase.Contract))
        {
            if (Brought(live, next).Any(migration => migration.Change == contract.Change && migration.Phase != MigrationPhase.Contract))
                yield return $"{contract.Id} comes in the same release as what it follows; live code still uses what it takes away";
            else if (!live.Migrations.Any(migration => migration.Change == contract.Change && migration.Phase == MigrationPhase.Expand))
                yield return $"{contract.Id} contracts {contract.Change}, and nothing live expanded it";
        }
    }
}
