using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Delivery.LedgerFiles;
using Slipway.Fakes;
using Slipway.Releases.Ledger;
using Slipway.Tests.Releases.Ledger;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.LedgerFiles;

public sealed class FoldedLedgerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private AbsolutePath State => _folder.Path / "state";

    private AbsolutePath File1 => State / "ledger.jsonl";

    private AbsolutePath Checkpoint => State / "ledger.checkpoint";

    private FileLedger Ledger => new(State, TimeProvider.System);

    private FoldedLedger Folded => new(Ledger, State);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Property]
    public Property From_checkpoint_and_tail_the_state_is_what_all_entries_make() =>
        Prop.ForAll(Gen.Choose(0, 1400).ToArbitrary(), Gen.Choose(0, 1400).ToArbitrary(), (before, after) =>
        {
            if (Directory.Exists(State))
                Directory.Delete(State, recursive: true);
            Entry[] drafts = [.. LongHistory.Drafts(before + after)];
            LongHistory.Write(State, before);
            _ = Folded.ReadAsync(Cancellation).GetAwaiter().GetResult();
            Ledger.AppendAsync([.. drafts[before..]], Cancellation).GetAwaiter().GetResult();
            LedgerView view = Folded.ReadAsync(Cancellation).GetAwaiter().GetResult();
            return File.Exists(Checkpoint) == (before > 500 || before + after > 500)
                && view.End.Count == drafts.Length
                && StateText.Of(view.State) == StateText.Of(ReleaseState.Fold(Ledger.ReadAsync(Cancellation).GetAwaiter().GetResult()));
        });

    [Fact]
    public async Task A_short_ledger_needs_no_checkpoint_and_a_long_one_gets_one_for_its_owner_alone()
    {
        LongHistory.Write(State, 500);
        await Folded.ReadAsync(Cancellation);
        Assert.False(File.Exists(Checkpoint));

        LongHistory.Write(State, 501);
        await Folded.ReadAsync(Cancellation);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Checkpoint));
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("of another ledger")]
    [InlineData("empty")]
    [InlineData("ahead")]
    public async Task A_checkpoint_that_is_not_of_this_ledger_is_never_believed(string how)
    {
        LongHistory.Write(State, 800);
        await Folded.ReadAsync(Cancellation);
        switch (how)
        {
            case "damaged":
                byte[] bytes = File.ReadAllBytes(Checkpoint);
                bytes[^5] ^= 1;
                File.WriteAllBytes(Checkpoint, bytes);
                break;
            case "empty":
                File.WriteAllText(Checkpoint, "");
                break;
            case "ahead":
                LongHistory.Write(State, 700);
                break;
            default:
                File.Delete(File1);
                File.Delete(State / "ledger.jsonl.head");
                await Ledger.AppendAsync([.. Histories.Deployed('a', "staging")], Cancellation);
                break;
        }

        LedgerView view = await Folded.ReadAsync(Cancellation);

        Assert.Equal(StateText.Of(await Folded.ProveAsync(Cancellation)), StateText.Of(view.State));
    }

    [Fact]
    public async Task Everything_behind_the_checkpoint_is_checked_and_what_lies_before_it_by_a_proof()
    {
        LongHistory.Write(State, 800);
        LedgerMark end = (await Folded.ReadAsync(Cancellation)).End;
        await Ledger.AppendAsync([Facts.Draft("a"), Facts.Draft("b")], Cancellation);

        Flip(end.Bytes + 60);
        var tail = await Assert.ThrowsAsync<FaultException>(() => Folded.ReadAsync(Cancellation));
        Flip(end.Bytes + 60);
        Flip(end.Bytes - 100);
        var seam = await Assert.ThrowsAsync<FaultException>(() => Folded.ReadAsync(Cancellation));
        Flip(end.Bytes - 100);
        Flip(100);
        var proof = await Assert.ThrowsAsync<FaultException>(() => Folded.ProveAsync(Cancellation));

        Assert.Equal(802, (await Folded.ReadAsync(Cancellation)).End.Count);
        Assert.Equal(["SLP3001 801", "SLP3001 800", "SLP3001 1"], new[] { tail, seam, proof }.Select(fault => $"{fault.Faults[0].Code} {fault.Faults[0].Place.Split(':')[^1]}"));
    }

    [Fact]
    public async Task A_cut_behind_the_checkpoint_is_found()
    {
        LongHistory.Write(State, 800);
        LedgerMark end = (await Folded.ReadAsync(Cancellation)).End;
        await Ledger.AppendAsync([Facts.Draft("a"), Facts.Draft("b")], Cancellation);
        using (FileStream file = File.OpenWrite(File1))
            file.SetLength(end.Bytes);

        Assert.Equal("SLP3004", (await Assert.ThrowsAsync<FaultException>(() => Folded.ReadAsync(Cancellation))).Faults[0].Code);
    }

    [Fact]
    public async Task Looking_works_where_nothing_can_be_written()
    {
        LongHistory.Write(State, 600);
        Directory.CreateDirectory(Checkpoint); // a folder in the way refuses everybody, root included

        Assert.Equal(600, (await Folded.ReadAsync(Cancellation)).End.Count);
    }

    private void Flip(long place)
    {
        using FileStream file = File.Open(File1, FileMode.Open, FileAccess.ReadWrite);
        file.Position = place;
        int value = file.ReadByte();
        file.Position = place;
        file.WriteByte((byte)(value ^ 1));
    }
}
