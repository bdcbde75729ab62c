using Slipway.Fakes;
using Slipway.Releases.Calendar;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Reports.Console;
using NodaTime;

namespace Slipway.Tests.Releases.Governing;

public sealed class FreezesTests
{
    private static readonly FreezeWish.Declare Gala = new("gala", "production", "2026-12-20T18:00", "2027-01-02T08:00", "Europe/Stockholm", "the gala");

    private readonly Hearing _hearing = new();

    [Fact]
    public void What_is_done_and_what_is_refused()
    {
        _hearing.Policy = Hearing.Signed with
        {
            Freezes = [new FreezeWindow { Id = "weekend", Start = new LocalDateTime(2026, 1, 3, 0, 0), End = new LocalDateTime(2026, 1, 5, 0, 0), Zone = "UTC", Reason = "rest" }],
        };
        _hearing.Who = Hearing.Known("ben");
        FreezeWish[] wishes =
        [
            Gala with { Reason = null }, Gala with { Start = null }, Gala with { End = null }, Gala with { Zone = null }, Gala with { Start = "tomorrow" }, Gala with { End = "2027-01-02" },
            Gala with { Zone = "Europe/Stokholm" }, Gala with { Zone = "CET+1" }, Gala with { End = Gala.Start }, Gala with { Id = "weekend" }, Gala, Gala, Gala with { Id = "all", Environment = null },
            new FreezeWish.Lift("gala", null), new FreezeWish.Lift("weekend", "work"), new FreezeWish.Lift("galla", "it is over"), new FreezeWish.Lift("gala", "it is over"), new FreezeWish.Lift("gala", "again"),
        ];

        Golden.Match(wishes.SelectMany(wish => (string[])[$"{wish}", .. Hearing.Told(Hear(wish))]));
    }

    [Fact]
    public void Anybody_declares_a_freeze_and_nobody_whom_the_policy_does_not_know_lifts_one()
    {
        _hearing.Policy = Hearing.Signed;
        _hearing.Who = Hearing.Ghost;
        Assert.IsType<Ruling.Recorded>(Hear(Gala));

        Assert.Equal("SLP1604", Assert.IsType<Ruling.Refused>(Hear(new FreezeWish.Lift("gala", "it is over"))).Faults[0].Code);

        Assert.NotNull(_hearing.Occasion.Unverified);
        Assert.Single(_hearing.State.Governance.Freezes);
    }

    [Fact]
    public void What_was_done_is_said()
    {
        Assert.Equal(["production is frozen from 2026-12-20T18:00 to 2027-01-02T08:00 Europe/Stockholm: the gala"], FreezesText.Answer(Hear(Gala)));
        Assert.Equal(
            ["everything is frozen from 2026-12-20T18:00 to 2027-01-02T08:00 Europe/Stockholm: the gala"], FreezesText.Answer(Hear(Gala with { Id = "all", Environment = null })));
        Assert.Equal(["freeze gala is lifted: it is over"], FreezesText.Answer(Hear(new FreezeWish.Lift("gala", "it is over"))));
        Assert.Equal(["no freezes; deployments are allowed at all times"], FreezesText.Windows([]));
    }

    private Ruling Hear(FreezeWish wish) => _hearing.Hear(occasion => Freezes.Decide(wish, occasion));
}
