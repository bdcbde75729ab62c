using System.Collections.Immutable;
using NodaTime;
using Slipway.Releases.Calendar;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;

namespace Slipway.Releases.Agenda;

/// <summary>Everything that stands in the calendar between two instants: what was planned, what holds, and what happened.</summary>
public static class ReleaseAgenda
{
    /// <summary>The items that begin or last in a time, by their start.</summary>
    /// <param name="facts">What is planned and recorded.</param>
    /// <param name="from">First instant.</param>
    /// <param name="to">First instant after it.</param>
    public static ImmutableArray<AgendaItem> Between(AgendaFacts facts, DateTimeOffset from, DateTimeOffset to) =>
    [
        .. Planned(facts).Concat(Rhythm(facts, from, to)).Concat(Windows(facts, from, to)).Concat(Deployments(facts))
            .Where(item => item.Start < to && (item.End is { } end ? end > from : item.Start >= from))
            .OrderBy(item => item.Start).ThenBy(item => item.Kind).ThenBy(item => item.Id, StringComparer.Ordinal),
    ];

    /// <summary>Dates that have passed without what was due on them, oldest first: milestones, planned releases and dates of the rhythm.</summary>
    public static ImmutableArray<AgendaItem> Late(AgendaFacts facts) =>
        [.. Planned(facts).Concat(Rhythm(facts, facts.Now.AddDays(-91), facts.Now)).Where(item => item.State is "late" or "skipped").OrderBy(item => item.Start)];

    private static IEnumerable<AgendaItem> Planned(AgendaFacts facts)
    {
        foreach (PlannedRelease release in facts.Calendar.Releases)
        {
            PastDeployment? live = Live(facts, release.Version);
            DateTimeOffset date = facts.Calendar.InstantOf(release.Date);
            yield return new AgendaItem(date, null, AgendaKind.Release, $"{release.Version} goes live", State(live is not null, date, facts.Now), live?.Ended?.Seq)
            {
                Id = release.Version,
                Detail = live?.Ended is { } ended ? $"went live {ended.Utc:yyyy-MM-dd HH:mm} UTC" : release.Title,
            };
            if (release.CutOff is { } cutOff)
            {
                DateTimeOffset closes = facts.Calendar.InstantOf(cutOff);
                yield return new AgendaItem(closes, null, AgendaKind.CutOff, $"scope of {release.Version} closes", closes <= facts.Now ? "done" : "open", null) { Id = $"{release.Version}/scope" };
            }

            foreach (Milestone milestone in release.Milestones)
            {
                Entry? reached = facts.State.Governance.Reached.GetValueOrDefault($"{release.Version}/{milestone.Id}");
                DateTimeOffset due = facts.Calendar.InstantOf(milestone.Due);
                yield return new AgendaItem(due, null, AgendaKind.Milestone, $"{release.Version}: {milestone.Text}", State(reached is not null, due, facts.Now), reached?.Seq) { Id = $"{release.Version}/{milestone.Id}" };
            }

            foreach (TestWindow window in release.Qa)
            {
                yield return new AgendaItem(facts.Calendar.InstantOf(window.Start), facts.Calendar.InstantOf(window.End), AgendaKind.TestWindow, $"{release.Version} is tested in {window.Environment}", "", null)
                {
                    Id = $"{release.Version}/qa/{window.Environment}/{window.Start.ToString("uuuuMMdd'T'HHmm", System.Globalization.CultureInfo.InvariantCulture)}",
                };
            }
        }
    }

