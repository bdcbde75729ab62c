using Slipway.Delivery.Configurations;
using Slipway.Fakes.Contracts;
using Slipway.Releases.Ports;

namespace Slipway.Tests.Delivery.Configurations;

public sealed class FolderConfigurationStoreContractTests : ConfigurationStoreContract, IDisposable
{
    private readonly Fakes.TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override IConfigurationStore Open() => new FolderConfigurationStore(_folder.Path / "configurations");

    protected override void Alter(string digest)
    {
        byte[] bytes = File.ReadAllBytes(_folder.Path / "configurations" / digest);
        bytes[^2] ^= 1;
        File.WriteAllBytes(_folder.Path / "configurations" / digest, bytes);
    }
}
