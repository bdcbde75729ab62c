using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Slipway.Delivery.LedgerFiles;
using Slipway.Fakes;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.LedgerFiles;

public sealed class FileLedgerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private AbsolutePath State => _folder.Path / "state";

    private AbsolutePath File1 => State / "ledger.jsonl";

    private FileLedger Ledger => new(State, TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_torn_tail_is_passed_over_set_aside_and_written_over()
    {
        await Ledger.AppendAsync([Facts.Draft("a"), Facts.Draft("b")], Cancellation);
        await File.AppendAllTextAsync(File1, "{\"len\":\"000400\",\"seq\":3,\"type\":\"torn", Cancellation);

        Assert.Equal(["a", "b"], (await Ledger.ReadAsync(Cancellation)).Select(entry => entry.Type));
        await Ledger.AppendAsync([Facts.Draft("c")], Cancellation);

        Assert.Equal(["a", "b", "c"], (await Ledger.ReadAsync(Cancellation)).Select(entry => entry.Type));
        string aside = Assert.Single(Directory.GetFiles(State, "ledger.torn-*"));
        Assert.Contains("torn", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(File.ReadAllText(aside))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_between_record_and_pin_loses_nothing()
    {
        await Ledger.AppendAsync([Facts.Draft("a")], Cancellation);
        string pin = File.ReadAllText(State / "ledger.jsonl.head");
        await Ledger.AppendAsync([Facts.Draft("b")], Cancellation);
        File.WriteAllText(State / "ledger.jsonl.head", pin);

        await Ledger.AppendAsync([Facts.Draft("c")], Cancellation);

        Assert.Equal(["a", "b", "c"], (await Ledger.ReadAsync(Cancellation)).Select(entry => entry.Type));
    }

    [Theory]
    [InlineData("cut", "SLP3004")]
    [InlineData("flip", "SLP3001")]
    [InlineData("no pin", "SLP3002")]
    [InlineData("bad pin", "SLP3003")]
    [InlineData("gone", "SLP3004")]
    public async Task A_ledger_that_is_not_what_was_acknowledged_is_neither_read_nor_written(string how, string code)
    {
        await Ledger.AppendAsync([Facts.Draft("a"), Facts.Draft("b")], Cancellation);
        Damage(how);
        byte[] before = File.Exists(File1) ? File.ReadAllBytes(File1) : [];

        var read = await Assert.ThrowsAsync<FaultException>(() => Ledger.ReadAsync(Cancellation));
        var append = await Assert.ThrowsAsync<FaultException>(() => Ledger.AppendAsync([Facts.Draft("c")], Cancellation));

        Assert.Equal((ExitCode.Damaged, code), (read.ExitCode, read.Faults.Single().Code));
        Assert.Equal((ExitCode.Damaged, code), (append.ExitCode, append.Faults.Single().Code));
        Assert.Equal(before, File.Exists(File1) ? File.ReadAllBytes(File1) : []);
    }

    [Fact]
    public async Task Nobody_else_may_look_into_the_state_folder()
    {
        await Ledger.AppendAsync([Facts.Draft("a")], Cancellation);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(State));
    }

    [Fact]
    public async Task A_ledger_another_process_keeps_locked_is_told_by_name()
    {
        await Ledger.AppendAsync([Facts.Draft("a")], Cancellation);
        using Process holder = await HoldAsync(State / "ledger.lock");

        var clock = new FakeTimeProvider();
        Task<FaultException> waiting = Assert.ThrowsAsync<FaultException>(() => new FileLedger(State, clock).AppendAsync([Facts.Draft("b")], Cancellation));
        while (!waiting.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1)); // nobody has to wait the ten that it waits
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancellation);
        }

        FaultException refusal = await waiting;
        End(holder);
        await Ledger.AppendAsync([Facts.Draft("c")], Cancellation);

        Assert.Equal((ExitCode.Held, "SLP3202"), (refusal.ExitCode, refusal.Faults.Single().Code));
        Assert.Equal(["a", "c"], (await Ledger.ReadAsync(Cancellation)).Select(entry => entry.Type));
    }

    [Fact]
    public async Task A_full_disk_leaves_what_was_acknowledged()
    {
        Assert.SkipUnless(Mounted(out string reason), reason);
        try
        {
            var ledger = new FileLedger(_folder.Path / "small/state", TimeProvider.System);
            int written = 0;
            FaultException? full = null;
            while (full is null)
            {
                try
                {
                    await ledger.AppendAsync([Facts.Draft("x") with { Data = ImmutableSortedDictionary<string, string>.Empty.Add("text", new string('x', 20_000)) }], Cancellation);
                    written++;
                }
                catch (FaultException fault)
                {
                    full = fault;
                }
            }

            Assert.Equal("SLP3201", full.Faults.Single().Code);
            Assert.True(written > 0);
            Assert.InRange((await ledger.ReadAsync(Cancellation)).Length, written, written + 1); // the pin may be what did not fit any more
        }
        finally
        {
            Run("umount", _folder.Path / "small");
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told()
    {
        // A file where the folder should be refuses everybody, root included.
        File.WriteAllText(State, "in the way");

        var refusal = await Assert.ThrowsAsync<FaultException>(() => Ledger.AppendAsync([Facts.Draft("a")], Cancellation));

        Assert.Equal("SLP3201", refusal.Faults.Single().Code);
        Assert.Empty(await Ledger.ReadAsync(Cancellation));
    }

    private void Damage(string how)
    {
        byte[] bytes = File.ReadAllBytes(File1);
        switch (how)
        {
            case "cut":
                File.WriteAllBytes(File1, bytes[..(Array.IndexOf(bytes, (byte)'\n') + 1)]);
                break;
            case "flip":
                bytes[100] ^= 1;
                File.WriteAllBytes(File1, bytes);
                break;
            case "gone":
                File.Delete(File1);
                break;
            case "no pin":
                File.Delete(State / "ledger.jsonl.head");
                break;
            default:
                File.AppendAllText(State / "ledger.jsonl.head", "x");
                break;
        }
    }

    private static async Task<Process> HoldAsync(AbsolutePath file)
    {
        var start = new ProcessStartInfo("flock") { RedirectStandardOutput = true };
        foreach (string argument in new[] { "-o", "-x", (string)file, "sh", "-c", "echo held; exec sleep 60" })
            start.ArgumentList.Add(argument);
        Process holder = Process.Start(start)!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(Cancellation));
        return holder;
    }

    private static void End(Process holder)
    {
        holder.Kill(entireProcessTree: true);
        holder.WaitForExit();
    }

    private bool Mounted(out string reason)
    {
        Directory.CreateDirectory(_folder.Path / "small");
        bool isMounted = Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", _folder.Path / "small");
        reason = isMounted ? "" : "mounting a small tmpfs takes the right to mount (CAP_SYS_ADMIN), which this machine does not give";
        return isMounted;
    }

    private static bool Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
