using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Packages;
using Slipway.Releases.Schedule;

namespace Slipway.Reports.Json;

/// <summary>A release plan for machines; members may be added under the same <c>schema</c>, none is renamed or removed.</summary>
public static class PlanJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// <c>ReleasePlan --json</c>: <c>{ schema, application, environment, packageId, version, live, scope, planned, migrations, risk, profile, gates, checklist, approvals, freeze, wayBack, policyDigest, planDigest, allowed, refusal, next }</c>.
    /// </summary>
    public static string Of(PlanView plan) => new JsonObject
    {
        ["schema"] = 1,
        ["application"] = plan.Request.Manifest.Application,
        ["environment"] = plan.Environment.Name,
        ["packageId"] = plan.IsSealed ? plan.Request.PackageId : null,
        ["version"] = plan.Request.Manifest.Version,
        ["live"] = plan.Request.State.In(plan.Environment.Name).Current?.PackageId,
        ["scope"] = plan.Scope is null ? null : new JsonObject
        {
            ["lines"] = plan.Scope.Lines,
            ["files"] = plan.Scope.Files.Length,
            ["commits"] = Array(plan.Scope.Commits, commit => new JsonObject { ["id"] = commit.Id, ["subject"] = commit.Subject, ["pullRequests"] = Texts(commit.PullRequests), ["issues"] = Texts(commit.Issues) }),
        },
        ["planned"] = plan.Request.Planned is not { } planned ? null : new JsonObject { ["version"] = planned.Version, ["dateUtc"] = plan.Request.Calendar.InstantOf(planned.Date).UtcDateTime.ToString("O", CultureInfo.InvariantCulture), ["title"] = planned.Title },
        ["migrations"] = Array([.. MigrationRules.Brought(plan.Request.Live, plan.Request.Manifest)], migration => new JsonObject { ["id"] = migration.Id, ["phase"] = migration.Phase.ToString().ToLowerInvariant(), ["change"] = migration.Change, ["dataLoss"] = migration.DataLoss }),
        ["risk"] = new JsonObject { ["score"] = plan.Assessment.Risk.Score, ["reasons"] = Array(plan.Assessment.Risk.Reasons, reason => new JsonObject { ["name"] = reason.Name, ["value"] = reason.Value, ["points"] = reason.Points }), ["floors"] = Texts(plan.Assessment.Risk.Floors) },
        ["profile"] = plan.Assessment.Profile.ToString().ToLowerInvariant(),
        ["gates"] = Array(plan.Assessment.Gates, gate => new JsonObject { ["gate"] = gate.Gate, ["verdict"] = gate.Verdict.ToString().ToLowerInvariant(), ["reason"] = gate.Reason, ["mend"] = gate.Mend, ["inputs"] = Texts(gate.Inputs.IsDefault ? [] : gate.Inputs), ["validUntilUtc"] = Utc(gate.ValidUntil) }),
        ["checklist"] = Array(plan.Assessment.Checklist, line => new JsonObject { ["id"] = line.Item.Id, ["phase"] = line.Item.Phase.ToString().ToLowerInvariant(), ["text"] = line.Item.Text, ["done"] = line.IsDone, ["state"] = line.State }),
        ["approvals"] = plan.Assessment.Approvals is not { } approvals ? null : new JsonObject
        {
            ["met"] = approvals.IsMet,
            ["rejection"] = approvals.Rejection is not { } rejection ? null : new JsonObject { ["entry"] = rejection.Seq, ["by"] = rejection.By, ["reason"] = ApprovalRejected.Read(rejection.Data).Reason },
            ["validUntilUtc"] = Utc(approvals.ValidUntil),
            ["roles"] = Array(approvals.Roles, role => new JsonObject { ["role"] = role.Role, ["needed"] = role.Needed, ["given"] = Texts(role.Given) }),
            ["void"] = Array(approvals.Void, refused => new JsonObject { ["entry"] = refused.Entry.Seq, ["reason"] = refused.Reason }),
        },
        ["freeze"] = new JsonObject { ["frozen"] = plan.Assessment.Freeze.IsFrozen, ["nextOpeningUtc"] = plan.Assessment.Freeze.NextOpening?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), ["timeZoneData"] = plan.Assessment.Freeze.TimeZoneData },
        ["wayBack"] = new JsonObject { ["kind"] = plan.Assessment.WayBack.Kind, ["reason"] = plan.Assessment.WayBack.Reason },
        ["policyDigest"] = plan.Policy.Digest,
        ["planDigest"] = plan.Assessment.PlanDigest,
        ["allowed"] = plan.Assessment.Refusal is null && plan.IsSealed,
        ["refusal"] = plan.Assessment.Refusal is not { } refusal ? null : new JsonObject { ["exitCode"] = (int)refusal.ExitCode, ["faults"] = Array(refusal.Faults, fault => new JsonObject { ["code"] = fault.Code, ["cause"] = fault.Cause, ["place"] = fault.Place, ["mend"] = fault.Mend }) },
        ["next"] = plan.Next,
    }.ToJsonString(Indented);

    private static string? Utc(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static JsonArray Array<T>(ImmutableArray<T> items, Func<T, JsonObject> one) => [.. items.Select(one)];

    private static JsonArray Texts(ImmutableArray<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
