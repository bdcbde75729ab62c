using Slipway.Fakes;
using Slipway.Releases.Governing;
using Slipway.Reports.Console;

namespace Slipway.Tests.Releases.Governing;

public sealed class ActionsTests
{
    private readonly Hearing _hearing = new() { Policy = Hearing.Signed, Who = Hearing.Known("ben") };

    [Fact]
    public void What_is_done_and_what_is_refused()
    {
        var open = new ActionWish.Open("measure it", "ada", "2026-12-01");
        ActionWish[] wishes =
        [
            open with { Due = null }, open with { Due = "soon" }, open with { Due = "2020-02-02" }, open with { Owner = "zoe" }, open, open with { Owner = null, Due = "2026-03-14" },
            new ActionWish.Close("A-1", null), new ActionWish.Close("A-7", "done"), new ActionWish.Close("A-1", "a probe does"), new ActionWish.Close("A-1", "done"),
        ];

        Golden.Match(wishes.SelectMany(wish => (string[])[$"{wish}", .. Hearing.Told(Hear(wish))]));
    }

    [Fact]
    public void What_was_done_is_said()
    {
        Assert.Equal(["A-1 is open: measure it (ada, until 2026-12-01); Status shows it until it is closed"], ActionsText.Answer(Hear(new ActionWish.Open("measure it", "ada", "2026-12-01"))));
        Assert.Equal(["A-1 is closed: a probe does"], ActionsText.Answer(Hear(new ActionWish.Close("A-1", "a probe does"))));
    }

    [Fact]
    public void Where_the_policy_names_nobody_anybody_may_own_something()
    {
        _hearing.Policy = new();

        Assert.IsType<Ruling.Recorded>(Hear(new ActionWish.Open("measure it", "zoe", "2026-12-01")));
    }

    private Ruling Hear(ActionWish wish) => _hearing.Hear(occasion => Actions.Decide(wish, occasion));
}
