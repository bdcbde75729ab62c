using Slipway.Delivery.LedgerBranch;
using Slipway.Fakes.Contracts;
using Slipway.Processes;
using Slipway.Releases.Ports;

namespace Slipway.Tests.Delivery.LedgerBranch;

/// <summary>A branch that two clones share: every look and every append is made from the other one.</summary>
public sealed class BranchLedgerContractTests : LedgerStoreContract, IDisposable
{
    private readonly TeamRemote _team = new();
    private int _opened;

    public void Dispose() => _team.Dispose();

    protected override int EntriesEach => 3;

    protected override ILedgerStore Open() => _team.Clone($"clone{Interlocked.Increment(ref _opened) % 2}");
}

/// <summary>A branch without a remote: the repository of the state folder alone.</summary>
public sealed class LocalBranchLedgerContractTests : LedgerStoreContract, IDisposable
{
    private readonly Fakes.TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override int EntriesEach => 5;

    protected override ILedgerStore Open() => new BranchLedger(new BranchOptions(_folder.Path / "state", _folder.Path), new ProcessRunner(), TimeProvider.System);
}
