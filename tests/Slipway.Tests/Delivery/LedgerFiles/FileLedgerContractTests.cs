using Slipway.Delivery.LedgerFiles;
using Slipway.Fakes.Contracts;
using Slipway.Releases.Ports;

namespace Slipway.Tests.Delivery.LedgerFiles;

public sealed class FileLedgerContractTests : LedgerStoreContract, IDisposable
{
    private readonly Fakes.TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override ILedgerStore Open() => new FileLedger(_folder.Path / "state", TimeProvider.System);
}
