using System.Globalization;
using NodaTime;
using Slipway.Releases.Approvals;
using Slipway.Releases.Calendar;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Packages;
using Slipway.Releases.Risks;
using Slipway.Releases.Schedule;
using Slipway.Releases.Versions;

namespace Slipway.Reports.Console;

/// <summary>A release plan as a card: what would happen, what speaks against it, and what to type next.</summary>
public static class ReleasePlanText
{
    private const int NamedCommits = 15;
    private const int NamedReasons = 5;
    private const int NamedAuthors = 4;

    /// <summary>The page of one plan, with the next command last.</summary>
    public static IEnumerable<string> Render(PlanView plan, Palette palette)
    {
        DeployRequest request = plan.Request;
        Assessment assessment = plan.Assessment;
        yield return palette.Strong($"{request.Manifest.Application} {request.Manifest.Version} → {plan.Environment.Name}");
        yield return $"  package    {(plan.IsSealed ? request.PackageId : "not sealed yet")}";
        yield return $"  version    {plan.VersionWhy}";
        yield return $"  live       {Live(request)}";
        foreach (string line in Planned(request).Concat(Scope(plan.Scope)).Concat(Changes(request)))
            yield return line;
        foreach (string line in Risk(assessment, palette))
            yield return line;
        yield return $"  profile    {assessment.Profile.ToString().ToLowerInvariant()}{(request.IsGoverned ? "" : $"; {plan.Environment.Name} asks for no consent")}";
        foreach (GateResult gate in assessment.Gates)
            yield return $"  {Mark(gate.Verdict, palette)} {gate.Gate,-15} {gate.Reason}{Until(gate.ValidUntil)}";
        foreach (ChecklistLine line in assessment.Checklist)
            yield return $"  {(line.IsDone ? palette.Good("done") : palette.Careful("open"))} {line.Item.Phase.ToString().ToLowerInvariant(),-10} {line.Item.Id}: {line.Item.Text} ({line.State})";
        foreach (string line in Consent(plan, palette))
            yield return line;
        yield return $"  calendar   {Calendar(assessment.Freeze)}";
        yield return $"  steps      {Steps(request)}";
        yield return $"  way back   {assessment.WayBack.Kind}: {assessment.WayBack.Reason}";
        yield return $"  policy     {request.Policy.Preset}, {Short(request.Policy.Digest)}; plan {Short(assessment.PlanDigest)}";
        foreach (string used in assessment.Overrides)
            yield return palette.Careful($"  exception  {used}");
        yield return $"  Next: {plan.Next}";
    }

    private static string Live(DeployRequest request) => request.State.In(request.Environment.Name).Current is { } current
        ? $"{current.Version} ({Short(current.PackageId)}) since {current.Utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC{(current.PackageId == request.PackageId ? ": this very package" : "")}"
        : "nothing yet";

    private static IEnumerable<string> Planned(DeployRequest request)
    {
        if (request.Planned is { } plan)
            yield return $"  planned    {(plan.Version == request.Manifest.Version ? "" : $"as {plan.Version}: ")}{request.Calendar.Text(plan.Date)}{(plan.Title.Length > 0 ? $", {plan.Title}" : "")}{(plan.CutOff is { } cutOff ? $"; scope closes {request.Calendar.Text(cutOff)}" : "")}";
    }

    // What stored data, switches and settings will see; nothing is said where nothing changes.
    private static IEnumerable<string> Changes(DeployRequest request)
    {
        foreach (Migration migration in MigrationRules.Brought(request.Live, request.Manifest))
            yield return $"  migration  {migration.Id}: {migration.Phase.ToString().ToLowerInvariant()} {migration.Change}{(migration.DataLoss == "none" ? "" : $", back only with loss of {migration.DataLoss}")}";
        if (Difference("flags", request.Live?.Flags.Select(flag => flag.Name), request.Manifest.Flags.Select(flag => flag.Name)) is { } flags)
            yield return flags;
        if (Difference("settings", request.Live?.Services.SelectMany(Settings), request.Manifest.Services.SelectMany(Settings)) is { } settings)
            yield return settings;
    }

    private static IEnumerable<string> Settings(PackagedService service) => service.Configuration.Select(key => $"{key.Name}{(key.Secret ? " (secret)" : "")}{(key.Required ? "" : " (optional)")}");

    private static string? Difference(string title, IEnumerable<string>? before, IEnumerable<string> after)
    {
        string[] changes = [.. after.Except(before ?? []).Order(StringComparer.Ordinal).Select(name => $"+{name}"), .. (before ?? []).Except(after).Order(StringComparer.Ordinal).Select(name => $"-{name}")];
        return changes.Length == 0 ? null : $"  {title,-10} {string.Join("  ", changes)}";
    }

