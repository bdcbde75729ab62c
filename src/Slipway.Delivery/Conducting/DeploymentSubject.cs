using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;

namespace Slipway.Delivery.Conducting;

/// <summary>Deployments as what entries are about.</summary>
internal static class DeploymentSubject
{
    extension(Subject)
    {
        /// <summary>A deployment.</summary>
        public static Subject Of(Deployment deployment) => new(deployment.Environment.Name, deployment.PackageId, deployment.Version, deployment.Id);
    }
}
