using System.Diagnostics;
using Slipway.Delivery.Leases;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.Leases;

public sealed class FileLeaseSourceTests : IDisposable
{
    private readonly Fakes.TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_end_of_another_process_gives_its_lease_back_however_it_ends()
    {
        AbsolutePath file = _folder.Path / "locks/production.lock";
        Directory.CreateDirectory(file.Parent!);
        File.WriteAllText(file, "another process");
        var leases = new FileLeaseSource(_folder.Path);
        var start = new ProcessStartInfo("flock", ["-o", "-x", file, "sh", "-c", "echo held; exec sleep 60"]) { RedirectStandardOutput = true };
        using Process holder = Process.Start(start)!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(Cancellation));

        var refusal = await Assert.ThrowsAsync<FaultException>(() => leases.AcquireAsync("production", "we", Cancellation));
        holder.Kill(entireProcessTree: true);
        await holder.WaitForExitAsync(Cancellation);
        await using IAsyncDisposable ours = await leases.AcquireAsync("production", "we", Cancellation);

        Assert.Equal(("SLP3301", "another run holds production: another process"), (refusal.Faults.Single().Code, refusal.Faults.Single().Cause));
    }

    [Fact]
    public async Task A_process_we_start_does_not_inherit_the_lease()
    {
        var leases = new FileLeaseSource(_folder.Path);
        IAsyncDisposable first = await leases.AcquireAsync("production", "we", Cancellation);
        using Process child = Process.Start(new ProcessStartInfo("sleep", ["60"]))!;
        await first.DisposeAsync();
        try
        {
            await using IAsyncDisposable second = await leases.AcquireAsync("production", "we again", Cancellation);
        }
        finally
        {
            child.Kill();
        }
    }

    [Fact]
    public async Task A_lease_given_back_is_free_at_once_while_other_threads_start_processes()
    {
        // Between fork and exec a child has a copy of every open file, and would hold the lock on with it.
        var leases = new FileLeaseSource(_folder.Path);
        Task starting = Task.Run(
            () =>
            {
                for (int i = 0; i < 200; i++)
                {
                    using Process child = Process.Start(new ProcessStartInfo("true"))!;
                    child.WaitForExit();
                }
            },
            Cancellation);

        do
            await (await leases.AcquireAsync("production", "we", Cancellation)).DisposeAsync();
        while (!starting.IsCompleted);

        await starting;
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told()
    {
        File.WriteAllText(_folder.Path / "locks", "in the way");

        var refusal = await Assert.ThrowsAsync<FaultException>(() => new FileLeaseSource(_folder.Path).AcquireAsync("production", "we", Cancellation));

        Assert.Equal("SLP3201", refusal.Faults.Single().Code);
    }
}
