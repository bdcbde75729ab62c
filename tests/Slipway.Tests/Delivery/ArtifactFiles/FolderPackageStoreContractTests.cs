using Slipway.Delivery.ArtifactFiles;
using Slipway.Fakes.Contracts;
using Slipway.Releases.Ports;

namespace Slipway.Tests.Delivery.ArtifactFiles;

public sealed class FolderPackageStoreContractTests : PackageStoreContract
{
    private readonly Fakes.TempFolder _folder = new();

    public override void Dispose()
    {
        base.Dispose();
        _folder.Dispose();
    }

    protected override IPackageStore Open() => new FolderPackageStore(_folder.Path / "packages");
}
