using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Fakes;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Digests;

namespace Slipway.Tests.Releases.Ledger;

public sealed class CheckpointTextTests
{
    private static readonly LedgerMark Mark = new(7, new string('a', 64), 4200);

    [Property]
    public Property A_state_comes_back_as_it_was() => Prop.ForAll(Histories.Any.ToArbitrary(), entries =>
    {
        var state = ReleaseState.Fold(entries);
        return CheckpointText.Read(CheckpointText.Write(new Checkpoint(Mark, state))) is { } read && read.Mark == Mark && StateText.Of(read.State) == StateText.Of(state);
    });

    [Fact]
    public void What_years_of_releases_leave_comes_back_and_goes_on_alike()
    {
        Entry[] drafts = [.. LongHistory.Drafts(3000)];
        ReleaseState state = CheckpointText.Read(CheckpointText.Write(new Checkpoint(Mark, ReleaseState.Fold(drafts[..2011]))))!.State;

        Assert.Equal(StateText.Of(ReleaseState.Fold(drafts)), StateText.Of(drafts[2011..].Aggregate(state, (folded, entry) => folded.With(entry))));
    }

    [Fact]
    public void Every_flipped_byte_makes_it_worth_nothing()
    {
        byte[] bytes = CheckpointText.Write(new Checkpoint(Mark, ReleaseState.Fold(LongHistory.Drafts(100))));
        for (int offset = 0; offset < bytes.Length; offset += 7)
        {
            bytes[offset] ^= 1;
            Assert.Null(CheckpointText.Read(bytes));
            bytes[offset] ^= 1;
        }

        Assert.NotNull(CheckpointText.Read(bytes));
    }

    [Fact]
    public void What_other_code_folded_or_nobody_wrote_is_not_read()
    {
        string text = System.Text.Encoding.UTF8.GetString(CheckpointText.Write(new Checkpoint(Mark, ReleaseState.Empty)));
        string fold = text.Split(' ')[3];
        string[] foreign = ["", "\n", "{}", text.Replace(fold, new string('0', fold.Length), StringComparison.Ordinal), text.Replace("checkpoint 3 ", "checkpoint 2 ", StringComparison.Ordinal), text[..^1], text + " "];

        Assert.All(foreign, other => Assert.Null(CheckpointText.Read(System.Text.Encoding.UTF8.GetBytes(other))));
    }

    [Fact]
    public void A_digest_that_fits_makes_no_state_of_what_is_none()
    {
        string[] header = System.Text.Encoding.UTF8.GetString(CheckpointText.Write(new Checkpoint(Mark, ReleaseState.Empty))).Split('\n')[0].Split(' ');
        foreach (string json in new[] { "null", "[]", "{}", "{\"mark\":null,\"state\":null}", "{\"mark\":{\"count\":1,\"head\":\"x\",\"bytes\":1},\"state\":{\"surprise\":1}}", "x" })
        {
            header[^1] = Digest.Of(System.Text.Encoding.UTF8.GetBytes(json)).Hex;
            Assert.Null(CheckpointText.Read(System.Text.Encoding.UTF8.GetBytes($"{string.Join(' ', header)}\n{json}")));
        }
    }
}
