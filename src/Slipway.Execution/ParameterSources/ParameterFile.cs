using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Targets.CommandLine;
using Slipway.Targets.Graph;
using Slipway.Targets.Parameters;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Execution.ParameterSources;

/// <summary>Values from <c>.nuke/parameters.json</c> or a profile's file; every fault names file, line and column.</summary>
public static class ParameterFile
{
    /// <summary>
    /// Reads a file; a missing one has no values. What is wrong with it is added to <paramref name="faults"/>, all of it;
    /// a name that this build does not know stops nothing and is added to <paramref name="warnings"/>: the file may be shared with another build, or be older.
    /// </summary>
    public static ParameterSource? Read(AbsolutePath file, ImmutableArray<ParameterDefinition> definitions, ImmutableArray<Fault>.Builder faults, ImmutableArray<Fault>.Builder warnings)
    {
        if (!File.Exists(file))
            return null;
        byte[] bytes = File.ReadAllBytes(file);
        return HoldsOnlyItsSchema(bytes) ? null : Parse(bytes, $".nuke/{file.Name}", definitions, faults, warnings) with { Folder = file.Parent?.Parent! };
    }

    // The usual file says { "$schema": "…" } and nothing else; that much can be seen without loading a JSON reader, which costs a start 4 ms.
    private static bool HoldsOnlyItsSchema(byte[] bytes)
    {
        string text = System.Text.Encoding.UTF8.GetString(bytes).Trim();
        string[] parts = text.Split('"');
        return parts.Length == 5 && parts[0].Trim() == "{" && parts[1] == "$schema" && parts[2].Trim() == ":" && parts[4].Trim() == "}";
    }

    /// <summary>Reads a file's text; what is wrong in it goes to the faults and what is unknown to the warnings, each with line and column.</summary>
    public static ParameterSource Parse(
        ReadOnlySpan<byte> utf8, string name, ImmutableArray<ParameterDefinition> definitions, ImmutableArray<Fault>.Builder faults, ImmutableArray<Fault>.Builder warnings)
    {
        var values = new Dictionary<string, GivenValue>(StringComparer.Ordinal);
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException("an object { … } is expected", null, 0, 0);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string property = reader.GetString() ?? "";
                string place = $"{name}:{LineColumn.Of(utf8, (int)reader.TokenStartIndex)}";
                reader.Read();
                ReadProperty(ref reader, property, place, definitions, values, faults, warnings);
            }

            if (reader.Read())
                throw new JsonException("nothing may follow the object", null, 0, 0);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the second: half of a surrogate pair
        {
            string reason = exception.Message.Split(" LineNumber", 2)[0].Split(" Path:", 2)[0];
            faults.Add(new Fault("SLP1104", $"{name} is not valid JSON: {reason}", $"{name}:{LineColumn.Of(utf8, (int)reader.BytesConsumed)}", "mend the text there; an editor with .nuke/build.schema.json underlines it"));
        }

        return new ParameterSource(name, values);
    }

    private static void ReadProperty(
        ref Utf8JsonReader reader, string property, string place, ImmutableArray<ParameterDefinition> definitions,
        Dictionary<string, GivenValue> values, ImmutableArray<Fault>.Builder faults, ImmutableArray<Fault>.Builder warnings)
    {
        string key = TargetName.Key(property);
        if (property == "$schema" || reader.TokenType == JsonTokenType.Null)
            return;
        if (!definitions.Any(definition => TargetName.Key(definition.Name) == key))
        {
            warnings.Add(Unknown(property, place, definitions));
            reader.Skip();
            return;
        }

        if (!values.TryAdd(key, new GivenValue(ReadTexts(ref reader, out bool isScalar), place, IsWhole: isScalar)))
            faults.Add(new Fault("SLP1106", $"{property} is given twice", place, "keep one of the two"));
    }

    private static Fault Unknown(string property, string place, ImmutableArray<ParameterDefinition> definitions)
    {
        string key = TargetName.Key(property);
        string mend = EngineOptions.All.FirstOrDefault(option => TargetName.Key(option.Name) == key) is { } engine
            ? $"give --{engine.Name} on the command line; from a file it is not read"
            : Nearest.To(property, definitions.Select(definition => definition.Name)) is { } near
                ? $"did you mean {near}?"
                : "take the line out, or declare a [Parameter] of this name; ./build.sh --help shows those there are";
        return new Fault("SLP1105", $"this build has no parameter {property}", place, mend);
    }

    private static ImmutableArray<string> ReadTexts(ref Utf8JsonReader reader, out bool isScalar)
    {
        isScalar = reader.TokenType != JsonTokenType.StartArray;
        if (isScalar)
            return [ReadText(ref reader)];
        var texts = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            texts.Add(ReadText(ref reader));
        return texts.ToImmutable();
    }

    // Numbers and booleans keep their spelling; what is no single value becomes a text that no conversion accepts.
    private static string ReadText(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString() ?? "";
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                reader.Skip();
                return "{…}";
            default:
                return System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }
}
