using System.Collections.Immutable;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Schedule;

namespace Slipway.Releases.Agenda;

/// <summary>One date of a plan beside what happened.</summary>
/// <param name="What">In a few words: <c>goes live</c>.</param>
/// <param name="Due">When it was planned.</param>
/// <param name="Happened">When it happened; null while it did not.</param>
/// <param name="Seq">The entry that tells so; null while there is none.</param>
/// <param name="State"><c>in time</c>, <c>late</c> or <c>open</c>.</param>
public sealed record PlannedDate(string What, DateTimeOffset Due, DateTimeOffset? Happened, int? Seq, string State);

/// <summary>Compares the plan of a release with the ledger.</summary>
public static class PlanReview
{
    /// <summary>The dates planned for a version, in their order; none where nobody planned it.</summary>
    /// <param name="facts">What is planned and recorded.</param>
    /// <param name="version">The version that is looked back on.</param>
    public static ImmutableArray<PlannedDate> Of(AgendaFacts facts, string version) => facts.Calendar.Of(version) is not { } plan
        ? []
        : [.. Dates(facts, plan).OrderBy(date => date.Due).ThenBy(date => date.What, StringComparer.Ordinal)];

    private static IEnumerable<PlannedDate> Dates(AgendaFacts facts, PlannedRelease plan)
    {
        if (plan.CutOff is { } cutOff)
            yield return CutOff(facts, plan.Version, facts.Calendar.InstantOf(cutOff));
        foreach (Milestone milestone in plan.Milestones)
            yield return Date(milestone.Text, facts.Calendar.InstantOf(milestone.Due), facts.State.Governance.Reached.GetValueOrDefault($"{plan.Version}/{milestone.Id}"), facts.Now);
        PastDeployment? live = facts.Live.FirstOrDefault(deployment => deployment.Version == plan.Version && deployment.Kind != DeploymentKind.Rollback);
        yield return Date("goes live", facts.Calendar.InstantOf(plan.Date), live?.Ended, facts.Now);
    }

    // What closed the scope is the newest commit of what was sealed, as recorded with its change; where that is not on record, nothing is said of it.
    private static PlannedDate CutOff(AgendaFacts facts, string version, DateTimeOffset closes)
    {
        SealedPackage? last = facts.State.Packages.Values.Where(package => package.Version == version).MaxBy(package => package.Seq);
        Entry? change = last is null ? null : facts.State.EvidenceOf("change", last.Tree);
        long[] times = [.. (change?.Data.GetValueOrDefault("times") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(item => long.TryParse(item.AsSpan(item.IndexOf(':', StringComparison.Ordinal) + 1), out long time) ? time : 0)];
        if (change is null || times.Length == 0)
            return new PlannedDate("scope closes", closes, null, null, "open");
        DateTimeOffset newest = DateTimeOffset.FromUnixTimeSeconds(times.Max());
        return new PlannedDate("scope closes", closes, newest, change.Seq, newest < closes ? "in time" : "late");
    }

    private static PlannedDate Date(string what, DateTimeOffset due, Entry? happened, DateTimeOffset now) =>
        new(what, due, happened?.Utc, happened?.Seq, happened is not null ? happened.Utc <= due ? "in time" : "late" : due <= now ? "late" : "open");
}
