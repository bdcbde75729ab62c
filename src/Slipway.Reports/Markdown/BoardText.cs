using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Markdown;

/// <summary>Papers of a release board as Markdown.</summary>
public static class BoardText
{
    private static readonly ImmutableArray<string> Decisions =
    [
        EntryType.PlanApproved, EntryType.ApprovalGranted, EntryType.ApprovalRejected, EntryType.ApprovalVoided, EntryType.ApprovalRefused, EntryType.ExceptionRequested, EntryType.ExceptionGranted, EntryType.ExceptionClosed,
        EntryType.FreezeDeclared, EntryType.FreezeLifted, EntryType.FreezeOverridden, EntryType.RiskOpened, EntryType.RiskAccepted, EntryType.RiskClosed, EntryType.PolicySigned,
        EntryType.DeployCompleted, EntryType.DeployRefused, EntryType.RollbackCompleted, EntryType.EmergencyCountersigned,
    ];

    /// <summary>What is to be decided now: gates that are not open, consent that is missing, risks, exceptions; of what is live, what was decided.</summary>
    /// <param name="request">The wish it is about.</param>
    /// <param name="assessment">How it is weighed.</param>
    /// <param name="entries">The ledger.</param>
    /// <param name="now">The instant.</param>
    public static string Agenda(DeployRequest request, Assessment assessment, ImmutableArray<Entry> entries, DateTimeOffset now)
    {
        var text = new StringBuilder();
        Line(text, $"# Agenda: {request.Manifest.Application} {request.Manifest.Version} → {request.Environment.Name}");
        Line(text, $"\nAs of {Utc(now)}, package `{request.PackageId}`, ledger head `{request.State.Head}` ({request.State.Count} entries).\n");
        Line(text, $"Risk {assessment.Risk.Score} of 100, {assessment.Profile.ToString().ToLowerInvariant()}. Way back: {assessment.WayBack.Kind} ({assessment.WayBack.Reason}).\n");
        Section(text, "Gates that are not open", assessment.Gates.Where(gate => gate.Verdict is GateVerdict.Fail or GateVerdict.Inconclusive or GateVerdict.Waived).Select(gate => $"{gate.Gate}: {gate.Verdict.ToString().ToLowerInvariant()}, {gate.Reason}"));
        Section(text, "Consent", request.State.In(request.Environment.Name).Current is { } current && request.IsFor(current)
            ? Used(current, request.Environment.Name, entries)
            : Asked(assessment));
        Section(text, "Open risks", request.State.Governance.OpenRisks.Select(risk => $"{risk.Id} ({Word.Of(risk.Severity)}) {risk.Title}, {risk.Owner}"));
        Section(text, "Accepted risks", request.State.Governance.Risks.Values.Where(risk => risk.State == RiskState.Accepted)
            .Select(risk => $"{risk.Id} ({Word.Of(risk.Severity)}) {risk.Title}, {risk.Owner}; accepted by {risk.EndedBy}: {risk.Reason}"));
        Section(text, "Exceptions", request.State.Governance.Exceptions.Values.Where(exception => exception.Closed is null)
            .Select(exception => $"{exception.Id} ({Word.Of(exception.StateAt(now))}) {exception.Wish.Deviation}; follow-up: {exception.Wish.FollowUp}"));
        Section(text, "Checklist", assessment.Checklist.Select(line => $"[{(line.IsDone ? "x" : " ")}] {line.Item.Text} ({line.State})"));
        return text.ToString();
    }

    private static IEnumerable<string> Asked(Assessment assessment) => assessment.Approvals is { } approvals
        ? approvals.Roles.Select(role => $"{role.Role}: {role.Given.Length} of {role.Needed}{Given(role)}")
        : ["none asked for"];

    private static string Given(RoleConsent role) => role.Given.IsEmpty ? "" : $" ({string.Join(", ", role.Given)})";

    // A deployment uses consents up: asked again afterwards, none would be left.
    private static IEnumerable<string> Used(DeploymentRecord current, string environment, ImmutableArray<Entry> entries)
    {
        Entry? started = entries.LastOrDefault(entry =>
            entry.Type == EntryType.DeployStarted && entry.Environment == environment && entry.DeploymentId == current.DeploymentId);
        string[] used = (started?.Data.GetValueOrDefault("approvals") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            $"live since {Utc(current.Utc)} as {current.DeploymentId}; consents it was deployed with: {used.Length.ToString(CultureInfo.InvariantCulture)}",
            .. entries.Where(entry => used.Contains(entry.Hash)).Select(Consented),
        ];
    }

    private static string Consented(Entry consent) =>
        $"{consent.By}{(Role(consent) is { Length: > 0 } role ? $" as {role}" : "")}, {Utc(consent.Utc)} #{consent.Seq}";

    private static string? Role(Entry consent) =>
        ApprovalGranted.Read(consent.Data).Role is { Length: > 0 } role ? role : Statement.Of(consent)?.Role;

    /// <summary>What was decided since the board's last paper, each with its place in the ledger.</summary>
    public static string Minutes(ImmutableArray<Entry> entries, DateTimeOffset now)
    {
        int since = entries.LastOrDefault(entry => entry.Type == EntryType.BoardPapered)?.Seq ?? 0;
        var text = new StringBuilder();
        Line(text, $"# Minutes, {Utc(now)}\n");
        Line(text, since == 0 ? "Everything on record.\n" : $"Since entry {since}.\n");
        Section(text, "Decided", entries.Where(entry => entry.Seq > since && Decisions.Contains(entry.Type)).Select(Sentence));
        return text.ToString();
    }

    private static string Sentence(Entry entry) =>
        $"{Utc(entry.Utc)} #{entry.Seq} {entry.Type} {string.Join(" ", new[] { Said.IdOf(entry.Data), entry.Environment, entry.Version, Said.TitleOf(entry.Data) }.Where(part => !string.IsNullOrEmpty(part)).Append("by"))} {entry.By}{(Said.ReasonOf(entry.Data) is { Length: > 0 } reason ? $": {reason}" : "")}";

    private static void Section(StringBuilder text, string title, IEnumerable<string> items)
    {
        Line(text, $"## {title}\n");
        string[] all = [.. items];
        foreach (string item in all)
            Line(text, $"- {item.ReplaceLineEndings(" ")}");
        Line(text, all.Length == 0 ? "Nothing.\n" : "");
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
