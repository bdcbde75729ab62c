using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NJsonSchema;
using NJsonSchema.Generation;
using NJsonSchema.Generation.TypeMappers;
using NodaTime;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;
using Slipway.Targets.Graph;
using Slipway.Targets.Parameters;

namespace Slipway.Composition;

/// <summary>The schemas as text.</summary>
internal static class SchemaText
{
    /// <summary>Schema of <c>.nuke/parameters.json</c>: the build's parameters, with the targets' names where targets are meant.</summary>
    public static string OfBuild(TargetGraph graph, ImmutableArray<ParameterDefinition> parameters)
    {
        var schema = new JsonSchema { SchemaVersion = Draft, Title = "Build parameters", Type = JsonObjectType.Object, AllowAdditionalProperties = false };
        schema.Properties["$schema"] = new JsonSchemaProperty { Type = JsonObjectType.String };
        foreach (ParameterDefinition parameter in parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
            schema.Properties[parameter.Name] = PropertyOf(parameter);
        var target = new JsonSchema { Type = JsonObjectType.String };
        foreach (string name in graph.NamesOf(graph.Order).Order(StringComparer.Ordinal))
            target.Enumeration.Add(name);
        schema.Definitions["ExecutableTarget"] = target;
        return Text(schema);
    }

    /// <summary>Schema of <c>.nuke/release.json</c>, from the typed policy.</summary>
    public static string OfPolicy()
    {
        JsonSchema schema = OfSettings<ReleasePolicy>("Release policy");
        schema.Properties.Remove("digest"); // computed, never written
        schema.Properties.Remove("text"); // what it is computed of
        schema.Properties["extends"] = Extends();
        foreach (string preset in Presets.Names)
            schema.Properties["preset"].Enumeration.Add(preset);
        schema.Properties["profiles"] = Profiles(schema.Definitions[nameof(ProfilePolicy)]);
        return Text(schema);
    }

    /// <summary>Schema of <c>.nuke/calendar.json</c>, from the typed calendar.</summary>
    public static string OfCalendar() => Text(OfSettings<ReleaseCalendar>("Release calendar"));

    private static JsonSchema OfSettings<T>(string title)
    {
        JsonSchema schema = JsonSchema.FromType<T>(new SystemTextJsonSchemaGeneratorSettings
        {
            AlwaysAllowAdditionalObjectProperties = false,
            SerializerOptions = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } },
            TypeMappers =
            {
                Written<LocalDateTime>(@"^\d{4}-\d\d-\d\dT\d\d:\d\d$"),
                Written<LocalDate>(@"^\d{4}-\d\d-\d\d$"),
                Written<LocalTime>(@"^\d\d:\d\d$"),
            },
        });
        schema.Title = title;
        schema.Properties["$schema"] = new JsonSchemaProperty { Type = JsonObjectType.String };
        return schema;
    }

    private static PrimitiveTypeMapper Written<T>(string pattern) => new(typeof(T), type => (type.Type, type.Pattern) = (JsonObjectType.String, pattern));

    private static JsonSchemaProperty Extends()
    {
        var reference = new JsonSchema { Type = JsonObjectType.String, Pattern = "^.+#sha256:[0-9a-f]{64}$" };
        var extends = new JsonSchemaProperty { Description = "Policies this one lies on: FILE#sha256:HEX, or nuget:ID/VERSION/FILE#sha256:HEX" };
        extends.OneOf.Add(reference);
        extends.OneOf.Add(new JsonSchema { Type = JsonObjectType.Array, Item = new JsonSchema { Type = JsonObjectType.String, Pattern = reference.Pattern } });
        return extends;
    }

    // One property a size, so that editors complete their names.
    private static JsonSchemaProperty Profiles(JsonSchema profile)
    {
        var profiles = new JsonSchemaProperty { Type = JsonObjectType.Object, AllowAdditionalProperties = false };
        foreach (ReleaseProfile size in Enum.GetValues<ReleaseProfile>())
            profiles.Properties[JsonNamingPolicy.CamelCase.ConvertName(size.ToString())] = new JsonSchemaProperty { Reference = profile };
        return profiles;
    }

    private const string Draft = "http://json-schema.org/draft-04/schema#";

    private static JsonSchemaProperty PropertyOf(ParameterDefinition parameter)
    {
        var property = new JsonSchemaProperty { Description = parameter.Description, Type = TypeOf(parameter.IsList ? parameter.Type.GetElementType()! : parameter.Type) };
        foreach (string name in ChoicesOf(parameter))
            property.Enumeration.Add(name);
        return !parameter.IsList
            ? property
            : new JsonSchemaProperty { Description = parameter.Description, Type = JsonObjectType.Array, Item = new JsonSchema { Type = property.Type } };
    }

    private static JsonObjectType TypeOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var actual when actual == typeof(bool) => JsonObjectType.Boolean,
        var actual when actual == typeof(int) => JsonObjectType.Integer,
        _ => JsonObjectType.String,
    };

    private static IEnumerable<string> ChoicesOf(ParameterDefinition parameter) =>
        (Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type) is { IsEnum: true } type ? Enum.GetNames(type) : parameter.Choices;

    private static string Text(JsonSchema schema) => schema.ToJson().Replace("\r\n", "\n", StringComparison.Ordinal) + "\n";
}
