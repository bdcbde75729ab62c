using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Agenda;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Ports;
using Slipway.Releases.Schedule;
using Slipway.Releases.Status;
using Slipway.Releases.Versions;
using Slipway.Reports.Console;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Reports.Console;

/// <summary>The screens of a release manager, narrow and wide, with colours and without: nothing runs over the edge, and no word needs its colour.</summary>
public sealed class ScreenTests
{
    private static readonly ImmutableArray<DeploymentEnvironment> Lane = [.. Facts.Lane, new DeploymentEnvironment { Name = "south", Port = 5090 }];

    private static readonly Entry[] Drafts =
    [
        Sealed('a'), Sealed('b'), Sealed('c'),
        .. Histories.Deployed('a', "staging"), .. Histories.Deployed('a', "production"), .. Histories.Deployed('b', "staging"),
        Facts.Draft(EntryType.DeployRefused, "production", 'b', ("reason", "gate soak failed: 12 min in staging, 60 wanted; gate rehearsal is inconclusive: the way back was never rehearsed"), ("verb", "Promote")),
        .. Histories.Failed('c', "staging"), .. Histories.RolledBack('a', "staging"),
        Facts.Draft(EntryType.EnvironmentPinned, "staging", 'a', ("reason", "the prices of 1.1.0 were wrong, and nobody knows yet since when they have been")),
    ];

    private static readonly ImmutableArray<Entry> Entries = Facts.Ledger(Drafts);

    public static TheoryData<int, bool> Screens => new() { { 80, false }, { 80, true }, { 140, false }, { 140, true } };

