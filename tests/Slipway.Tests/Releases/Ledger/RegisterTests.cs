using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Ledger;

/// <summary>Registers of ledgers in which two people gave one name at once, as versions before this one let them.</summary>
public sealed class RegisterTests
{
    [Fact]
    public void A_name_that_is_taken_takes_nothing_from_what_has_it()
    {
        ReleaseState state = ReleaseState.Fold(Facts.Ledger(
            Opened(EntryType.RiskOpened, "R-1", ("title", "the database loses orders"), ("severity", "critical")),
            Opened(EntryType.RiskOpened, "R-1", ("title", "a typo"), ("severity", "low")),
            Opened(EntryType.IncidentOpened, "INC-1"), Opened(EntryType.IncidentOpened, "INC-1"),
            Opened(EntryType.ActionOpened, "A-1"), Opened(EntryType.ActionOpened, "A-1"),
            Opened(EntryType.ExceptionRequested, "EX-1"), Opened(EntryType.ExceptionRequested, "EX-1"),
            Opened(EntryType.FreezeDeclared, "party"), Opened(EntryType.FreezeDeclared, "party"),
            Opened(EntryType.RiskClosed, "R-1")));

        GovernanceState all = state.Governance;
        Assert.Equal(["R-1 critical closed", "R-1#2 low open"], all.Risks.Values.Select(risk => $"{risk.Id} {Word.Of(risk.Severity)} {Word.Of(risk.State)}"));
        Assert.Equal(["INC-1", "INC-1#4", "A-1", "A-1#6", "EX-1", "EX-1#8", "party", "party#10"], all.Incidents.Keys.Concat(all.Actions.Keys).Concat(all.Exceptions.Keys).Concat(all.Freezes.Keys));
    }

    private static Entry Opened(string type, string id, params (string Name, string Value)[] data) =>
        Facts.Draft(type) with { Data = data.Append((Name: "id", Value: id)).ToImmutableSortedDictionary(item => item.Name, item => item.Value) };
}
