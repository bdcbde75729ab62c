using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Releases.Calendar;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Reports.Json;

/// <summary>What governs releases, for machines: risks, freezes, the checklist, the policy, and papers that were written. Instants are ISO 8601 in UTC; members may be added under the same <c>schema</c>.</summary>
public static class RegistersJson
{
    /// <summary><c>Risks --json</c>: <c>{ schema, risks: [ { id, state, severity, title, owner, mitigation, likelihood, release, due, openedBy, endedBy, reason, entry } ] }</c>, in the order of the ledger.</summary>
    public static string Risks(IEnumerable<RiskRecord> risks) => Of(("risks", Array(risks.OrderBy(risk => risk.Seq), risk => new JsonObject
    {
        ["id"] = risk.Id,
        ["state"] = Word.Of(risk.State),
        ["severity"] = Word.Of(risk.Severity),
        ["title"] = risk.Title,
        ["owner"] = risk.Owner,
        ["mitigation"] = risk.Mitigation,
        ["likelihood"] = risk.Opened.Likelihood is { } likelihood ? Word.Of(likelihood) : null,
        ["release"] = risk.Opened.Release,
        ["due"] = risk.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["openedBy"] = risk.OpenedBy,
        ["endedBy"] = risk.IsOpen ? null : risk.EndedBy,
        ["reason"] = risk.IsOpen ? null : risk.Reason,
        ["entry"] = risk.Seq,
    })));

    /// <summary>
    /// <c>Freeze --json</c>: <c>{ schema, windows: [ { id, kind, environments, start, end, zone, repeats, reason, owner } ], environments: [ { environment, frozen, reason, nextOpeningUtc, timeZoneData } ] }</c>;
    /// <c>start</c> and <c>end</c> are local to the zone, no environments means all.
    /// </summary>
    public static string Freezes(IEnumerable<FreezeWindow> windows, IEnumerable<(string Environment, FreezeAnswer Answer)> answers) => Of(
        ("windows", Array(windows, window => new JsonObject
        {
            ["id"] = window.Id,
            ["kind"] = window.Kind.ToString().ToLowerInvariant(),
            ["environments"] = new JsonArray([.. window.Environments.Select(name => JsonValue.Create(name))]),
            ["start"] = FreezeDeclared.Moment.Format(window.Start),
            ["end"] = FreezeDeclared.Moment.Format(window.End),
            ["zone"] = window.Zone,
            ["repeats"] = window.Repeats.ToString().ToLowerInvariant(),
            ["reason"] = window.Reason,
            ["owner"] = window.Owner,
        })),
        ("environments", Array(answers, one => new JsonObject
        {
            ["environment"] = one.Environment,
            ["frozen"] = one.Answer.IsFrozen,
            ["reason"] = one.Answer.IsFrozen ? one.Answer.Reason : null,
            ["nextOpeningUtc"] = Utc(one.Answer.NextOpening),
            ["timeZoneData"] = one.Answer.TimeZoneData,
        })));

    /// <summary><c>Checklist --json</c>: <c>{ schema, packageId, environment, profile, items: [ { id, phase, text, gate, role, done, state } ] }</c>.</summary>
    public static string Checklist(string packageId, string environment, Assessment assessment) => Of(
        ("packageId", packageId), ("environment", environment), ("profile", assessment.Profile.ToString().ToLowerInvariant()),
        ("items", Array(assessment.Checklist, line => new JsonObject
        {
            ["id"] = line.Item.Id,
            ["phase"] = line.Item.Phase.ToString().ToLowerInvariant(),
            ["text"] = line.Item.Text,
            ["gate"] = line.Item.Gate,
            ["role"] = line.Item.Role,
            ["done"] = line.IsDone,
            ["state"] = line.State,
        })));

    /// <summary><c>Policy --json</c>: <c>{ schema, digest, preset, inForce: { version, digest } | null, settings: [ { path, value, place } ] }</c>; a value is text as the file has it.</summary>
    public static string Policy(ReleasePolicy policy, (int Version, string Digest)? inForce, IEnumerable<(string Path, string Value, string Place)> settings) => Of(
        ("digest", policy.Digest), ("preset", policy.Preset), ("inForce", inForce is { } adopted ? new JsonObject { ["version"] = adopted.Version, ["digest"] = adopted.Digest } : null),
        ("settings", Array(settings, setting => new JsonObject { ["path"] = setting.Path, ["value"] = setting.Value, ["place"] = setting.Place })));

    /// <summary><c>Board --json</c> and <c>Retro --json</c>: <c>{ schema, papers: [ { name, file, sha256 } ] }</c>; <c>file</c> is absolute.</summary>
    public static string Papers(params ImmutableArray<(string Name, string File, string Sha256)> papers) =>
        Of(("papers", Array(papers, paper => new JsonObject { ["name"] = paper.Name, ["file"] = paper.File, ["sha256"] = paper.Sha256 })));

    private static string Of(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var answer = new JsonObject { ["schema"] = 1 };
        foreach ((string name, JsonNode? value) in members)
            answer[name] = value;
        return ReleaseJson.Text(answer);
    }

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> one) => [.. items.Select(one)];

    private static string? Utc(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
