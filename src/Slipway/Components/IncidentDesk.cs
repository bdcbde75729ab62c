using System.Globalization;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>What <c>Incidents</c> does: what went wrong where users are, what caused it, and when it was over.</summary>
internal static class IncidentDesk
{
    public static Task RunAsync(ILearn build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, ILearn build, CancellationToken cancellation)
    {
        if (build.OpenedRisk is { } title)
            await OpenAsync(desk, build, title, cancellation).ConfigureAwait(false);
        else if (build.Linked is { } linked)
            await LinkAsync(desk, build, Known(desk, linked), cancellation).ConfigureAwait(false);
        else if (build.Resolved is { } resolved)
            await ResolveAsync(desk, Known(desk, resolved), cancellation).ConfigureAwait(false);
        else
            Show(desk);
    }

    private static void Show(Desk desk)
    {
        RunScope.Current.Answer(LearningJson.Incidents([.. desk.State.Governance.Incidents.Values]));
        foreach (string line in LearningText.Incidents([.. desk.State.Governance.Incidents.Values], desk.Now))
            Desk.Say(line);
    }

    private static async Task OpenAsync(Desk desk, ILearn build, string title, CancellationToken cancellation)
    {
        string severity = Desk.Needed(build.SeverityName, "Incidents --open", "--severity", "high").ToLowerInvariant();
        if (Word.Read<Severity>(severity) is not { } known)
            throw Desk.Usage("SLP4607", $"an incident cannot be '{severity}'", Nearest.Mend(severity, Word.All<Severity>(), "severities"));
        DeploymentEnvironment environment = desk.Environment;
        DateTimeOffset since = SinceOf(build.SinceFilter, desk.Now);
        Subject subject = await CauseChoice.OfAsync(desk, build, environment, cancellation).ConfigureAwait(false);
        string id = RegisterId.Next("INC", desk.State.Governance.Incidents.Keys);
        await desk.RecordAsync(new IncidentOpened(id, title, known, since, build.ReasonText ?? ""), subject, cancellation).ConfigureAwait(false);
        Desk.SayLast(subject.DeploymentId is { } cause
            ? $"{id} is open in {environment.Name}, caused by {cause}: {title} ({severity}). Next: ./build.sh Rollback --environment {environment.Name} --reason {id}, or a release with --remediates {id}"
            : $"{id} is open in {environment.Name}, without a cause: {title} ({severity}). Next: ./build.sh Incidents --link {id} --package … names what brought it; what came from outside is not held against a release");
    }

    private static async Task LinkAsync(Desk desk, ILearn build, IncidentRecord incident, CancellationToken cancellation)
    {
        DeploymentEnvironment environment = build.Chosen(incident.Environment);
        Subject subject = await CauseChoice.OfAsync(desk, build, environment, cancellation).ConfigureAwait(false);
        if (subject.DeploymentId is null)
            throw Desk.Usage("SLP4608", $"what caused {incident.Id} is not said", $"./build.sh Incidents --link {incident.Id} --package ID, or --deployment NAME");
        await desk.RecordAsync(new IncidentLinked(incident.Id, build.ReasonText ?? ""), subject, cancellation).ConfigureAwait(false);
        Desk.SayLast($"{incident.Id} was caused by {subject.DeploymentId} in {environment.Name}");
    }

    private static async Task ResolveAsync(Desk desk, IncidentRecord incident, CancellationToken cancellation)
    {
        string reason = Desk.Needed(desk.Build.ReasonText, "Incidents --resolve", "--reason", "what ended it");
        if (!incident.IsOpen)
            throw new FaultException(ExitCode.GateFailed, new Fault("SLP4609", $"{incident.Id} is over since {incident.Resolved!.Utc.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC", "ledger", "./build.sh Incidents --open \"…\" opens another"));
        await desk.RecordAsync(new IncidentResolved(incident.Id, reason), new Subject(incident.Environment), cancellation).ConfigureAwait(false);
        Desk.SayLast($"{incident.Id} is over: {reason}. Next: ./build.sh Retro");
    }

    private static DateTimeOffset SinceOf(string? text, DateTimeOffset now)
    {
        if (text is null)
            return now;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset since) && since <= now
            ? since
            : throw Desk.Usage("SLP4610", $"an incident cannot have begun at '{text}'", "give a past instant: --since 2026-03-14T09:30Z; without a zone it is UTC");
    }

    private static IncidentRecord Known(Desk desk, string id) => desk.State.Governance.Incidents.GetValueOrDefault(id)
        ?? throw Desk.Usage("SLP4611", $"there is no incident {id}", Nearest.Mend(id, [.. desk.State.Governance.Incidents.Keys], "incidents"));
}
