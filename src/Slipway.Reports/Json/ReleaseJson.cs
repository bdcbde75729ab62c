using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Status;
using Slipway.Releases.Versions;
using Slipway.Vocabulary.Faults;

namespace Slipway.Reports.Json;

/// <summary>
/// The release verbs' answers for machines. Each object says the number of its shape in <c>schema</c>;
/// members may be added under the same number, none is renamed or removed without a new one.
/// </summary>
public static class ReleaseJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// <c>Status --json</c>: <c>{ schema, application, environments: [ { name, url, health, unreachable, pinned, pin, release, previous, failed, obstacle, rollout, holder, services: [ { name, pid, health, log } ], drift } ], destinations: [ { name, published } ], actions: [ { id, title, owner, due, overdue } ], ledger: { entries, head, asOf } }</c>.
    /// <c>release</c> is what is observed to be live; <c>previous</c> is where a rollback would go; <c>failed</c> is <c>{ version, packageId, reason, utc }</c> of a deployment that failed since the last that succeeded; <c>actions</c> are the open ones, the one due first before the others; <c>published</c> is what was published there last, or tried to; <c>asOf</c> is there only when those who keep the ledger did not answer.
    /// </summary>
    public static string Status(string application, StatusView view, LedgerView ledger) => Text(new JsonObject
    {
        ["schema"] = 1,
        ["application"] = application,
        ["environments"] = Array(view.Environments, Environment),
        ["destinations"] = Array(view.Destinations, name => new JsonObject { ["name"] = name, ["published"] = view.State.NewestAt(name) is { } newest ? PublishJson.Of(newest) : null }),
        ["actions"] = Array(view.OpenActions, action => new JsonObject
        {
            ["id"] = action.Id,
            ["title"] = action.Title,
            ["owner"] = action.Owner,
            ["due"] = action.Due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["overdue"] = action.IsOverdue,
        }),
        ["ledger"] = Ledger(ledger),
    });

    /// <summary><c>History --json</c>: <c>{ schema, deployments: [ { environment, verb, version, packageId, deploymentId, outcome, startedUtc, endedUtc, actor, reason, entries } ] }</c>, oldest first.</summary>
    public static string History(ImmutableArray<HistoryLine> lines) => Text(new JsonObject
    {
        ["schema"] = 1,
        ["deployments"] = Array(lines, line => new JsonObject
        {
            ["environment"] = line.Started.Environment,
            ["verb"] = line.Verb,
            ["version"] = line.Started.Version,
            ["packageId"] = line.Started.PackageId,
            ["deploymentId"] = line.Started.DeploymentId,
            ["outcome"] = line.Outcome,
            ["startedUtc"] = line.Started.Utc.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["endedUtc"] = line.Ended?.Utc.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["actor"] = line.Started.Actor.Id,
            ["reason"] = line.Ended?.Data.GetValueOrDefault("reason") ?? line.Started.Data.GetValueOrDefault("reason"),
            ["entries"] = new JsonArray(line.Started.Seq, line.Ended?.Seq),
        }),
    });

    /// <summary><c>Dashboard --json</c>: <c>{ schema, path, bytes, entries, head, verified, faults }</c>; <c>entries</c> counts the sound ones.</summary>
    public static string Dashboard(string path, int bytes, int entries, string head, Fault? damage) => Text(new JsonObject
    {
        ["schema"] = 1,
        ["path"] = path,
        ["bytes"] = bytes,
        ["entries"] = entries,
        ["head"] = head,
        ["verified"] = damage is null,
        ["faults"] = Array(damage is null ? [] : ImmutableArray.Create(damage), FaultOf),
    });

    /// <summary><c>Show --json</c>: <c>{ schema, packageId, version, sound, source, artifacts, tests, coverage, environments, publications }</c>.</summary>
    public static string Package(string id, Manifest manifest, ReleaseState state, ImmutableArray<Fault> altered) => Text(new JsonObject
    {
        ["schema"] = 1,
        ["packageId"] = id,
        ["application"] = manifest.Application,
        ["version"] = manifest.Version,
        ["sound"] = altered.IsEmpty,
        ["source"] = new JsonObject { ["commit"] = manifest.Source.Commit, ["tree"] = manifest.Source.Tree, ["dirty"] = manifest.Source.IsDirty },
        ["artifacts"] = Array(manifest.Artifacts, artifact => new JsonObject { ["path"] = artifact.Path, ["size"] = artifact.Size, ["sha256"] = artifact.Sha256 }),
        ["tests"] = Data(state.EvidenceOf("tests", manifest.Source.Tree)),
        ["coverage"] = Data(state.EvidenceOf("coverage", manifest.Source.Tree)),
        ["environments"] = Array([.. state.Environments.Values], environment => new JsonObject
        {
            ["name"] = environment.Name,
            ["live"] = environment.Current?.PackageId == id,
            ["barred"] = environment.Barred.GetValueOrDefault(id),
        }),
        ["publications"] = Array([.. state.Publications.Values.Where(publication => publication.PackageId == id)], PublishJson.Of),
    });

    /// <summary><c>Audit --json</c>: <c>{ schema, verified, faults, warnings, head, entries: [ { seq, utc, type, actor, environment, packageId, version, deploymentId, data, hash } ] }</c>.</summary>
    public static string Audit(ImmutableArray<Entry> entries, bool? verified, ImmutableArray<Fault> faults, params string[] warnings) => Text(new JsonObject
    {
        ["schema"] = 1,
        ["verified"] = verified,
        ["faults"] = Array(faults, FaultOf),
        ["warnings"] = Array([.. warnings], warning => JsonValue.Create(warning)),
        ["head"] = entries.IsEmpty ? null : entries[^1].Hash,
        ["entries"] = Array(entries, entry => new JsonObject
        {
            ["seq"] = entry.Seq,
            ["utc"] = entry.Utc.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["type"] = entry.Type,
            ["actor"] = entry.Actor.Id,
            ["environment"] = entry.Environment,
            ["packageId"] = entry.PackageId,
            ["version"] = entry.Version,
            ["deploymentId"] = entry.DeploymentId,
            ["data"] = Data(entry),
            ["hash"] = entry.Hash,
        }),
    });

    /// <summary><c>Version --json</c>: <c>{ schema, version, base, why, commits: [ { id, bump, subject } ], reverts: [ { id, by, subject } ] }</c>.</summary>
    public static string Version(VersionDecision decision) => Text(new JsonObject
    {
        ["schema"] = 1,
        ["version"] = decision.Version,
        ["base"] = decision.BaseTag,
        ["why"] = decision.Why,
        ["commits"] = Array(decision.Reasons, reason => new JsonObject { ["id"] = reason.Commit, ["bump"] = reason.Bump.ToString().ToLowerInvariant(), ["subject"] = reason.Subject }),
        ["reverts"] = Array(decision.Reverts, revert => new JsonObject { ["id"] = revert.Reverted, ["by"] = revert.Commit, ["subject"] = revert.Subject }),
    });

    private static JsonObject Ledger(LedgerView ledger)
    {
        var answer = new JsonObject { ["entries"] = ledger.End.Count, ["head"] = ledger.End.Count == 0 ? null : ledger.End.Head };
        if (ledger.Stale is { } stale)
            answer["asOf"] = stale.AsOf.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return answer;
    }

    private static JsonObject Environment(EnvironmentStatus status) => new()
    {
        ["name"] = status.Environment.Name,
        ["url"] = status.Environment.Url.ToString(),
        ["health"] = status.Health,
        ["unreachable"] = status.Unreachable?.Cause,
        ["pinned"] = status.Recorded.Pin is not null,
        ["pin"] = status.Recorded.Pin,
        ["release"] = status.Seen.LivePackage is { } live ? Release(status.SeenVersion, live) : null,
        ["previous"] = status.WayBack is { } back ? Release(back.Version, back.PackageId) : null,
        ["failed"] = status.Recorded.Failed is not { } failed ? null : new JsonObject
        {
            ["version"] = failed.Version,
            ["packageId"] = failed.PackageId,
            ["reason"] = failed.Data.GetValueOrDefault("reason"),
            ["utc"] = failed.Utc.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        },
        ["obstacle"] = status.Obstacle,
        ["rollout"] = status.Recorded.Rollout is { } rollout ? RolloutJson.Of(rollout) : null,
        ["holder"] = status.Holder,
        ["services"] = Array([.. status.Live], instance => new JsonObject
        {
            ["name"] = instance.Service,
            ["pid"] = instance.Pid,
            ["health"] = instance.Health.ToString().ToLowerInvariant(),
            ["log"] = instance.LogFile,
        }),
        ["drift"] = status.Drift,
    };

    private static JsonObject Release(string? version, string packageId) => new() { ["version"] = version, ["packageId"] = packageId };

    private static JsonObject? Data(Entry? entry)
    {
        if (entry is null)
            return null;
        var data = new JsonObject();
        foreach ((string name, string value) in entry.Data)
            data[name] = value;
        return data;
    }

    private static JsonObject FaultOf(Fault fault) => new() { ["code"] = fault.Code, ["cause"] = fault.Cause, ["place"] = fault.Place, ["mend"] = fault.Mend };

    private static JsonArray Array<T>(ImmutableArray<T> items, Func<T, JsonNode> node) => new([.. items.Select(node)]);

    internal static string Text(JsonObject answer) => answer.ToJsonString(Indented);
}
