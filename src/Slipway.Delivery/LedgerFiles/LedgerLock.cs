using Microsoft.Win32.SafeHandles;
using Slipway.Delivery.Durable;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.LedgerFiles;

/// <summary>The right to write a ledger's files: one process at a time, given back by the kernel however that process ends.</summary>
internal static class LedgerLock
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits for the lock; disposing what it gives back ends it.</summary>
    /// <exception cref="FaultException">Somebody else had it for longer than the deadline (exit 6).</exception>
    public static async Task<IDisposable> TakeAsync(AbsolutePath file, TimeSpan deadline, TimeProvider clock, CancellationToken cancellation)
    {
        SafeFileHandle handle = Posix.OpenToLock(file);
        if (Posix.TryLock(handle))
            return new Held(handle);
        // Those who ask again and again starve behind a busy writer; the kernel's queue is fair. A thread waits in it.
        Task queue = Task.Factory.StartNew(() => Posix.Lock(handle), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            long started = clock.GetTimestamp();
            while (await Task.WhenAny(queue, Task.Delay(Look, clock, cancellation)).ConfigureAwait(false) != queue)
            {
                cancellation.ThrowIfCancellationRequested();
                if (clock.GetElapsedTime(started) > deadline)
                    throw new FaultException(ExitCode.Held, Busy(file, deadline));
            }

            await queue.ConfigureAwait(false);
            return new Held(handle);
        }
        catch
        {
            _ = queue.ContinueWith(_ => Posix.Unlock(handle), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default); // when its turn comes, it is passed on at once
            throw;
        }
    }

    private static Fault Busy(AbsolutePath file, TimeSpan deadline) => new(
        "SLP3202", $"another process has been writing the ledger for {deadline.TotalSeconds:0} s", file, "wait for it to end, or look for a stopped process that has the file open");

    private sealed class Held(SafeFileHandle handle) : IDisposable
    {
        public void Dispose() => Posix.Unlock(handle);
    }
}
