using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>The wish to delete packages that nothing needs.</summary>
/// <param name="Stored">Ids of all packages in the store.</param>
/// <param name="Keep">How many of the newest are kept whatever became of them.</param>
/// <param name="WaysBack">How many releases back from the one that serves are kept for each environment.</param>
public sealed record PruneWish(ImmutableArray<string> Stored, int Keep, int WaysBack);

/// <summary>Retention of packages: on record before a file is deleted, each with its reason.</summary>
public static class Pruning
{
    /// <summary>The wish of what was typed, and of the policy where nothing was.</summary>
    /// <param name="stored">Ids of all packages in the store.</param>
    /// <param name="keep">How many of the newest are kept, as typed; null goes by the policy.</param>
    /// <param name="policy">What holds otherwise.</param>
    /// <exception cref="FaultException">It is no number (exit 2).</exception>
    public static PruneWish WishOf(ImmutableArray<string> stored, string? keep, PackagesPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return keep is null ? new(stored, policy.Keep, policy.WaysBack)
            : int.TryParse(keep, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? new(stored, number, policy.WaysBack)
            : throw new FaultException(
                ExitCode.Usage, Typed.Wrong("SLP1639", $"--keep cannot be '{keep}'", "give how many of the newest packages are kept: --keep 10"));
    }

    /// <summary>Decides a wish on what is on record. What was recorded before and is still there is deleted without another word.</summary>
    public static Ruling Decide(PruneWish wish, Occasion occasion)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        return new Ruling.Recorded(
        [
            .. PackageFate.Of(wish, occasion.State).Where(fate => !fate.IsKept && occasion.State.Packages[fate.PackageId].Pruned is null)
                .Select(fate => new Draft(new PackagePruned(fate.Reason), new Subject(PackageId: fate.PackageId, Version: fate.Version))),
        ]);
    }
}
