using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.LedgerBranch;

/// <summary>
/// Removes lock files that a killed git left in the repository of our own: git would refuse every later write for ever.
/// Called by whoever holds the ledger's lock, so that no other git of ours is at work, but perhaps the last breath of one whose parent was killed: the young ones get time to go by themselves.
/// </summary>
internal static class DeadLocks
{
    private static readonly TimeSpan LastBreath = TimeSpan.FromSeconds(2);

    public static async Task RemoveAsync(AbsolutePath repository, TimeProvider clock, CancellationToken cancellation)
    {
        foreach (string file in Locks(repository))
        {
            while (File.Exists(file) && clock.GetUtcNow() - File.GetLastWriteTimeUtc(file) is var age && age < LastBreath && age > -LastBreath)
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellation).ConfigureAwait(false);
            File.Delete(file);
        }
    }

    // Objects are made under names of their own and never locked; there are too many to look through.
    private static string[] Locks(AbsolutePath repository) =>
    [
        .. Directory.EnumerateFiles(repository, "*.lock"),
        .. Directory.EnumerateFiles(repository / "refs", "*.lock", SearchOption.AllDirectories),
        .. Directory.Exists(repository / "logs") ? Directory.EnumerateFiles(repository / "logs", "*.lock", SearchOption.AllDirectories) : [],
    ];
}
