using System.Globalization;
using System.Text;
using System.Text.Json;
using Slipway.Targets.Caching;
using Slipway.Targets.Events;
using Slipway.Targets.Graph;
using Slipway.Targets.Planning;
using Slipway.Vocabulary.Faults;

namespace Slipway.Reports.Json;

/// <summary>The engine's own answers for machines; each object carries the number of its shape.</summary>
public static class EngineJson
{
    /// <summary><c>--list --json</c>.</summary>
    public static string List(TargetGraph graph) => Write(writer =>
    {
        writer.WriteStartArray("targets");
        for (int index = 0; index < graph.Targets.Length; index++)
        {
            var target = graph.Targets[index];
            writer.WriteStartObject();
            writer.WriteString("name", target.Name);
            writer.WriteString("description", target.Description);
            writer.WriteBoolean("listed", target.IsListed);
            WriteStrings(writer, "dependsOn", graph.NamesOf(graph.Dependencies[index]));
            WriteStrings(writer, "triggers", graph.NamesOf(graph.Triggers[index]));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary><c>--plan --json</c>.</summary>
    public static string Plan(ExecutionPlan plan) => Write(writer =>
    {
        writer.WriteStartArray("steps");
        foreach (PlannedTarget step in plan.Steps)
        {
            writer.WriteStartObject();
            writer.WriteString("target", step.Target.Name);
            writer.WriteBoolean("invoked", step.IsInvoked);
            writer.WriteString("skipped", step.SkipReason);
            WriteStrings(writer, "triggeredOnlyBy", step.TriggeredOnlyBy);
            WriteStrings(writer, "after", step.After.Distinct().Select(place => plan.Steps[place].Target.Name));
            WriteStrings(writer, "holds", step.Holds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary><c>--why --json</c>.</summary>
    /// <param name="reason">What was found.</param>
    /// <param name="before">Targets it depends on that run first.</param>
    public static string Why(MissReason reason, IEnumerable<string> before) => Write(writer =>
    {
        writer.WriteString("target", reason.Target);
        writer.WriteBoolean("known", reason.IsKnown);
        writer.WriteBoolean("upToDate", reason.Outputs is { IsNone: true });
        writer.WriteString("refusal", reason.Refusal);
        writer.WriteString("lastSuccess", reason.Utc?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteStartArray("differences");
        foreach (Difference difference in reason.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", difference.Kind.ToString().ToLowerInvariant());
            writer.WriteString("name", difference.Name);
            writer.WriteString("before", difference.Before);
            writer.WriteString("now", difference.Now);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteStrings(writer, "runBefore", before);
    });

    /// <summary>Faults, with the exit code they lead to.</summary>
    public static string Faults(IEnumerable<Fault> faults, ExitCode exitCode) => Write(writer =>
    {
        writer.WriteNumber("exitCode", (int)exitCode);
        WriteFaults(writer, faults);
    });

    /// <summary>How a run ended.</summary>
    public static string Result(BuildResult result) => Write(writer =>
    {
        writer.WriteNumber("exitCode", (int)result.ExitCode);
        writer.WriteStartArray("targets");
        foreach (TargetResult target in result.Targets)
        {
            writer.WriteStartObject();
            writer.WriteString("name", target.Target);
            writer.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(target.Outcome.ToString()));
            writer.WriteNumber("milliseconds", (long)target.Duration.TotalMilliseconds);
            writer.WriteString("reason", target.Reason);
            WriteFaults(writer, target.Faults);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void WriteFaults(Utf8JsonWriter writer, IEnumerable<Fault> faults)
    {
        writer.WriteStartArray("faults");
        foreach (Fault fault in faults)
        {
            writer.WriteStartObject();
            writer.WriteString("code", fault.Code);
            writer.WriteString("cause", fault.Cause);
            writer.WriteString("place", fault.Place);
            writer.WriteString("mend", fault.Mend);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static string Write(Action<Utf8JsonWriter> body)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schema", 1);
            body(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
