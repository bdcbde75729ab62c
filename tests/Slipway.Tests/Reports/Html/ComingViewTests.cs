using Slipway.Releases.Facts;
using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Versions;
using Slipway.Reports.Html;

namespace Slipway.Tests.Reports.Html;

/// <summary>What a dashboard says of the releases that come next.</summary>
public sealed partial class ComingViewTests
{
    private static readonly ReleasePolicy Policy = PolicyText.Parse(
        """
        { "preset": "team", "people": { "ada": { "name": "Ada", "mail": ["ada@example.org"] }, "mei": { "name": "Mei", "mail": ["mei@example.org"] } },
          "freezes": [{ "id": "fair", "start": "2026-03-16T00:00", "end": "2026-03-18T00:00", "zone": "UTC", "reason": "the fair", "environments": ["production"] }] }
        """u8, "release.json");

    private static readonly ImmutableArray<Entry> Staged = Facts.Ledger(
        Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id('a'), Version = "1.0.0" },
        Facts.Draft(EntryType.DeployStarted, "staging", 'a'), Facts.Draft(EntryType.DeployCompleted, "staging", 'a'),
        Facts.Draft(EntryType.DeployStarted, "production", 'a'), Facts.Draft(EntryType.DeployCompleted, "production", 'a'),
        Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id('b'), Version = "2.0.0" },
        Facts.Draft(EntryType.DeployStarted, "staging", 'b'), Facts.Draft(EntryType.DeployCompleted, "staging", 'b'));

    private static readonly SourceChange Change = new(
        300, ["src/Basket.cs"],
        [
            new ScopeItem(new string('1', 40), "ada@example.org", "feat: gift cards (#12)", "Closes #7", Facts.Noon),
            new ScopeItem(new string('2', 40), "mei@example.org", "feat!: prices in cents", "", Facts.Noon),
            new ScopeItem(new string('3', 40), "mei@example.org", "fix: <b>round</b>", "", Facts.Noon),
        ]);

    [Fact]
    public void A_release_that_comes_is_told_with_commits_authors_breaking_changes_and_risk()
    {
        ComingRelease coming = ComingRelease.Of(Plan());

        Assert.Equal(("production", Facts.Id('b'), "2.0.0"), (coming.Environment, coming.PackageId, coming.Version));
        Assert.Equal($"3 commits by 2 authors, 1 breaking, risk {Plan().Assessment.Risk.Score} of 100, major", coming.Outline);
        Assert.Equal(Plan().Assessment.Risk.Reasons, coming.Reasons);
    }

    [Fact]
    public void What_blocks_it_and_the_command_are_those_of_its_plan()
    {
        PlanView plan = Plan();

        ComingRelease coming = ComingRelease.Of(plan);

        Assert.Equal(plan.Assessment.Refusal!.Faults.Select(fault => fault.Summary), coming.Obstacles.Select(obstacle => obstacle.Cause)); // nobody approved
        Assert.Equal(plan.Next, coming.Command);
    }

    [Fact]
    public void The_page_shows_all_of_it_the_breaking_commit_first_and_the_freeze_to_come()
    {
        ComingRelease coming = ComingRelease.Of(Plan());

        string card = Text(Card.Match(Page(coming)).Value);

        Assert.StartsWith("2.0.0 comes to production", card, StringComparison.Ordinal);
        Assert.All(coming.Obstacles, obstacle => Assert.Contains(obstacle.Cause + obstacle.Mend, card, StringComparison.Ordinal));
        Assert.Contains("Next: " + coming.Command, card, StringComparison.Ordinal);
        Assert.Contains("freeze fair begins 2026-03-16 00:00", card, StringComparison.Ordinal);
        Assert.Matches("222222222222 breaking feat!: prices in cents mei@example.org.*111111111111 feat: gift cards .#12. ada@example.org, pull request #12, closes #7", card);
        Assert.Contains("fix: <b>round</b>", card, StringComparison.Ordinal);
        Assert.Matches($"{Regex.Escape(coming.Reasons[0].Name)}: {Regex.Escape(coming.Reasons[0].Value)}", card);
    }

    [Fact]
    public void In_the_matrix_stand_what_it_holds_the_first_thing_in_its_way_and_the_command()
    {
        ComingRelease coming = ComingRelease.Of(Plan());

        string cell = Text(Next.Match(Page(coming)).Value);

        Assert.Contains(coming.Outline, cell, StringComparison.Ordinal);
        Assert.Contains($"blocked: {coming.Obstacles[0].Cause}", cell, StringComparison.Ordinal);
        Assert.EndsWith(coming.Command, cell, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_stands_in_its_way_that_is_said()
    {
        ComingRelease free = ComingRelease.Of(Plan()) with { Obstacles = [], Command = "./build.sh Promote --environment production" };

        Assert.Contains("nothing stands in its way./build.sh Promote --environment production", Text(Next.Match(Page(free)).Value), StringComparison.Ordinal);
    }

    [Fact]
    public void Commits_that_are_not_known_are_not_none()
    {
        ComingRelease coming = ComingRelease.Of(Plan() with { Scope = null });

        Assert.StartsWith("commits not known here, risk ", coming.Outline, StringComparison.Ordinal);
        Assert.Contains("The commits are not known", Text(Card.Match(Page(coming)).Value), StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_older_than_what_serves_waits_for_nothing()
    {
        ImmutableArray<Entry> ahead = Facts.Ledger(
        [
            .. Staged.Select(entry => entry with { Utc = Facts.Noon }),
            Facts.Draft(EntryType.DeployStarted, "production", 'b'), Facts.Draft(EntryType.DeployCompleted, "production", 'b'),
            Facts.Draft(EntryType.RollbackStarted, "staging", 'a'), Facts.Draft(EntryType.RollbackCompleted, "staging", 'a'),
        ]);

        Assert.DoesNotMatch(Next, DashboardPage.Render(Model([]) with { History = ReleaseHistory.Of(ahead) }));
    }

    [Fact]
    public void Commits_pull_requests_issues_and_runs_lead_to_the_host_where_it_is_known()
    {
        DashboardModel model = Model([ComingRelease.Of(Plan())]);

        string known = Card.Match(DashboardPage.Render(model with { Forge = Forge.Of("git@github.com:shop/greeter.git") })).Value;
        string unknown = Card.Match(DashboardPage.Render(model)).Value;

        Assert.Contains($"<a href=\"https://github.com/shop/greeter/commit/{new string('1', 40)}\" rel=", known, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://github.com/shop/greeter/pull/12\" rel=\"noreferrer\">#12</a>", known, StringComparison.Ordinal);
        Assert.Contains("closes <a href=\"https://github.com/shop/greeter/issues/7\" rel=\"noreferrer\">#7</a>", known, StringComparison.Ordinal);
        Assert.Contains($"/commit/{new string('3', 40)}/checks\" rel=\"noreferrer\">runs</a>", known, StringComparison.Ordinal);
        Assert.DoesNotContain("http", unknown, StringComparison.Ordinal);
        Assert.Contains("closes #7", Text(unknown), StringComparison.Ordinal);
    }

    [Fact]
    public void Redacted_nothing_leads_to_the_host()
    {
        DashboardModel model = Model([ComingRelease.Of(Plan())]) with { Forge = Forge.Of("git@github.com:shop/greeter.git"), IsRedacted = true };

        Assert.DoesNotContain("github.com", DashboardText.Whole(DashboardPage.Render(model)), StringComparison.Ordinal);
    }

    [Fact]
    public void Redacted_authors_are_persons_and_addresses_gone()
    {
        ComingRelease coming = ComingRelease.Of(Plan() with
        {
            Scope = Change with { Commits = [new ScopeItem(new string('4', 40), "zoe@elsewhere.example", "fix: ask https://wiki.example.org as zoe@elsewhere.example said", "", Facts.Noon)] },
        });

        string page = DashboardPage.Render(Model([coming]) with { IsRedacted = true });

        Assert.DoesNotContain("zoe", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("wiki.example", page, StringComparison.Ordinal);
    }

    private static PlanView Plan()
    {
        var request = new DeployRequest
        {
            State = ReleaseState.Fold(Staged), Lane = Facts.Lane, Environment = Facts.Lane[1], PackageId = Facts.Id('b'), Manifest = Facts.Manifest("2.0.0"),
            Live = Facts.Manifest("1.0.0"), Policy = Policy, Now = Facts.Noon.AddHours(1),
        };
        return new PlanView { Environment = request.Environment, Request = request, Assessment = Assessor.Assess(request), VersionWhy = "as sealed", Scope = Change };
    }

    private static DashboardModel Model(ImmutableArray<ComingRelease> coming) => new()
    {
        Application = "shop", History = ReleaseHistory.Of(Staged), Lane = Facts.Lane, Now = Facts.Noon.AddHours(1), Policy = Policy, Coming = coming,
        Ledger = new LedgerVerdict(Staged.Length, Staged[^1].Hash),
    };

    private static string Page(ComingRelease coming) => DashboardPage.Render(Model([coming]));

    private static string Text(string markup) => WebUtility.HtmlDecode(Markup.Replace(markup, ""));

    [GeneratedRegex("<section class=\"card\" data-environment=\"production\">.*?</section>", RegexOptions.Singleline)]
    private static partial Regex Card { get; }

    [GeneratedRegex("<td class=\"next\" role=\"cell\" data-environment=\"production\">.*?</td>", RegexOptions.Singleline)]
    private static partial Regex Next { get; }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup { get; }
}
