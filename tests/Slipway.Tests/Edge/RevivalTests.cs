using FsCheck.Xunit;
using Slipway.Vocabulary.Routing;

namespace Slipway.Tests.Edge;

/// <summary>What a keeper does when its edge ended, as a rule.</summary>
public sealed class RevivalTests
{
    [Theory]
    [InlineData(0, 0.2, false, 0)]
    [InlineData(0, 90_000, true, 3)]
    [InlineData(98, 0.3, false, 0)]
    [InlineData(2, 0.1, false, 0)]
    public void Told_to_end_or_never_able_to_stand_it_ends_with_its_edge(int exitCode, double seconds, bool hasStood, int fell) =>
        Assert.Equal(new Revival(exitCode, TimeSpan.Zero), Revival.After(exitCode, TimeSpan.FromSeconds(seconds), hasStood, fell));

    [Theory]
    [InlineData(137, 0.2, false, 0, 0)]
    [InlineData(137, 3_600, true, 0, 0)]
    [InlineData(1, 5, false, 0, 0)]
    [InlineData(139, 0.4, true, 1, 100)]
    [InlineData(139, 0.4, true, 3, 400)]
    [InlineData(1, 0.4, true, 1_000, 5_000)]
    [InlineData(139, 5, true, 0, 0)]
    public void A_crash_is_followed_by_another_edge_the_more_slowly_the_more_often_it_falls(int exitCode, double seconds, bool hasStood, int fell, int pause) =>
        Assert.Equal(new Revival(null, TimeSpan.FromMilliseconds(pause)), Revival.After(exitCode, TimeSpan.FromSeconds(seconds), hasStood, fell));

    [Property]
    public bool A_pause_is_never_longer_than_five_seconds_and_one_that_stood_waits_for_none(byte exitCode, ushort milliseconds, bool hasStood, ushort fell)
    {
        var lived = TimeSpan.FromMilliseconds(milliseconds);
        var revival = Revival.After(exitCode, lived, hasStood, fell);
        return revival.Pause <= TimeSpan.FromSeconds(5) && (lived < Revival.Standing || revival.Pause == TimeSpan.Zero) && (revival.ExitCode is null || revival.ExitCode == exitCode);
    }
}
