using Slipway.Delivery.Leases;
using Slipway.Fakes.Contracts;
using Slipway.Releases.Ports;

namespace Slipway.Tests.Delivery.Leases;

public sealed class FileLeaseSourceContractTests : LeaseSourceContract, IDisposable
{
    private readonly Fakes.TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override ILeaseSource Open() => new FileLeaseSource(_folder.Path / "state");
}
