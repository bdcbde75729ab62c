using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Metrics;
using Slipway.Reports.Console;

namespace Slipway.Tests.Releases.Governing;

public sealed class SurveyTests
{
    private static readonly SurveyWish Calm = new("production", Facts.Id('a'), "4", "support", "a calm day");

    private readonly Hearing _hearing = new();

    [Fact]
    public void What_is_done_and_what_is_refused()
    {
        Party ada = Hearing.Known("ada");
        Golden.Match(_hearing.Hear(
            [(ada, Calm with { Role = null }), (ada, Calm with { Score = "6" }), (ada, Calm with { Score = "0" }), (ada, Calm with { Score = "4.5" }), (ada, Calm), (ada, Calm with { Reason = null })],
            Survey.Decide));
    }

    [Fact]
    public void The_last_word_of_each_person_counts_in_whatever_role()
    {
        _hearing.Hear([(Hearing.Known("ada"), Calm), (Hearing.Known("ben"), Calm with { Score = "2" }), (Hearing.Known("ada"), Calm with { Score = "1", Role = "operations" })], Survey.Decide);

        Assert.Equal([2, 1], LastWord.Of(_hearing.Entries).Select(entry => SurveyAnswered.Read(entry.Data).Score));
        Assert.Equal(["support gives aaaaaaaaaaaa 4 of 5"], SurveyText.Answer(_hearing.Hear(occasion => Survey.Decide(Calm, occasion))));
    }
}
