using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Releases.Agenda;
using Slipway.Releases.History;

namespace Slipway.Reports.Html;

/// <summary>
/// Plans of the releases on a page, by version: <c>plans: { "1.4.0": { dates: [ [ what, due, happened, entry, state ] ], impacts: [ [ name, hope, due, value, entry, state ] ] } }</c>.
/// Instants are seconds, 0 for none; entries are places, 0 for none; what was not measured is null.
/// </summary>
internal static class PlanData
{
    public static void Write(Utf8JsonWriter writer, DashboardModel model, ImmutableArray<PastRelease> releases)
    {
        AgendaFacts facts = model.Agenda;
        ILookup<string, Impact> impacts = Impact.All(model.Calendar, model.History.State, model.LiveEnvironment, model.Now).ToLookup(impact => impact.Release.Version, StringComparer.Ordinal);
        writer.WriteStartObject("plans");
        foreach (string version in releases.Select(release => release.Package.Version).Where(version => model.Calendar.Of(version) is not null).Distinct(StringComparer.Ordinal))
        {
            writer.WriteStartObject(version);
            writer.WriteStartArray("dates");
            foreach (PlannedDate date in PlanReview.Of(facts, version))
                Row(writer, date.What, Seconds(date.Due), Seconds(date.Happened), date.Seq ?? 0, date.State);
            writer.WriteEndArray();
            writer.WriteStartArray("impacts");
            foreach (Impact impact in impacts[version])
                Row(writer, impact.Hoped.Name, impact.Hope, Seconds(impact.Due), impact.Value, impact.Measured?.Seq ?? 0, impact.State);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static long Seconds(DateTimeOffset? instant) => instant?.ToUnixTimeSeconds() ?? 0;

    private static void Row(Utf8JsonWriter writer, params ReadOnlySpan<object?> values)
    {
        writer.WriteStartArray();
        foreach (object? value in values)
        {
            switch (value)
            {
                case string text:
                    writer.WriteStringValue(text);
                    break;
                case long number:
                    writer.WriteNumberValue(number);
                    break;
                case int place:
                    writer.WriteNumberValue(place);
                    break;
                case double measured:
                    writer.WriteNumberValue(measured);
                    break;
                default:
                    writer.WriteNullValue();
                    break;
            }
        }

        writer.WriteEndArray();
    }
}
