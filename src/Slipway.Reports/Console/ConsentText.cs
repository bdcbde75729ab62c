using System.Diagnostics;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Console;

/// <summary>What was said about a deployment, and what comes next.</summary>
public static class ConsentText
{
    /// <summary>What was done.</summary>
    public static IEnumerable<string> Answer(Ruling ruling)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return ruling.Drafts.Select(Answer);
    }

    /// <summary>That a plan was consented to.</summary>
    public static IEnumerable<string> Plan(Ruling ruling)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        return ruling.Drafts.Select(draft => $"{draft.Statement!.Person} approved the plan of {draft.Subject.Version} for {draft.Subject.Environment}; " // consent is somebody's
            + "the deployment itself is approved with ./build.sh Approve");
    }

    /// <summary>What comes after a consent.</summary>
    /// <param name="request">The deployment that was consented to.</param>
    /// <param name="answer">How far consent has come.</param>
    public static IEnumerable<string> Next(DeployRequest request, ApprovalAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        string environment = request.Environment.Name;
        string leaning = request.Exceptions.IsEmpty ? "" : $" --exception {string.Join(',', request.Exceptions)}";
        string emergency = request.IsEmergency ? $" --emergency{leaning}" : "";
        return
        [
            answer.IsMet
                ? $"Next: ./build.sh Promote --environment {environment}{emergency}"
                : $"Still missing: {answer.Missing}. Next: ./build.sh Approve --environment {environment}{emergency} by them",
        ];
    }

    private static string Answer(Draft draft)
    {
        (string? environment, string? package, string? version, string? deployment) = draft.Subject;
        Statement statement = draft.Statement!; // consent is somebody's
        string release = package![..12]; // and about a package
        return draft.Fact switch
        {
            ApprovalGranted => $"{statement.Person} approved {version} ({release}) for {environment} as {statement.Role}, until {UtcText.Of(statement.NotAfter!.Value)}", // it has an end
            ApprovalRejected rejected => $"{statement.Person} rejected {release} for {environment}: {rejected.Reason}",
            ApprovalReopened => $"{statement.Person} reopened {release} for {environment}",
            EmergencyCountersigned => $"{statement.Person} countersigned emergency {deployment} in {environment}",
            _ => throw new UnreachableException(),
        };
    }
}
