using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Reports.Console;

namespace Slipway.Tests.Releases.Governing;

public sealed class BarringTests
{
    private static readonly UnbarWish Again = new("production", null, "it was the cable");

    private readonly Hearing _hearing = new() { Policy = Hearing.Signed };

    [Fact]
    public void What_is_done_and_what_is_refused()
    {
        Party ben = Hearing.Known("ben");
        string[] before = _hearing.Hear([(ben, Again)], Barring.Decide);
        foreach (char package in "ab")
            _hearing.Append(Facts.Draft(EntryType.ReleaseBlocked, "production", package, ("reason", "smoke failed")));

        Golden.Match([.. before, .. _hearing.Hear(
        [
            (ben, Again with { Reason = null }), (ben, Again), (ben, Again with { Package = "c" }), (Hearing.Ghost, Again with { Package = "a" }), (ben, Again with { Package = "AA" }), (ben, Again),
        ],
        Barring.Decide)]);
    }

    [Fact]
    public void What_was_done_is_said()
    {
        _hearing.Policy = new();
        _hearing.Append(Facts.Draft(EntryType.ReleaseBlocked, "production", 'a', ("reason", "smoke failed")));

        Assert.Equal(["aaaaaaaaaaaa may enter production again"], BarringText.Answer(_hearing.Hear(occasion => Barring.Decide(Again, occasion))));
        Assert.Empty(_hearing.State.In("production").Barred);
    }
}
