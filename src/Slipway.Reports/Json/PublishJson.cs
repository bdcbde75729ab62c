using System.Text.Json.Nodes;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Faults;

namespace Slipway.Reports.Json;

/// <summary>Publications for machines. Instants are ISO 8601 in UTC; members may be added under the same <c>schema</c>.</summary>
public static class PublishJson
{
    /// <summary>
    /// <c>Publish</c> and <c>Publish --plan</c> with <c>--json</c>:
    /// <c>{ schema, application, version, packageId, allowed, done, files: [ { name, size, sha256 } ], destinations: [ { name, place, url, has, equal, lacking, faults } ], faults }</c>;
    /// <c>has</c> is <c>absent</c>, <c>draft</c>, <c>public</c>, or null where it cannot be seen.
    /// </summary>
    public static string Of(PublishView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return ReleaseJson.Text(new JsonObject
        {
            ["schema"] = 1,
            ["application"] = view.Publication.Application,
            ["version"] = view.Publication.Version,
            ["packageId"] = view.Publication.PackageId,
            ["allowed"] = view.IsAllowed,
            ["done"] = view.IsDone,
            ["files"] = new JsonArray([.. view.Publication.Files.Select(file => new JsonObject { ["name"] = file.Name, ["size"] = file.Size, ["sha256"] = file.Digest.Hex })]),
            ["destinations"] = new JsonArray([.. view.Seen.Select(Of)]),
            ["faults"] = Faults(view.Refusals),
        });
    }

    /// <summary>How a package stands at a destination: <c>{ destination, version, packageId, outcome, utc, address, files, reason }</c>; <c>outcome</c> is <c>started</c>, <c>completed</c> or <c>failed</c>.</summary>
    internal static JsonObject Of(PublicationState publication) => new()
    {
        ["destination"] = publication.Destination,
        ["version"] = publication.Version,
        ["packageId"] = publication.PackageId,
        ["outcome"] = Word.Of(publication.Outcome),
        ["utc"] = publication.Utc.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["address"] = publication.Address.Length > 0 ? publication.Address : null,
        ["files"] = publication.Files,
        ["reason"] = publication.Reason,
    };

    private static JsonObject Of(SeenDestination seen) => new()
    {
        ["name"] = seen.Destination.Name,
        ["place"] = seen.Destination.Place,
        ["url"] = seen.Plan?.Shelf.Url,
        ["has"] = seen.Plan is { } plan ? Word.Of(plan.Shelf.Stage) : null,
        ["equal"] = new JsonArray([.. (seen.Plan?.Shelf.Holdings ?? []).Where(held => held.IsEqual).Select(held => JsonValue.Create(held.Name))]),
        ["lacking"] = new JsonArray([.. (seen.Plan?.Lacking ?? []).Select(file => JsonValue.Create(file.Name))]),
        ["faults"] = Faults(seen.Faults),
    };

    private static JsonArray Faults(IEnumerable<Fault> faults) => new([.. faults.Select(fault => new JsonObject
    {
        ["code"] = fault.Code, ["cause"] = fault.Cause, ["place"] = fault.Place, ["mend"] = fault.Mend,
    })]);
}
