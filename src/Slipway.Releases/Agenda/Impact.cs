using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Ledger;
using Slipway.Releases.Schedule;

namespace Slipway.Releases.Agenda;

/// <summary>What a release was meant to change, and what came of it.</summary>
/// <param name="Release">The release as it was planned.</param>
/// <param name="Hoped">By what it is measured.</param>
/// <param name="Due">When it is to be measured; null while the release is not live.</param>
/// <param name="Measured">The newest measurement; null for none yet.</param>
/// <param name="State"><c>reached</c>, <c>missed</c>, <c>not live yet</c>, <c>not yet due</c> or <c>overdue</c>.</param>
public sealed record Impact(PlannedRelease Release, SuccessMetric Hoped, DateTimeOffset? Due, Entry? Measured, string State)
{
    /// <summary>A name that stays: <c>1.4.0/orders per hour</c>.</summary>
    public string Id => $"{Release.Version}/{Hoped.Name}";

    /// <summary>What was measured; null for nothing that is a number.</summary>
    public double? Value => ValueOf(Measured);

    /// <summary>The hope in words: <c>at least 120</c>.</summary>
    public string Hope => string.Create(CultureInfo.InvariantCulture, $"at {(Hoped.AtMost ? "most" : "least")} {Hoped.Target}");

    /// <summary>True when its day has come and nobody measured it.</summary>
    public bool IsOverdue => State == "overdue";

    /// <summary>Everything releases were meant to change, in the order of the calendar.</summary>
    /// <param name="calendar">What was hoped for.</param>
    /// <param name="state">What went live, and what was measured.</param>
    /// <param name="environment">The environment in which a release is live.</param>
    /// <param name="now">The moment of asking.</param>
    public static ImmutableArray<Impact> All(ReleaseCalendar calendar, ReleaseState state, string environment, DateTimeOffset now) =>
        [.. calendar.Releases.SelectMany(release => release.Success.Select(hoped => Of(release, hoped, state, environment, now)))];

    private static Impact Of(PlannedRelease release, SuccessMetric hoped, ReleaseState state, string environment, DateTimeOffset now)
    {
        DateTimeOffset? due = state.In(environment).Succeeded.FirstOrDefault(deployment => deployment.Version == release.Version)?.Utc.AddDays(hoped.AfterDays);
        Entry? measured = state.Governance.Impacts.GetValueOrDefault($"{release.Version}/{hoped.Name}");
        string standing = ValueOf(measured) is { } value ? hoped.IsReachedBy(value) ? "reached" : "missed"
            : due is null ? "not live yet"
            : due > now ? "not yet due"
            : "overdue";
        return new Impact(release, hoped, due, measured, standing);
    }

    private static double? ValueOf(Entry? measured) =>
        double.TryParse(measured?.Data.GetValueOrDefault("value"), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
