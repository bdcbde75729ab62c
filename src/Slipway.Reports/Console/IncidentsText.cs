using System.Diagnostics;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Console;

/// <summary>What was told about an incident.</summary>
public static class IncidentsText
{
    /// <summary>What was done, and what comes next.</summary>
    public static IEnumerable<string> Answer(Ruling ruling)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return ruling.Drafts.Select(draft => draft.Fact switch
        {
            IncidentOpened opened => Opened(opened, draft.Subject),
            IncidentLinked linked => $"{linked.Id} was caused by {draft.Subject.DeploymentId} in {draft.Subject.Environment}",
            IncidentResolved resolved => $"{resolved.Id} is over: {resolved.Reason}. Next: ./build.sh Retro",
            _ => throw new UnreachableException(),
        });
    }

    private static string Opened(IncidentOpened opened, Subject where)
    {
        string what = $"{opened.Title} ({Word.Of(opened.Severity)})";
        return where.DeploymentId is { } cause
            ? $"{opened.Id} is open in {where.Environment}, caused by {cause}: {what}. "
                + $"Next: ./build.sh Rollback --environment {where.Environment} --reason {opened.Id}, or a release with --remediates {opened.Id}"
            : $"{opened.Id} is open in {where.Environment}, without a cause: {what}. "
                + $"Next: ./build.sh Incidents --link {opened.Id} --package … names what brought it; what came from outside is not held against a release";
    }
}
