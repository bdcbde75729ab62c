using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Releases.Notes;

namespace Slipway.Reports.Json;

/// <summary>Release notes for machines.</summary>
public static class NotesJson
{
    /// <summary>
    /// <c>{ schema, application, version, since, entries: [ { section, scope, text, migration, pullRequests, issues, commits, overridden } ], settings: { all, new, old }, flags, migrations, knownIssues, wayBack }</c>; in notes that are sealed <c>knownIssues</c> is null and <c>all</c> names every setting, otherwise <c>all</c> is empty.
    /// </summary>
    public static string Render(ReleaseNotes notes) => ReleaseJson.Text(new JsonObject
    {
        ["schema"] = 1,
        ["application"] = notes.Application,
        ["version"] = notes.Version,
        ["since"] = notes.Since,
        ["entries"] = new JsonArray([.. notes.Entries.Select(entry => (JsonNode)new JsonObject
        {
            ["section"] = entry.Section.ToString().ToLowerInvariant(),
            ["scope"] = entry.Scope,
            ["text"] = entry.Text,
            ["migration"] = entry.Migration,
            ["pullRequests"] = Texts(entry.PullRequests),
            ["issues"] = Texts(entry.Issues),
            ["commits"] = Texts(entry.Commits),
            ["overridden"] = entry.IsOverridden,
        })]),
        ["settings"] = new JsonObject { ["all"] = Texts(notes.AllSettings), ["new"] = Texts(notes.NewSettings), ["old"] = Texts(notes.OldSettings) },
        ["flags"] = new JsonArray([.. notes.Flags.Select(flag => (JsonNode)new JsonObject
        {
            ["name"] = flag.Name, ["owner"] = flag.Owner, ["default"] = flag.Default, ["removeBy"] = flag.RemoveBy?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["killSwitch"] = flag.IsKillSwitch,
        })]),
        ["migrations"] = new JsonArray([.. notes.Migrations.Select(migration => (JsonNode)new JsonObject
        {
            ["id"] = migration.Id, ["phase"] = migration.Phase.ToString().ToLowerInvariant(), ["change"] = migration.Change, ["dataLoss"] = migration.DataLoss,
        })]),
        ["knownIssues"] = notes.IsSealed ? null : Texts(notes.KnownIssues),
        ["wayBack"] = notes.WayBack,
    });

    private static JsonArray Texts(ImmutableArray<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
