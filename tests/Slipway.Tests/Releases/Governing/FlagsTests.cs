using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Calendar;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Governing;

public sealed class FlagsTests
{
    private static readonly ImmutableArray<FeatureFlag> Known =
        [new("checkout", "ada", new DateOnly(2026, 12, 31)), new("legacy-cart", "ben", Default: true), new("recommendations", "ada", IsKillSwitch: true, Default: true)];

    private readonly Hearing _hearing = new() { Policy = Hearing.Signed };

    [Fact]
    public void What_is_done_and_what_is_refused()
    {
        (Party ada, Party ghost) = (Hearing.Known("ada"), Hearing.Ghost);
        Golden.Match(_hearing.Hear<FlagWish>(
        [
            (ada, On(null) with { Reason = null }), (ada, new FlagWish.Off("checkout", "production", " ")), (ada, On(null) with { Name = "chekout" }),
            (ada, On("20", "two words")), (ada, On("20", "")), (ada, On("101")), (ada, On("-1")), (ada, On("some")), (ghost, On("20")), (ada, On("20", "beta", "beta", "acme")), (ada, On("20", "acme", "beta")),
            (ghost, On("10", "beta")), (ghost, On("10", "beta", "staff")), (ada, On(null, "beta")), (ada, On(null)), (ada, On("100", "beta")), (ghost, new FlagWish.Off("checkout", "production", "carts are lost")),
            (ghost, new FlagWish.Off("legacy-cart", "production", "nobody needs it")), (ghost, On(null) with { Name = "legacy-cart" }),
        ],
        (wish, occasion) => Flags.Decide(wish, occasion, Known, Frozen(occasion, false))));
    }

    [Theory]
    [InlineData("checkout", "menu", null, "", "SLP1686")]
    [InlineData(null, null, "20", "", "SLP1687")]
    [InlineData(null, null, null, "beta", "SLP1687")]
    [InlineData(null, "menu", "20", "", "SLP1687")]
    public void What_says_nothing_or_two_things_is_refused(string? on, string? off, string? percent, string groups, string code)
    {
        var ask = new FlagAsk(on, off, percent, [.. groups.Split(',', StringSplitOptions.RemoveEmptyEntries)], "why");

        Assert.Equal(code, Assert.Single(Assert.Throws<FaultException>(() => ask.WishIn("production")).Faults).Code);
    }

    [Fact]
    public void Who_asks_for_nothing_looks() => Assert.Null(new FlagAsk(null, null, null, [], null).WishIn("production"));

    [Fact]
    public void In_a_freeze_a_flag_is_turned_down_and_not_up()
    {
        _hearing.Policy = new ReleasePolicy();
        Ruling Decide(FlagWish wish) => _hearing.Hear(occasion => Flags.Decide(wish, occasion, Known, Frozen(occasion, true)));

        Assert.Equal("SLP1685", Assert.Single(Assert.IsType<Ruling.Refused>(Decide(On("1"))).Faults).Code);
        Assert.IsType<Ruling.Recorded>(Decide(new FlagWish.Off("recommendations", "production", "it is slow")));
        Assert.IsType<Ruling.Refused>(Decide(On(null) with { Name = "recommendations" }));
    }

    [Fact]
    public void It_is_told_to_people_machines_and_services()
    {
        _hearing.Policy = new ReleasePolicy();
        Ruling first = _hearing.Hear(occasion => Flags.Decide(On("20", "beta", "acme"), occasion, Known, Frozen(occasion, false)));
        Ruling again = _hearing.Hear(occasion => Flags.Decide(On("20", "beta", "acme"), occasion, Known, Frozen(occasion, false)));
        _hearing.Hear(occasion => Flags.Decide(new FlagWish.Off("recommendations", "production", "it is slow"), occasion, Known, Frozen(occasion, false)));
        EnvironmentState here = _hearing.State.In("production");
        ImmutableArray<FlagStanding> all = [.. FlagStanding.Of(_hearing.State.In("staging"), Known).Concat(FlagStanding.Of(here, Known)).OrderBy(one => one.Flag.Name, StringComparer.Ordinal)];

        Golden.Match(
        [
            .. FlagsText.Answer(first, "production", 2), .. FlagsText.Answer(again, "production", 1), .. FlagsText.Answer(again, "production", 0), "",
            .. FlagsText.Render(all, 100, new Palette(false)), .. FlagsText.Render([], 100, new Palette(false)), "",
            FlagDocument.Of(FlagStanding.Of(here, Known)), FlagsJson.Of(FlagStanding.Of(here, Known)),
        ]);
    }

    private static FlagWish.On On(string? percent, params string[] groups) => new("checkout", "production", percent, [.. groups], "try it");

    private static FreezeAnswer Frozen(Occasion occasion, bool isFrozen) => FreezeCalendar.Judge(
        isFrozen ? [DeclaredFreeze.Of(Facts.Draft(EntryType.FreezeDeclared) with { Data = new FreezeDeclared("holidays", null, null, "UTC", "nobody is here").Write().ToImmutableSortedDictionary(item => item.Name, item => item.Value) })] : [],
        "production", occasion.Now);
}
