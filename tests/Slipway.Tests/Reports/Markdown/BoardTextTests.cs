using Slipway.Releases.Facts;
using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Reports.Markdown;

namespace Slipway.Tests.Reports.Markdown;

public sealed class BoardTextTests
{
    private static readonly ReleasePolicy Policy = PolicyText.Parse(
        """{ "preset": "team", "people": { "ada": { "name": "Ada", "mail": ["ada@example.org"] }, "ben": { "name": "Ben", "mail": ["ben@example.org"] } } }"""u8, "release.json");

    private static readonly Entry Consent = Facts.Draft(EntryType.ApprovalGranted, "production", 'a', ("person", "ben"), ("role", "qa"));

    [Fact]
    public void Consent_that_a_deployment_used_is_told_with_who_gave_it()
    {
        string hash = Facts.Ledger(Sealed, Consent)[1].Hash;
        ImmutableArray<Entry> entries = Facts.Ledger(
            Sealed, Consent, Facts.Draft(EntryType.DeployStarted, "production", 'a', ("approvals", hash)), Facts.Draft(EntryType.DeployCompleted, "production", 'a'));

        string agenda = Agenda(entries);

        Assert.Contains("- live since 2026-03-14 12:03 UTC as 0001-aaaaaaaaaaaa; consents it was deployed with: 1\n- ben as qa, 2026-03-14 12:01 UTC #2\n", agenda, StringComparison.Ordinal);
        Assert.DoesNotContain("0 of", agenda, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_deployment_it_is_told_how_much_is_missing() => Assert.Contains(" 0 of ", Agenda(Facts.Ledger(Sealed)), StringComparison.Ordinal);

    [Fact]
    public void Accepted_risks_are_told_with_who_accepted_them_and_why()
    {
        ImmutableArray<Entry> entries = Facts.Ledger(
            Sealed,
            Risk(EntryType.RiskOpened, ("id", "R-1"), ("title", "certificates"), ("severity", "high"), ("owner", "ada@example.org")),
            Risk(EntryType.RiskOpened, ("id", "R-2"), ("title", "search"), ("severity", "low"), ("owner", "ada@example.org")),
            Risk(EntryType.RiskAccepted, ("id", "R-1"), ("reason", "until spring")) with { Actor = new Actor("ben@example.org", "human") });

        string agenda = Agenda(entries);

        Assert.Contains("## Accepted risks\n\n- R-1 (high) certificates, ada@example.org; accepted by ben@example.org: until spring\n", agenda, StringComparison.Ordinal);
        Assert.Contains("## Open risks\n\n- R-2 (low) search, ada@example.org\n", agenda, StringComparison.Ordinal);
    }

    private static Entry Sealed => Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id('a'), Version = "1.0.0" };

    private static Entry Risk(string type, params (string Name, string Value)[] data) =>
        Facts.Draft(type) with { Data = data.ToImmutableSortedDictionary(item => item.Name, item => item.Value) };

    private static string Agenda(ImmutableArray<Entry> entries)
    {
        var request = new DeployRequest
        {
            State = ReleaseState.Fold(entries), Lane = Facts.Lane, Environment = Facts.Lane[1], PackageId = Facts.Id('a'), Manifest = Facts.Manifest(),
            Policy = Policy, Now = Facts.Noon.AddHours(1),
        };
        return BoardText.Agenda(request, Assessor.Assess(request), entries, request.Now);
    }
}
