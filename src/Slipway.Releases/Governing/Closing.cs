using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>The wish to end a release for good.</summary>
/// <param name="Environment">Where the lane ends.</param>
/// <param name="PackageId">The release.</param>
/// <param name="Reason">What more there is to say.</param>
public sealed record CloseWish(string Environment, string PackageId, string? Reason);

/// <summary>Releases are closed once, when nothing of them is missing any more.</summary>
public static class Closing
{
    /// <summary>The ruling on a release that was closed before; null for one that was not.</summary>
    public static Ruling.Standing? Standing(string packageId, Occasion occasion)
    {
        ArgumentNullException.ThrowIfNull(occasion);
        return occasion.Governance.ClosedReleases.TryGetValue(packageId, out Entry? closed) ? new Ruling.Standing(closed) : null;
    }

    /// <summary>Decides a wish on what is on record.</summary>
    /// <param name="wish">The wish.</param>
    /// <param name="occasion">What it is decided on.</param>
    /// <param name="version">Version of the package.</param>
    /// <param name="missing">What it still lacks, as it is judged there.</param>
    public static Ruling Decide(CloseWish wish, Occasion occasion, string version, ImmutableArray<Fault> missing)
    {
        if (Standing(wish.PackageId, occasion) is { } standing)
            return standing;
        return missing.IsEmpty
            ? Ruling.Record(new ReleaseClosed(wish.Reason ?? ""), new Subject(wish.Environment, wish.PackageId, version))
            : new Ruling.Refused(ExitCode.GateFailed, missing, []);
    }
}
