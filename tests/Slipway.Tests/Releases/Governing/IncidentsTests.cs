using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Governing;
using Slipway.Releases.History;
using Slipway.Reports.Console;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Releases.Governing;

public sealed class IncidentsTests
{
    private static readonly IncidentWish.Open Slow = new("slow greetings", "production", "high", null, new Suspect(null, null), "a call");

    private static readonly ImmutableArray<PastDeployment> Past =
        ReleaseHistory.Of(Facts.Ledger([.. Histories.Deployed('a', "staging"), .. Histories.Deployed('a', "production"), .. Histories.Failed('b', "production")])).Deployments;

    private readonly Hearing _hearing = new();

    [Fact]
    public void What_is_done_and_what_is_refused()
    {
        var first = new Suspect($"0001-{Facts.Id('a')[..6]}", null);
        IncidentWish[] wishes =
        [
            Slow with { Severity = null }, Slow with { Severity = "hig" }, Slow with { Since = "yesterday" }, Slow with { Since = "2999-01-01" },
            Slow with { Suspect = new Suspect("9", null) }, Slow with { Suspect = new Suspect("0001", null) }, Slow with { Suspect = new Suspect(null, Facts.Id('b')) },
            Slow, Slow with { Since = "2026-03-14T09:30Z", Suspect = first }, Slow with { Suspect = new Suspect(null, Facts.Id('a')), Severity = "LOW" },
            new IncidentWish.Link("INC-9", null, first, null), new IncidentWish.Link("INC-1", null, new Suspect(null, null), null), new IncidentWish.Link("INC-1", "staging", first, "seen there"),
            new IncidentWish.Link("INC-1", null, first, null), new IncidentWish.Resolve("INC-9", "x"), new IncidentWish.Resolve("INC-1", " "), new IncidentWish.Resolve("INC-1", "taken back"),
            new IncidentWish.Resolve("INC-1", "again"),
        ];

        Golden.Match(wishes.SelectMany(wish => (string[])[$"{wish}", .. Hearing.Told(Hear(wish))]));
    }

    [Fact]
    public void What_was_done_is_said_with_what_comes_next() => Golden.Match(
    [
        .. IncidentsText.Answer(Hear(Slow)),
        .. IncidentsText.Answer(Hear(Slow with { Suspect = new Suspect(null, Facts.Id('a')) })),
        .. IncidentsText.Answer(Hear(new IncidentWish.Link("INC-1", null, new Suspect(null, Facts.Id('a')), null))),
        .. IncidentsText.Answer(Hear(new IncidentWish.Resolve("INC-2", "taken back"))),
    ]);

    private Ruling Hear(IncidentWish wish) => _hearing.Hear(occasion => Incidents.Decide(wish, occasion, Past));
}
