using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Releases.Agenda;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Json;

/// <summary>Exceptions and open actions for machines.</summary>
public static class ExceptionsJson
{
    /// <summary>
    /// <c>Exceptions --json</c>: <c>{ schema, exceptions: [ { id, state, environment, packageId, covers, untilUtc, deviation, reason, impact, followUp, askedBy, grantedBy, usedBy, entries } ], actions: [ { id, title, owner, due, overdue } ] }</c>, in the order of the ledger.
    /// </summary>
    public static string Render(ImmutableArray<ExceptionRecord> exceptions, ImmutableArray<OpenTask> openActions, DateTimeOffset now) => ReleaseJson.Text(new JsonObject
    {
        ["schema"] = 1,
        ["exceptions"] = new JsonArray([.. exceptions.OrderBy(exception => exception.Requested.Seq).Select(exception => (JsonNode)new JsonObject
        {
            ["id"] = exception.Id,
            ["state"] = Word.Of(exception.StateAt(now)),
            ["environment"] = exception.Requested.Environment,
            ["packageId"] = exception.Requested.PackageId,
            ["covers"] = new JsonArray([.. exception.Covers.Select(name => JsonValue.Create(name))]),
            ["untilUtc"] = exception.Expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["deviation"] = exception.Wish.Deviation,
            ["reason"] = exception.Wish.Reason,
            ["impact"] = exception.Wish.Impact,
            ["followUp"] = exception.Wish.FollowUp,
            ["askedBy"] = exception.Requested.By,
            ["grantedBy"] = exception.Granted is { } granted ? Signed.PersonOf(granted.Data) : null,
            ["usedBy"] = new JsonArray([.. exception.Uses.Select(name => JsonValue.Create(name))]),
            ["entries"] = new JsonArray([.. new[] { exception.Requested, exception.Granted, exception.Closed }.OfType<Entry>().Select(entry => JsonValue.Create(entry.Seq))]),
        })]),
        ["actions"] = new JsonArray([.. openActions.Select(action => (JsonNode)new JsonObject
        {
            ["id"] = action.Id, ["title"] = action.Title, ["owner"] = action.Owner, ["due"] = action.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["overdue"] = action.IsOverdue,
        })]),
    });
}
