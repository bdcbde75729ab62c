using Slipway.Composition;
using Slipway.Releases.Ledger;

namespace Slipway.Components;

/// <summary>
/// The commit that a package's change, its authors and its risk are counted from. What is live in the last environment is on record and cannot be moved like a tag, which is local and unsigned;
/// so tags count only where nobody is kept from approving their own work.
/// </summary>
internal static class CountedFrom
{
    /// <summary>The commit of what is live; what the policy names where nothing is; the newest version tag where no policy tells authors from approvers; null for all of history.</summary>
    public static async Task<string?> OfAsync(IApplication build, ReleaseEngine engine, CancellationToken cancellation)
    {
        ReleaseState state = (await engine.Folded.ReadAsync(cancellation).ConfigureAwait(false)).Fresh().State;
        string? live = state.In(build.LastName).Current?.PackageId;
        foreach (string? known in new[] { live is null ? null : state.Packages.GetValueOrDefault(live)?.Commit, engine.Policy.Approvals.Since })
        {
            if (known is not null && await engine.Source.HasCommitAsync(known, cancellation).ConfigureAwait(false))
                return known;
        }

        return engine.Policy.Approvals.NotAuthor ? null : await engine.Source.ReadBaseAsync(cancellation).ConfigureAwait(false);
    }
}
