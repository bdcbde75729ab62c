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
    public Task<IAsyncDisposable> AcquireAsync(string environment, string holder, CancellationToken cancellation)
    {
        AbsolutePath file = stateFolder / "locks" / $"{environment}.lock";
        try
        {
            PrivateFolder.Create(file.Parent!);
            SafeFileHandle handle = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            if (!Posix.TryLock(handle))
            {
                handle.Dispose();
                throw new FaultException(ExitCode.Held, Held(environment, file));
            }

            RandomAccess.SetLength(handle, 0);
            RandomAccess.Write(handle, Encoding.UTF8.GetBytes(holder), 0);
            return Task.FromResult<IAsyncDisposable>(new Lease(handle));
        }
        catch (Exception exception) when (StateFaults.IsDisk(exception))
        {
            throw StateFaults.NotWritten(file, exception);
        }
    }

    private static Fault Held(string environment, AbsolutePath file) => new(
        "SLP3301", $"another run holds {environment}: {HolderIn(file)}", file, "wait for it to end, then repeat the command; nothing was changed");

    // Opened for sharing with writers: any other way of opening asks for the very lock that the holder has.
    private static string HolderIn(AbsolutePath file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private sealed class Lease(SafeFileHandle handle) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            handle.Dispose(); // closing the file unlocks it
            return ValueTask.CompletedTask;
        }
    }
}