    [Theory]
    [MemberData(nameof(Screens))]
    public void What_runs_where(int columns, bool isColored)
    {
        ReleaseState state = ReleaseState.Fold(Entries);
        EnvironmentStatus Seen(int lane, Health health, params string[] services)
        {
            EnvironmentState here = state.In(Lane[lane].Name);
            ImmutableArray<InstanceObservation> instances = [.. services.Select((service, index) => new InstanceObservation(here.Current!.DeploymentId, here.Current.PackageId, service, 4711 + index, index == 0 ? health : Health.Healthy, $"/state/{service}.log"))];
            return new EnvironmentStatus(Lane[lane], here, new Observation(services.Length == 0 ? null : 4700, here.Current?.DeploymentId, here.Current?.PackageId, instances), here.Current?.Version);
        }

        ReleasePolicy policy = PolicyText.Parse("""{ "freezes": [{ "id": "gala", "start": "2026-03-01T00:00", "end": "2026-04-01T00:30", "zone": "Asia/Kathmandu", "environments": ["production"], "reason": "the gala" }] }"""u8, "p");
        ImmutableArray<EnvironmentStatus> seen = [Seen(0, Health.Healthy, "storefront", "billing"), Seen(1, Health.Unhealthy, "storefront"), new EnvironmentStatus(Lane[2], state.In("south"), new Observation(null, null, null, []), null)];

        Match($"status-{columns}", isColored, columns, StatusText.Render(StatusView.Of(seen, Lane, state, policy, new ReleaseCalendar(), Facts.Noon.AddHours(5)), Facts.Noon.AddHours(5), columns, new Palette(isColored)));
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void What_happened(int columns, bool isColored) =>
        Match($"history-{columns}", isColored, columns, HistoryText.Render(HistoryLine.Of(Entries, null), 20, ReleaseState.Fold(Entries), [], columns, new Palette(isColored)));

    [Theory]
    [MemberData(nameof(Screens))]
    public void What_a_promotion_would_do(int columns, bool isColored)
    {
        ReleasePolicy policy = PolicyText.Parse(
            """
            { "preset": "team", "people": { "ada": { "name": "Ada", "mail": ["ada@example.org"] } },
              "checklist": [{ "id": "docs", "text": "The manual is written", "phase": "preparing" }],
              "freezes": [{ "id": "gala", "start": "2026-03-01T00:00", "end": "2026-04-01T00:30", "zone": "Asia/Kathmandu", "reason": "the gala" }] }
            """u8, "p");
        ReleaseCalendar calendar = CalendarText.Parse("""{ "zone": "Europe/Stockholm", "releases": [{ "version": "1.1.0", "title": "Gift cards", "date": "2026-03-24T10:00", "cutOff": "2026-03-20T12:00" }] }"""u8, "c");
        PackagedService Service(params string[] keys) => new() { Name = "storefront", EntryPoint = "Storefront.dll", Configuration = [.. keys.Select(key => new ConfigurationKey(key))] };
        Migration expand = new("0007-split-name", MigrationPhase.Expand, "name", "migrations/0007.sql", Facts.Id('a'));
        Manifest next = Facts.Manifest("1.1.0") with { Migrations = [expand], Flags = [new FeatureFlag("gift-cards", "ada", new DateOnly(2026, 6, 1))], Services = [Service("Shop__Title", "Shop__Currency")] };
        var request = new DeployRequest
        {
            State = ReleaseState.Fold(Entries), Lane = Lane, Environment = Lane[1] with { Configuration = ImmutableSortedDictionary<string, string>.Empty.Add("Shop__Title", "x").Add("Shop__Currency", "SEK") },
            PackageId = Facts.Id('b'), Manifest = next, Live = Facts.Manifest("1.0.0") with { Services = [Service("Shop__Title", "Shop__Colour")] }, Policy = policy, Calendar = calendar, Now = Facts.Noon.AddHours(5),
        };
        var view = new PlanView
        {
            Environment = request.Environment, Request = request, Assessment = Assessor.Assess(request), VersionWhy = "a new feature", PlanApprovals = ["ben"],
            Scope = new SourceChange(412, ["a.cs", "b.cs"], [new ScopeItem(Facts.Id('c')[..40], "ada@example.org", "feat: gift cards of any amount, for any occasion, with a message of one's own (#41)", "Fixes #7", Facts.Noon)]),
        };

        Match($"plan-{columns}", isColored, columns, Folding.Fold(ReleasePlanText.Render(view, new Palette(isColored)), columns, 13));
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void What_deviates_and_what_was_promised(int columns, bool isColored)
    {
        GovernanceState state = Deviating();

        Match($"exceptions-{columns}", isColored, columns, ExceptionsText.Render([.. state.Exceptions.Values], Promised(state), Facts.Noon.AddHours(5), columns, new Palette(isColored)));
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void What_a_package_is(int columns, bool isColored)
    {
        ReleaseState state = ReleaseState.Fold(Facts.Ledger([
            .. Drafts, Evidence("tests", ("passed", "1811"), ("failed", "0"), ("skipped", "1")),
            Facts.Draft(EntryType.ReleaseBlocked, "south", 'a', ("reason", "orders were priced without tax for everybody who ordered from the Azores, and it took two days until somebody noticed it at all")),
        ]));
        Manifest manifest = Facts.Manifest(
            "1.0.0", ("services/storefront/Storefront.dll", Facts.Id('d'), 123_456), ("services/storefront/wwwroot/assets/pictures/of/products/that/nobody/has/ordered/for/a/very/long/time/and-that-are-still-there.webp", Facts.Id('e'), 9_876_543_210));
        PackageView sound = new(Facts.Id('a'), manifest with { Application = "storefront" }, state, []);
        PackageView altered = sound with { Id = Facts.Id('c'), Manifest = sound.Manifest with { Source = manifest.Source with { IsDirty = true, Tree = "other" } }, Altered = [PackageFaults.Missing("x"), PackageFaults.Missing("y")] };

        Match($"package-{columns}", isColored, columns, [.. PackageText.Render(sound, showsFiles: true, columns, new Palette(isColored)), "", .. PackageText.Render(altered, showsFiles: false, columns, new Palette(isColored))]);
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void What_is_on_record(int columns, bool isColored)
    {
        Entry[] drafts =
        [
            Evidence("tests", ("passed", "1811"), ("failed", "0"), ("skipped", "1")), .. Drafts,
            Facts.Draft(EntryType.GateEvaluated, "production", 'b', ("gate", "coverage"), ("verdict", "fail"), ("reason", "61.5 % of the lines are covered, 80 % wanted"), ("policy", "long")) with { Actor = new Actor("somebody.with.a.long.name@subsidiary.of.example.org", "human") },
            Facts.Draft(EntryType.ApprovalGranted, "production", 'b', ("person", "ada"), ("plan", Facts.Id('f')), ("statement", "action deploy\nperson ada"), ("signature", "-----BEGIN SSH SIGNATURE-----")),
            Facts.Draft(EntryType.IncidentOpened, "production", 'b', ("id", "INC-1"), ("title", "orders without tax\r\nsecond line"), ("link", "https://wiki.example.org/incidents/2026/03/14/orders-without-tax/what-we-know-so-far/and-what-we-do-not-know-so-far/and-who-is-on-it-at-night")),
        ];

        Match($"audit-{columns}", isColored, columns, AuditText.Render(Facts.Ledger(drafts), columns, new Palette(isColored)));
    }

    [Fact]
    public void What_deviates_for_machines() =>
        Golden.Match(Slipway.Reports.Json.ExceptionsJson.Render([.. Deviating().Exceptions.Values], Promised(Deviating()), Facts.Noon.AddHours(5)), "Golden/exceptions.json.txt");

    private static ImmutableArray<OpenTask> Promised(GovernanceState state) => [.. state.OpenActions.Select(action => new OpenTask(action.Id, action.Title, action.Owner, action.Due, action.IsOverdue(Facts.Noon.AddHours(5)), action.Opened.Seq))];

    private static GovernanceState Deviating()
    {
        Entry Ask(string id, int hours) => Facts.Draft(EntryType.ExceptionRequested, "production", 'b', ("id", id), ("deviation", "ship during the gala"), ("covers", "freeze soak"), ("reason", "customers cannot pay, and nobody wants to wait for Monday"), ("impact", "low"), ("followUp", "review the window by Friday"), ("hours", $"{hours}"));
        Entry Next(string type, string id, params (string, string)[] data) => Facts.Draft(type, "production", 'b', [("id", id), .. data]);
        return ReleaseState.Fold(Facts.Ledger([
            Ask("EX-1", 1), Next(EntryType.ExceptionGranted, "EX-1", ("person", "ben")), Ask("EX-2", 24), Next(EntryType.ExceptionGranted, "EX-2", ("person", "cyd")), Ask("EX-3", 24),
            Ask("EX-4", 24), Next(EntryType.ExceptionGranted, "EX-4", ("person", "ben")), Next(EntryType.ExceptionClosed, "EX-4", ("reason", "the window was moved")),
            Next(EntryType.ActionOpened, "A-1", ("title", "write the runbook down"), ("owner", "ada"), ("due", "2026-03-10")), Next(EntryType.ActionOpened, "A-2", ("title", "alert on slow search"), ("owner", "ben"), ("due", "2026-04-01"))])).Governance;
    }

    [Fact]
    public void What_is_too_long_goes_on_below_and_a_word_stays_whole() =>
        Assert.Equal(
            ["short", "  \e[31mone\e[0m two", "    three", "    a-word-that-is-longer-than-the-screen", "    end"],
            Folding.Fold(["short", "  \e[31mone\e[0m two three a-word-that-is-longer-than-the-screen end"], 10, 4));

    private static void Match(string name, bool isColored, int columns, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        Assert.All(all, line => Assert.InRange(Folding.Width(line), 0, columns));
        Golden.Match(all, $"Golden/{name}{(isColored ? "-colour" : "")}.txt");
    }

    private static Entry Evidence(string kind, params (string Name, string Value)[] data) => Facts.Draft(EntryType.EvidenceRecorded) with
    {
        Data = data.ToImmutableSortedDictionary(item => item.Name, item => item.Value).Add("kind", kind).Add("tree", Facts.Manifest().Source.Tree),
    };

    private static Entry Sealed(char package) => Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id(package), Version = $"1.{package - 'a'}.0" };
}
