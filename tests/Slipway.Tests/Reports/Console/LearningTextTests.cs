using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Agenda;
using Slipway.Releases.Calendar;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Reports.Markdown;
using Slipway.Tests.Releases.Metrics;
using Slipway.Tests.Targets;

namespace Slipway.Tests.Reports.Console;

/// <summary>What a team is shown of its incidents, promises and process.</summary>
public sealed class LearningTextTests
{
    private static readonly ImmutableArray<Entry> Entries = Story();

    private static readonly ReleaseHistory History = ReleaseHistory.Of(Entries);

    private static GovernanceState Governance => History.State.Governance;

    private static DateTimeOffset Now => Chronicle.At(100);

    private static readonly ReleaseCalendar Calendar = CalendarText.Parse("""
        { "releases": [{
          "version": "1.1.0", "title": "Gift cards", "owner": "ada", "date": "2026-01-02T04:00", "cutOff": "2026-01-01T06:00",
          "milestones": [{ "id": "docs", "text": "the manual is written", "due": "2026-01-01T12:00" }, { "id": "press", "text": "the press knows", "due": "2026-01-02T00:00" }, { "id": "party", "text": "the party", "due": "2026-03-01T18:00" }],
          "success": [
            { "name": "orders per hour", "target": 120, "afterDays": 1 }, { "name": "calls a day", "target": 12.5, "afterDays": 2, "atMost": true },
            { "name": "gift cards sold", "target": 40, "afterDays": 1 }, { "name": "returning customers", "target": 7, "afterDays": 90 }]
        }] }
        """u8, "calendar.json");

    private static ImmutableArray<OpenTask> Open => OpenTask.All(Calendar, History.State, "production", Now);

    private static AgendaFacts Plan => AgendaFacts.Of(Calendar, new ReleasePolicy(), History, "production", Now);

    [Fact]
    public void Incidents_surveys_and_actions()
    {
        ImmutableArray<Entry> answers = [.. Entries.Where(entry => entry.Type == EntryType.SurveyAnswered)];
        Golden.Match(
            [
                .. LearningText.Incidents([.. Governance.Incidents.Values], Now), .. LearningText.Incidents([], Now),
                .. LearningText.Survey(Facts.Id('b'), answers), .. LearningText.Survey(Facts.Id('b'), []),
                .. LearningText.Actions(Open, new Palette(true)), .. LearningText.Actions([], new Palette(false)),
                LearningText.ActionsAtOnce(Open)!, LearningText.ActionsAtOnce([.. Open.Where(task => !task.IsOverdue)])!,
            ],
            "Golden/learning.txt");
        Golden.Match(string.Join('\n', LearningJson.Incidents([.. Governance.Incidents.Values]), LearningJson.Survey(Facts.Id('b'), answers), LearningJson.Actions([.. Governance.Actions.Values], Open, Now)), "Golden/learning.json.txt");
        Assert.Null(LearningText.ActionsAtOnce([]));
    }

    [Fact]
    public void A_retrospective() => Golden.Match(RetroText.Draft(History.Releases.Single(release => release.Package.Id == Facts.Id('b')), History, ["staging", "production"], Plan), "Golden/retro.md.txt");

    [Fact]
    public void A_retrospective_of_what_went_nowhere() => Golden.Match(RetroText.Draft(History.Releases.Single(release => release.Package.Id == Facts.Id('d')), History, ["staging", "production"], Plan), "Golden/retro.empty.md.txt");

