using Slipway.Releases.Ports;

namespace Slipway.Delivery.Conducting;

/// <summary>The places a release is conducted through.</summary>
public sealed record ReleasePorts(ILedgerStore Ledger, IPackageStore Packages, IDeployer Deployer, ILeaseSource Leases, IConfigurationStore Configurations);