    // A date is taken by a release planned for its day, and kept when something went live before the next one.
    private static IEnumerable<AgendaItem> Rhythm(AgendaFacts facts, DateTimeOffset from, DateTimeOffset to)
    {
        if (facts.Calendar.Cadence is not { } cadence)
            yield break;
        foreach (LocalDateTime date in cadence.Between(facts.Calendar.LocalOf(from), facts.Calendar.LocalOf(to)))
        {
            if (facts.Calendar.Releases.Any(release => release.Date.Date == date.Date))
                continue;
            DateTimeOffset start = facts.Calendar.InstantOf(date);
            DateTimeOffset next = facts.Calendar.InstantOf(date.PlusWeeks(cadence.Weeks));
            bool isKept = facts.Live.Any(deployment => deployment.Ended!.Utc >= start.AddDays(-1) && deployment.Ended.Utc < next);
            yield return new AgendaItem(start, null, AgendaKind.Cadence, "release date", isKept ? "done" : next <= facts.Now ? "skipped" : "open", null) { Id = $"cadence/{date.Date.ToString("uuuuMMdd", System.Globalization.CultureInfo.InvariantCulture)}" };
        }
    }

    private static IEnumerable<AgendaItem> Windows(AgendaFacts facts, DateTimeOffset from, DateTimeOffset to) =>
        facts.Windows.SelectMany(window => FreezeCalendar.Between(window, from, to).Select(span => new AgendaItem(
            span.Start.ToDateTimeOffset(), span.End.ToDateTimeOffset(), window.Kind == FreezeKind.Deny ? AgendaKind.Freeze : AgendaKind.Window,
            $"{(window.Kind == FreezeKind.Deny ? "freeze" : "window")} {window.Id}", "", facts.State.Governance.Freezes.GetValueOrDefault(window.Id)?.Seq)
        {
            Id = $"{window.Id}/{span.Start.ToUnixTimeSeconds()}",
            Detail = $"{(window.Environments.IsEmpty ? "everywhere" : string.Join(", ", window.Environments))}{(window.Reason.Length > 0 ? $": {window.Reason}" : "")}",
        }));

    private static IEnumerable<AgendaItem> Deployments(AgendaFacts facts) => facts.Live.Select(deployment => new AgendaItem(
        deployment.Ended!.Utc, null, AgendaKind.Deployment, $"{deployment.Version} {(deployment.Kind == DeploymentKind.Rollback ? "came back to" : "went live in")} {deployment.Environment}", "done", deployment.Ended.Seq)
    {
        Id = $"{deployment.Environment}/{deployment.Id}/{deployment.Started.Seq}",
    });

    private static PastDeployment? Live(AgendaFacts facts, string version) =>
        facts.Live.FirstOrDefault(deployment => deployment.Version == version && deployment.Kind != DeploymentKind.Rollback);

    private static string State(bool isDone, DateTimeOffset due, DateTimeOffset now) => isDone ? "done" : due <= now ? "late" : "open";
}

/// <summary>What an agenda is made of.</summary>
public sealed record AgendaFacts
{
    /// <summary>What is planned.</summary>
    public required ReleaseCalendar Calendar { get; init; }

    /// <summary>Windows of the policy and those declared by command.</summary>
    public required ImmutableArray<FreezeWindow> Windows { get; init; }

    /// <summary>What is on record.</summary>
    public required ReleaseState State { get; init; }

    /// <summary>What reached the last environment of the lane, rehearsals left out, oldest first.</summary>
    public required ImmutableArray<PastDeployment> Live { get; init; }

    /// <summary>The instant to look from.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The facts a ledger and a policy hold.</summary>
    /// <param name="calendar">What is planned.</param>
    /// <param name="policy">Whose windows hold.</param>
    /// <param name="history">What happened.</param>
    /// <param name="environment">The environment in which a release is live.</param>
    /// <param name="now">The moment of asking.</param>
    public static AgendaFacts Of(ReleaseCalendar calendar, ReleasePolicy policy, ReleaseHistory history, string environment, DateTimeOffset now) => new()
    {
        Calendar = calendar,
        Windows = DeclaredFreeze.All(policy, history.State.Governance),
        State = history.State,
        Live = [.. history.Deployments.Where(deployment => deployment.Environment == environment && deployment is { IsSuccessful: true, IsRehearsal: false, Ended: not null })],
        Now = now,
    };
}
