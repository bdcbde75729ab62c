using Slipway.Delivery.LedgerBranch;
using Slipway.Delivery.LedgerFiles;
using Slipway.Processes;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Paths;

namespace Slipway.DummyTool;

/// <summary>Appends entries one by one, saying each that was acknowledged: a process that races others, or is killed.</summary>
internal static class LedgerWriter
{
    public static async Task<int> RunAsync(string kind, AbsolutePath place, string writer, long count)
    {
        ILedgerStore ledger = kind == "file"
            ? new FileLedger(place, TimeProvider.System)
            : new BranchLedger(new BranchOptions(place / ".nuke" / "state", place), new ProcessRunner(), TimeProvider.System);
        for (int number = 0; number < count; number++)
        {
            var draft = new Entry { Seq = 0, Type = writer, Utc = DateTimeOffset.UnixEpoch, Actor = new Actor("dummy", "ci"), Run = $"{number}", Application = "shop" };
            await ledger.AppendAsync([draft], CancellationToken.None);
            Console.Out.WriteLine(number);
        }

        return 0;
    }
}
