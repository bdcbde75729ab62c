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

    [Theory]
    [InlineData(3_600, 7, 0, 0)]
    [InlineData(5, 1, 0, 0)]
    [InlineData(0.4, 0, 1, 0)]
    [InlineData(0.4, 1, 2, 500)]
    [InlineData(0.4, 2, 3, 1_000)]
    [InlineData(0, 7, 8, 30_000)]
    [InlineData(0, 1_000, 1_001, 30_000)]
    public void An_instance_comes_back_at_once_and_the_more_slowly_the_more_often_it_falls(double seconds, int fell, int falls, int pause)
    {
        int counted = Revival.Fallen(TimeSpan.FromSeconds(seconds), fell);

        Assert.Equal((falls, TimeSpan.FromMilliseconds(pause)), (counted, Revival.PauseAfter(counted)));
    }

    [Property]
    public bool The_pause_before_an_instance_grows_with_each_fall_up_to_thirty_seconds(ushort fell) =>
        Revival.PauseAfter(fell) <= Revival.PauseAfter(fell + 1) && Revival.PauseAfter(fell) <= TimeSpan.FromSeconds(30);

    [Property]
    public bool A_pause_is_never_longer_than_five_seconds_and_one_that_stood_waits_for_none(byte exitCode, ushort milliseconds, bool hasStood, ushort fell)
    {
        var lived = TimeSpan.FromMilliseconds(milliseconds);
        var revival = Revival.After(exitCode, lived, hasStood, fell);
        return revival.Pause <= TimeSpan.FromSeconds(5) && (lived < Revival.Standing || revival.Pause == TimeSpan.Zero) && (revival.ExitCode is null || revival.ExitCode == exitCode);
    }
}
