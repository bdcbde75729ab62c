using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Ledger;

/// <summary>Incidents, actions and closings as the state knows them.</summary>
public sealed class LearningRecordTests
{
    private static readonly ReleaseState State = ReleaseState.Fold(Facts.Ledger(
        Draft(EntryType.IncidentOpened, ("id", "INC-1"), ("title", "slow"), ("severity", "high"), ("since", "2026-03-14T11:30:00Z")),
        Draft(EntryType.IncidentLinked, ("id", "INC-1")) with { PackageId = Facts.Id('a'), DeploymentId = "0001-aaaaaaaaaaaa" },
        Draft(EntryType.IncidentOpened, ("id", "INC-2"), ("title", "down"), ("severity", "critical"), ("since", "yesterday")),
        Draft(EntryType.IncidentResolved, ("id", "INC-2"), ("reason", "restarted")),
        Draft(EntryType.IncidentResolved, ("id", "INC-2"), ("reason", "again")),
        Draft(EntryType.IncidentLinked, ("id", "INC-9")),
        Draft(EntryType.ActionOpened, ("id", "A-1"), ("title", "measure"), ("owner", "ben"), ("due", "2026-03-14")),
        Draft(EntryType.ActionOpened, ("id", "A-2"), ("title", "write"), ("owner", "cyd"), ("due", "2026-03-01")),
        Draft(EntryType.ActionOpened, ("id", "A-3"), ("title", "someday"), ("owner", "cyd"), ("due", "someday")),
        Draft(EntryType.ActionOpened, ("id", "A-4"), ("title", "done"), ("owner", "ada"), ("due", "2026-03-01")),
        Draft(EntryType.ActionClosed, ("id", "A-4"), ("reason", "it is")),
        Draft(EntryType.ActionClosed, ("id", "A-9")),
        Draft(EntryType.ExceptionRequested, ("id", "EX-1")),
        Draft(EntryType.ExceptionRequested, ("id", "EX-2")),
        Draft(EntryType.ExceptionGranted, ("id", "EX-2")),
        Draft(EntryType.RiskOpened, ("id", "R-1")),
        Draft(EntryType.ReleaseClosed) with { PackageId = Facts.Id('a') }));

    [Fact]
    public void An_incident_has_causes_a_beginning_and_one_end()
    {
        (IncidentRecord slow, IncidentRecord down) = (State.Governance.Incidents["INC-1"], State.Governance.Incidents["INC-2"]);

        Assert.Equal((true, Facts.Noon.AddMinutes(-30), true), (slow.IsOpen, slow.Since, slow.IsCausedBy("production", "0001-aaaaaaaaaaaa")));
        Assert.False(slow.IsCausedBy("staging", "0001-aaaaaaaaaaaa"));
        Assert.Equal((false, down.Opened.Utc, "restarted"), (down.IsOpen, down.Since, down.Resolved!.Data["reason"]));
        Assert.Empty(down.Causes);
        Assert.Equal(2, State.Governance.Incidents.Count);
    }

    [Fact]
    public void Actions_are_open_until_closed_and_late_when_their_day_is_over()
    {
        Assert.Equal(["A-2", "A-1", "A-3"], State.Governance.OpenActions.Select(action => action.Id));
        Assert.Equal(["A-2"], State.Governance.OpenActions.Where(action => action.IsOverdue(new DateTimeOffset(2026, 3, 14, 23, 59, 59, TimeSpan.Zero))).Select(action => action.Id));
        Assert.Equal(["A-2", "A-1"], State.Governance.OpenActions.Where(action => action.IsOverdue(new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero))).Select(action => action.Id));
        Assert.False(State.Governance.Actions["A-4"].IsOverdue(Facts.Noon.AddYears(1)));
        Assert.True(State.Governance.ClosedReleases.ContainsKey(Facts.Id('a')));
    }

    [Fact]
    public void A_checkpoint_keeps_what_is_open_and_what_has_ended()
    {
        byte[] bytes = CheckpointText.Write(new Checkpoint(new LedgerMark(13, new string('a', 64), 1), State));

        Assert.Equal(StateText.Of(State), StateText.Of(CheckpointText.Read(bytes)!.State));
    }

    private static Entry Draft(string type, params (string Name, string Value)[] data) => Facts.Draft(type, "production") with { Data = data.ToImmutableSortedDictionary(item => item.Name, item => item.Value) };
}
