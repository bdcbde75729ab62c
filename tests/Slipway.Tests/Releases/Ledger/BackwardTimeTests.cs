using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Ledger;

public sealed class BackwardTimeTests
{
    [Theory]
    [InlineData("0 1 2 3", "")]
    [InlineData("0 10 5 11", "")]
    [InlineData("0 10 4 11", "3 of 4 before 2")]
    [InlineData("0 60 4 5 6 61 7", "3-5 of 4 before 2, 7 of 7 before 6")]
    [InlineData("60 0 58 1", "2 of 0 before 1, 4 of 1 before 1")]
    public void Time_that_runs_backwards_by_more_than_five_minutes_is_named_once_for_each_stretch(string minutes, string expected)
    {
        ImmutableArray<Entry> entries = [.. minutes.Split(' ').Select((minute, index) => Facts.Draft("a") with { Seq = index + 1, Utc = Facts.Noon.AddMinutes(int.Parse(minute, System.Globalization.CultureInfo.InvariantCulture)) })];

        Assert.Equal(expected, string.Join(", ", BackwardTime.In(entries).Select(found =>
            $"{found.First.Seq}{(found.First.Seq == found.Last.Seq ? "" : $"-{found.Last.Seq}")} of {(found.First.Utc - Facts.Noon).TotalMinutes} before {found.Ahead.Seq}")));
    }

    [Fact]
    public void An_auditor_reads_which_entries_and_before_which()
    {
        Entry ahead = Facts.Draft("a") with { Seq = 685, Utc = new DateTimeOffset(2026, 11, 28, 13, 0, 0, TimeSpan.Zero) }, back = ahead with { Seq = 696, Utc = ahead.Utc.AddDays(-1) };

        Assert.Equal("entry 696 is dated 2026-11-27 13:00 UTC, before entry 685 of 2026-11-28 13:00 UTC", Assert.Single(BackwardTime.In([ahead, back])).Text);
        Assert.Equal("entries 696 to 697 are dated 2026-11-27 13:00 UTC, before entry 685 of 2026-11-28 13:00 UTC", Assert.Single(BackwardTime.In([ahead, back, back with { Seq = 697 }])).Text);
    }
}
