using System.Collections.Immutable;
using Slipway.Releases.Ledger;
using Slipway.Releases.Schedule;

namespace Slipway.Releases.Agenda;

/// <summary>Something a team still owes: an action it promised itself, or a measurement whose day has come.</summary>
/// <param name="Id"><c>A-1</c> of an action, <c>1.4.0/orders per hour</c> of a measurement.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Owner">Who does it; empty for nobody by name.</param>
/// <param name="Due">The last day it is in time.</param>
/// <param name="IsOverdue">True when that day is over, in UTC.</param>
/// <param name="Seq">The entry that promised it; null for what stands in the calendar.</param>
public sealed record OpenTask(string Id, string Title, string Owner, DateOnly Due, bool IsOverdue, int? Seq)
{
    /// <summary>All of them, the one due first before the others.</summary>
    /// <param name="calendar">What releases were meant to change.</param>
    /// <param name="state">What was promised and measured.</param>
    /// <param name="environment">The environment in which a release is live.</param>
    /// <param name="now">The moment of asking.</param>
    public static ImmutableArray<OpenTask> All(ReleaseCalendar calendar, ReleaseState state, string environment, DateTimeOffset now) =>
    [
        .. state.Governance.OpenActions.Select(action => new OpenTask(action.Id, action.Title, action.Owner, action.Due, action.IsOverdue(now), action.Opened.Seq))
            .Concat(Impact.All(calendar, state, environment, now).Where(impact => impact.IsOverdue).Select(Measurement))
            .OrderBy(task => task.Due).ThenBy(task => task.Seq ?? int.MaxValue).ThenBy(task => task.Id, StringComparer.Ordinal),
    ];

    private static OpenTask Measurement(Impact impact) => new(
        impact.Id, $"measure {impact.Hoped.Name} of {impact.Release.Version}, hoped for {impact.Hope}", impact.Release.Owner, DateOnly.FromDateTime(impact.Due!.Value.UtcDateTime), IsOverdue: true, Seq: null); // overdue ones have a day
}
