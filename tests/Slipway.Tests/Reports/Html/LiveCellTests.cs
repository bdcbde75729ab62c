using Slipway.Releases.Facts;
using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Slipway.Fakes;
using Slipway.Releases.Environments;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Releases.Status;
using Slipway.Reports.Html;

namespace Slipway.Tests.Reports.Html;

/// <summary>What the matrix says of what serves.</summary>
public sealed partial class LiveCellTests
{
    private static readonly ImmutableArray<Entry> Deployed = Facts.Ledger(
        Facts.Draft(EntryType.DeployStarted, "staging", 'a'), Facts.Draft(EntryType.DeployCompleted, "staging", 'a'),
        Facts.Draft(EntryType.DeployStarted, "staging", 'b', ("configuration", ConfigurationDigest.Of(Facts.Lane[0].Configuration))),
        Facts.Draft(EntryType.DeployCompleted, "staging", 'b') with { Actor = new Actor("mei@example.org", "human") });

    [Fact]
    public void A_file_says_how_it_was_when_it_was_written_and_a_served_page_how_it_is()
    {
        DashboardModel model = Model(Deployed, Seen('b', Health.Healthy));

        Assert.Contains("healthy as of 2026-03-14 13:00 UTC", Cell(model), StringComparison.Ordinal);
        Assert.Contains("healthy as observed now", Cell(model with { IsLive = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_looked_the_ledger_is_believed_and_said_to_be() =>
        Assert.Contains("smoke test passed by the ledger, nobody looked", Cell(Model(Deployed)), StringComparison.Ordinal);

    [Fact]
    public void What_ended_is_named_with_the_release_that_should_serve()
    {
        string cell = Cell(Model(Deployed, Seen('b', Health.Ended)));

        Assert.Contains("1.1.0", cell, StringComparison.Ordinal);
        Assert.Contains("unhealthy", cell, StringComparison.Ordinal);
        Assert.Contains("storefront ended", cell, StringComparison.Ordinal);
        Assert.DoesNotContain("smoke test passed", cell, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_down_is_told_with_the_command_that_brings_it_back()
    {
        string cell = Cell(Model(Deployed, new Observation(null, null, null, [])));

        Assert.Contains("down as of", cell, StringComparison.Ordinal);
        Assert.Contains("./build.sh Up --environment staging brings it back", cell, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_deployed_what_serves_stands_beside_since_when() =>
        Assert.Contains("for 57 min, deployed by mei@example.org", Cell(Model(Deployed, Seen('b', Health.Healthy))), StringComparison.Ordinal);

    [Fact]
    public void The_way_back_is_offered_where_there_is_one() =>
        Assert.Contains("way back to 1.0.0", Cell(Model(Deployed, Seen('b', Health.Healthy))), StringComparison.Ordinal);

    [Fact]
    public void A_way_back_that_stored_data_forbids_is_not_offered_and_the_reason_is_said()
    {
        string cell = Cell(Model(Deployed, Seen('b', Health.Healthy), "0002-drop took a column away"));

        Assert.Contains("no way back: 0002-drop took a column away", cell, StringComparison.Ordinal);
        Assert.DoesNotContain("way back to", cell, StringComparison.Ordinal);
    }

    [Fact]
    public void A_way_back_that_a_bar_forbids_is_not_offered_and_neither_is_one_to_nothing()
    {
        ImmutableArray<Entry> blocked = Added(Facts.Draft(EntryType.ReleaseBlocked, "staging", 'a', ("reason", "it loses orders")));

        string barred = Cell(Model(blocked, Seen('b', Health.Healthy)));
        string first = Cell(Model(Deployed[..2], Seen('a', Health.Healthy)));

        Assert.Contains("no way back: what was live before is barred", barred, StringComparison.Ordinal);
        Assert.Contains("1 package barred", barred, StringComparison.Ordinal);
        Assert.Contains("no way back: it is the first release here", first, StringComparison.Ordinal);
    }

    [Fact]
    public void Drift_of_the_configuration_and_pins_stand_there_in_words()
    {
        ImmutableArray<Entry> pinned = Added(Facts.Draft(EntryType.EnvironmentPinned, "staging", 'b', ("reason", "the fair is on")));
        DashboardModel model = Model(pinned, Seen('b', Health.Healthy));
        EnvironmentStatus drifted = model.Statuses[0] with
        {
            Environment = Facts.Lane[0] with { Configuration = ImmutableSortedDictionary<string, string>.Empty.Add("Greeter__Salutation", "Moin") },
        };

        string cell = Cell(model with { Statuses = [drifted] });

        Assert.Contains("the build's configuration is not the one that was deployed", cell, StringComparison.Ordinal);
        Assert.DoesNotContain("Moin", cell, StringComparison.Ordinal);
        Assert.Contains("pinned: the fair is on", cell, StringComparison.Ordinal);
    }

    [Fact]
    public void Redacted_no_person_is_left_in_what_was_seen()
    {
        string cell = Cell(Model(Deployed, Seen('b', Health.Healthy), "mei@example.org moved the data") with { IsRedacted = true });

        Assert.Contains("deployed by person 2", cell, StringComparison.Ordinal);
        Assert.Contains("no way back: person 2 moved the data", cell, StringComparison.Ordinal);
    }

    private static ImmutableArray<Entry> Added(Entry draft) => Facts.Ledger([.. Deployed.Select(entry => entry with { Utc = Facts.Noon }), draft]);

    private static Observation Seen(char package, Health health)
    {
        string deployment = $"0001-{Facts.Id(package)[..12]}";
        var instance = new InstanceObservation(deployment, Facts.Id(package), "storefront", 8, health, "/logs/8");
        return new Observation(7, deployment, Facts.Id(package), [instance]);
    }

    private static DashboardModel Model(ImmutableArray<Entry> entries, Observation? seen = null, string? obstacle = null)
    {
        var history = ReleaseHistory.Of(entries);
        return new DashboardModel
        {
            Application = "shop", History = history, Lane = Facts.Lane, Now = Facts.Noon.AddHours(1),
            Ledger = new LedgerVerdict(entries.Length, entries[^1].Hash),
            Statuses = seen is null ? [] : [new EnvironmentStatus(Facts.Lane[0], history.State.In("staging"), seen, null) { Obstacle = obstacle }],
        };
    }

    // What a person reads there.
    private static string Cell(DashboardModel model) =>
        WebUtility.HtmlDecode(Markup.Replace(LiveOfStaging.Match(DashboardPage.Render(model)).Value, ""));

    [GeneratedRegex("<td class=\"live [^>]*data-environment=\"staging\">.*?</td>", RegexOptions.Singleline)]
    private static partial Regex LiveOfStaging { get; }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup { get; }
}
