using Slipway.Delivery.LedgerFiles;
using Slipway.Fakes;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Delivery.LedgerFiles;

public sealed class LedgerOfStateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_without_entries_takes_whichever_ledger_comes_first()
    {
        LedgerOfState.Check(_folder.Path, new LedgerPolicy());
        LedgerOfState.Check(_folder.Path, new LedgerPolicy { Store = "branch" });
    }

    [Theory]
    [InlineData("ledger.jsonl", "branch", "release-ledger")]
    [InlineData("ledger-branch/release-ledger.jsonl", "file", "release-ledger")]
    [InlineData("ledger-branch/release-ledger.jsonl", "branch", "another/ledger")]
    public void A_folder_with_entries_is_no_other_ledgers(string held, string store, string branch)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Path, held))!);
        File.WriteAllText(Path.Combine(_folder.Path, held), "entries");

        FaultException refused = Assert.Throws<FaultException>(() => LedgerOfState.Check(_folder.Path, new LedgerPolicy { Store = store, Branch = branch }));

        Assert.Equal((ExitCode.Usage, "SLP3203", ".nuke/release.json: ledger"), (refused.ExitCode, refused.Faults[0].Code, refused.Faults[0].Place));
        Assert.Contains(Path.GetFileName(held), refused.Faults[0].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_its_own_ledgers()
    {
        File.WriteAllText(_folder.Path / "ledger.jsonl", "entries");

        LedgerOfState.Check(_folder.Path, new LedgerPolicy());
    }
}
