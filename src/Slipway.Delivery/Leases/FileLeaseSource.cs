using System.Text;
using Microsoft.Win32.SafeHandles;
using Slipway.Delivery.Durable;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Leases;

/// <summary>Leases as locked files: the kernel gives a lease back when its holder ends, so none is ever stale.</summary>
public sealed class FileLeaseSource(AbsolutePath stateFolder) : ILeaseSource
{
    // Whoever only looks holds the lock for microseconds: it is no holder.
    private const int Looks = 5;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <inheritdoc />
    public async Task<IAsyncDisposable> AcquireAsync(string environment, string holder, CancellationToken cancellation)
    {
        AbsolutePath file = FileOf(environment);
        try
        {
            PrivateFolder.Create(file.Parent!);
            SafeFileHandle handle = Posix.OpenToLock(file);
            for (int look = 1; !Posix.TryLock(handle); look++)
            {
                if (look == Looks)
                {
                    using (handle)
                        throw new FaultException(ExitCode.Held, Held(environment, file, HolderIn(handle)));
                }

                await Task.Delay(Look, cancellation).ConfigureAwait(false);
            }

            RandomAccess.SetLength(handle, 0);
            RandomAccess.Write(handle, Encoding.UTF8.GetBytes(holder), 0);
            return new Lease(handle);
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            throw StateFaults.NotWritten(file, exception);
        }
    }

    /// <inheritdoc />
    public Task<string?> HolderAsync(string environment, CancellationToken cancellation)
    {
        AbsolutePath file = FileOf(environment);
        if (!File.Exists(file))
            return Task.FromResult<string?>(null);
        try
        {
            using SafeFileHandle handle = Posix.OpenToLock(file);
            if (!Posix.TryLock(handle))
                return Task.FromResult<string?>(HolderIn(handle));
            Posix.Unlock(handle);
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            // Whoever may not open it could not take it either: who has it is not known.
        }

        return Task.FromResult<string?>(null);
    }

    private AbsolutePath FileOf(string environment) => stateFolder / "locks" / $"{environment}.lock";

    private static string HolderIn(SafeFileHandle handle)
    {
        byte[] bytes = new byte[1024];
        return Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(handle, bytes, 0));
    }

    private static Fault Held(string environment, AbsolutePath file, string holder) => new(
        "SLP3301", $"another run holds {environment}: {holder}", file, "wait for it to end, then repeat the command; nothing was changed");

    private sealed class Lease(SafeFileHandle handle) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Posix.Unlock(handle);
            return ValueTask.CompletedTask;
        }
    }
}