    [Fact]
    public void The_process()
    {
        ReleasePolicy policy = PolicyText.Typed(Presets.Of("team")) with
        {
            Preset = "team",
            Owner = "ada",
            People = ImmutableSortedDictionary<string, Person>.Empty.Add("ada", new Person("Ada", ["ada@example.org"], [], ["release-manager", "qa"])).Add("ben", new Person("Ben", [], [], ["qa"])),
            Roots = new RootPolicy { People = ["ada", "ben"], Threshold = 2 },
            Freezes = [new FreezeWindow { Id = "winter", Start = new(2026, 12, 20, 0, 0), End = new(2027, 1, 2, 8, 0), Zone = "Europe/Stockholm", Repeats = Repetition.Yearly, Environments = ["production"], Reason = "holidays" }],
            Checklist = [new ChecklistItem { Id = "docs", Text = "The manual is written", Role = "writer" }, new ChecklistItem { Id = "runs", Text = "It runs", Gate = "smoke", Profiles = ["major"] }],
        };
        var view = new ProcessView("shop", Declared.GraphOf(Declared.Target("Compile"), Declared.Target("Rollback", "Compile"), Declared.Target("Rehearse")), Facts.Lane, policy, ["weather"]);

        Golden.Match([.. ProcessText.Render(view, new Palette(false)), "", .. ProcessMarkdown.Render(view)], "Golden/process.txt");
        Golden.Match(ProcessJson.Of(view), "Golden/process.json.txt");
    }

    private static ImmutableArray<Entry> Story()
    {
        var story = new Chronicle()
            .Says(EntryType.CandidateSealed, 1, 'a', null).Deploys('a', 2, "staging").Deploys('a', 3)
            .Says(EntryType.PlanApproved, 4, 'b', "production", ("person", "ada"))
            .Says(EntryType.CandidateSealed, 5, 'b', null, ("commit", "c0ffee")).Deploys('b', 6, "staging", ("risk", "12"), ("profile", "patch"))
            .Says(EntryType.GateEvaluated, 7, 'b', "production", ("gate", "soak"), ("verdict", "fail"), ("reason", "30 min in staging, 60 wanted"))
            .Says(EntryType.GateEvaluated, 7, 'b', "production", ("gate", "soak"), ("verdict", "fail"), ("reason", "30 min in staging, 60 wanted"))
            .Says(EntryType.DeployRefused, 7, 'b', "production", ("verb", "Promote"), ("reason", "gate soak failed"))
            .Says(EntryType.EvidenceRecorded, 7, null, null, ("kind", "change"), ("tree", ""), ("times", "aa:1767247200 bb:1767250800"))
            .Says(EntryType.PlanReached, 7.5, null, null, ("what", "1.1.0/docs"))
            .Says(EntryType.ApprovalRequested, 8, 'b').Says(EntryType.ApprovalGranted, 20, 'b', "production", ("person", "ben"))
            .Says(EntryType.ExceptionRequested, 21, 'b', "production", ("id", "EX-1"), ("deviation", "no soak"), ("reason", "customers wait"), ("followUp", "watch it"))
            .Deploys('b', 30, "production", ("risk", "12"), ("profile", "patch"), ("verb", "Promote"));
        string bad = story.Last;
        return story
            .Incident("INC-1", 31, bad).Says(EntryType.IncidentLinked, 31.5, 'b', "production", ("id", "INC-1")).RollsBack('a', 33, "production", ("reason", "INC-1")).Resolves("INC-1", 34)
            .Incident("INC-2", 40, null, "critical")
            .Says(EntryType.SurveyAnswered, 50, 'b', "production", ("score", "2"), ("role", "support"), ("reason", "a long night")).Says(EntryType.SurveyAnswered, 51, 'b', "production", ("score", "4"), ("role", "operations"))
            .Says(EntryType.ActionOpened, 60, null, null, ("id", "A-1"), ("title", "soak longer"), ("owner", "ada"), ("due", "2026-01-03")).Says(EntryType.ActionOpened, 61, null, null, ("id", "A-2"), ("title", "write it down"), ("owner", "ben"), ("due", "2026-02-01"))
            .Says(EntryType.ImpactMeasured, 65, 'b', "production", ("version", "1.1.0"), ("name", "orders per hour"), ("value", "131"), ("reason", "the shop's counter")).Says(EntryType.ImpactMeasured, 66, 'b', "production", ("version", "1.1.0"), ("name", "calls a day"), ("value", "30"))
            .Says(EntryType.CandidateSealed, 70, 'd', null)
            .Entries;
    }
}
