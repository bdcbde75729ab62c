using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Reports.Html;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Reports.Html;

public sealed partial class RedactionTests
{
    [Fact]
    public void No_person_and_no_address_of_a_year_is_left()
    {
        var year = new Year(24);

        string page = DashboardText.Whole(DashboardPage.Render(new DashboardModel
        {
            Application = "storefront", History = year.History, Lane = Year.Lane, Now = Year.Now, Policy = Year.Policy, Manifests = year.Manifests, Notes = year.Notes,
            Ledger = new LedgerVerdict(year.Entries.Length, year.Entries[^1].Hash), IsRedacted = true,
        }));

        Assert.Contains("person 1", page, StringComparison.Ordinal);
        Assert.Contains("machine 1", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(People, page);
        Assert.DoesNotContain("@example", page, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN SSH", page, StringComparison.Ordinal);
        Assert.Contains(year.Entries[^1].Hash, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("see https://wiki.example.org/runbook?x=1 first", "wiki.example.org")]
    [InlineData("ssh://git@build-7.corp.local/repo did not answer", "build-7")]
    [InlineData("10.1.2.3:8443 refused the connection", "10.1.2.3")]
    [InlineData("localhost:5432 is down", "localhost")]
    [InlineData("[2001:db8::7]:443 timed out", "2001:db8")]
    [InlineData("fe80:0:0:0:1:2:3:4 timed out", "fe80")]
    [InlineData("write to stranger@elsewhere.example", "stranger")]
    [InlineData("db01.prod.internal was slow", "db01")]
    [InlineData("ADA@example.org asked for it", "ADA@")]
    [InlineData("Ada Berg asked for it", "Berg")]
    public void An_address_in_what_somebody_wrote_is_removed(string reason, string secret)
    {
        string page = Redacted(Facts.Draft(EntryType.DeployRefused, "staging", 'a', ("reason", reason)) with { Actor = new Actor("ada@example.org", "human") });

        Assert.DoesNotContain(secret, page, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Basket.cs fails at 12:30:45")]
    [InlineData("version 2.14.0 of Storefront.dll is 4.5 % larger")]
    [InlineData("GET /health answered 503")]
    public void What_is_no_address_stays(string reason) =>
        Assert.Contains(reason, Redacted(Facts.Draft(EntryType.DeployRefused, "staging", 'a', ("reason", reason))), StringComparison.Ordinal);

    [Fact]
    public void A_mail_address_and_the_name_the_policy_gives_it_are_one_person()
    {
        string page = Redacted(
            Facts.Draft(EntryType.ApprovalGranted, "staging", 'a', ("person", "ada"), ("role", "release-manager")),
            Facts.Draft(EntryType.DeployRefused, "staging", 'a', ("reason", "asked by ada, answered by mei")));

        Assert.Contains("asked by person 1, answered by person 3", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_keeps_its_file_and_loses_the_way_to_it()
    {
        string page = DashboardPage.Render(Model([]) with { Ledger = new LedgerVerdict(0, LedgerChain.Genesis, new Fault("SLP3001", "entry 1 is damaged", "/home/ada/shop/.nuke/state/ledger.jsonl:1", "restore it")) });

        Assert.Contains("ledger.jsonl:1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/home/", page, StringComparison.Ordinal);
    }

    private static string Redacted(params Entry[] drafts) => DashboardText.Whole(DashboardPage.Render(Model(Facts.Ledger([Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id('a'), Version = "1.0.0" }, .. drafts]))));

    private static DashboardModel Model(ImmutableArray<Entry> entries) => new()
    {
        Application = "storefront", History = ReleaseHistory.Of(entries), Lane = Facts.Lane, Now = Facts.Noon.AddHours(1), Policy = Year.Policy,
        Ledger = new LedgerVerdict(entries.Length, entries.IsEmpty ? LedgerChain.Genesis : entries[^1].Hash), IsRedacted = true,
    };

    [GeneratedRegex(@"\b(ada|chidi|mei|omar|sofia|Berg|Okoro|Tanaka|Haddad|Lind)\b", RegexOptions.IgnoreCase)]
    private static partial Regex People { get; }
}
