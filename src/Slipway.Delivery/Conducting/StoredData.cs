using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;

namespace Slipway.Delivery.Conducting;

/// <summary>Asks of two sealed packages whether stored data still allows the way from one back to the other.</summary>
public static class StoredData
{
    /// <summary>Why it does not; null where it does, and where what is left is gone from the store: that keeps nobody from going back.</summary>
    /// <param name="packages">Where the packages are.</param>
    /// <param name="left">What is to be left.</param>
    /// <param name="target">What is to serve again.</param>
    /// <param name="environment">Where.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<Decision.Refusal?> ForbidsAsync(
        IPackageStore packages, DeploymentRecord left, DeploymentRecord target, DeploymentEnvironment environment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(target);
        if (left.PackageId == target.PackageId || !(await packages.ListAsync(cancellation).ConfigureAwait(false)).Contains(left.PackageId))
            return null;
        return ReleaseDecider.RollBackData(
            await packages.ReadAsync(left.PackageId, cancellation).ConfigureAwait(false),
            await packages.ReadAsync(target.PackageId, cancellation).ConfigureAwait(false),
            environment);
    }
}