    private static string Steps(DeployRequest request) => request.Environment.IsFeed ? $"publish to {request.Environment.Url} what is not there yet; what is there with other content is refused" :
        $"unpack, start, ready, smoke, switch {request.Environment.Url.Authority}, drain, smoke{(request.State.In(request.Environment.Name).Current is { } current && current.PackageId != request.PackageId ? $"; {current.Version} stays warm" : "")}";

    private static IEnumerable<string> Scope(SourceChange? scope)
    {
        if (scope is null)
        {
            yield return "  scope      not known here: the commits of what is live, or git, are missing";
            yield break;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"  scope      {Counted(scope.Commits.Length, "commit")}, {Counted(scope.Files.Length, "file")}, {Counted(scope.Lines, "line")}, by {Counted(scope.Authors.Length, "author")}{(scope.Authors.Length is > 0 and <= NamedAuthors ? $": {string.Join(", ", scope.Authors)}" : "")}");
        foreach (ScopeItem commit in scope.Commits.Take(NamedCommits))
            yield return $"             {commit.Id[..8]} {commit.Subject}{(commit.Issues.IsEmpty ? "" : $" (closes {string.Join(", ", commit.Issues.Select(issue => "#" + issue))})")}";
        if (scope.Commits.Length > NamedCommits)
            yield return $"             … and {scope.Commits.Length - NamedCommits} more";
    }

    private static IEnumerable<string> Risk(Assessment assessment, Palette palette)
    {
        RiskScore risk = assessment.Risk;
        string bar = $"{new string('█', risk.Score / 5)}{new string('░', 20 - (risk.Score / 5))}";
        yield return string.Create(CultureInfo.InvariantCulture, $"  risk       {(risk.Score > 60 ? palette.Bad(bar) : risk.Score > 25 ? palette.Careful(bar) : palette.Good(bar))} {risk.Score} of 100");
        foreach (RiskReason reason in risk.Reasons.Take(NamedReasons))
            yield return string.Create(CultureInfo.InvariantCulture, $"             {reason.Points,5:0.0}  {reason.Name}: {reason.Value}");
        if (risk.Reasons.Length > NamedReasons)
            yield return string.Create(CultureInfo.InvariantCulture, $"             {risk.Reasons.Skip(NamedReasons).Sum(reason => reason.Points),5:0.0}  {Counted(risk.Reasons.Length - NamedReasons, "more reason")}");
        foreach (string floor in risk.Floors)
            yield return $"             floor  {floor}";
    }

    private static IEnumerable<string> Consent(PlanView plan, Palette palette)
    {
        if (plan.Assessment.Approvals is not { } approvals)
            yield break;
        if (plan.PlanApprovals.Length > 0)
            yield return $"  plan       approved by {string.Join(", ", plan.PlanApprovals)}";
        if (approvals.Rejection is { } rejection)
            yield return palette.Bad($"  rejected   by {rejection.By}: {ApprovalRejected.Read(rejection.Data).Reason}");
        if (approvals.Roles.IsEmpty)
            yield return "  consent    none asked for by this profile";
        foreach (RoleConsent role in approvals.Roles)
            yield return $"  {(role.IsMet ? palette.Good("consent") : palette.Careful("consent"))}    {role.Given.Length} of {role.Needed} {role.Role}{(role.Given.IsEmpty ? "" : $": {string.Join(", ", role.Given)}")}";
        if (approvals.ValidUntil is { } until)
            yield return $"             the first of them holds until {Utc(until)}";
        foreach (RefusedSignature refused in approvals.VoidOnce)
            yield return palette.Bad($"  void       {refused.Entry.By}: {refused.Reason}");
    }

    private static string Calendar(FreezeAnswer freeze)
    {
        if (!freeze.IsFrozen)
            return "open now";
        if (freeze.NextOpening is not { } opening)
            return $"frozen: {freeze.Reason}; no opening in sight";
        string local = freeze.Denied.IsEmpty ? "" : $", {freeze.Denied[^1].LocalEnd}";
        return $"frozen: {freeze.Reason}; next opening {Instant.FromDateTimeOffset(opening).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC{local}";
    }

    private static string Mark(GateVerdict verdict, Palette palette) => verdict switch
    {
        GateVerdict.Pass => palette.Good("pass        "),
        GateVerdict.Waived => palette.Careful("waived      "),
        GateVerdict.Inconclusive => palette.Careful("inconclusive"),
        _ => palette.Bad("fail        "),
    };

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : string.Create(CultureInfo.InvariantCulture, $"{count} {noun}s");

    private static string Until(DateTimeOffset? until) => until is { } end ? $"; valid until {Utc(end)}" : "";

    private static string Utc(DateTimeOffset instant) => $"{instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC";

    private static string Short(string digest) => digest.Length > 12 ? digest[..12] : digest;
}
