using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Slipway.Processes;

/// <summary>Reads what is kept about processes. Such files are only ever replaced as a whole.</summary>
internal static class KeptFile
{
    public static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), type) : null; // asking costs nothing, an exception does
        }
        catch (Exception problem) when (problem is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;   // taken away while we looked; damaged is as good as not there
        }
    }
}

/// <summary>What is kept about processes as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ApprovedStart))]
[JsonSerializable(typeof(Comeback))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
internal sealed partial class KeptJson : JsonSerializerContext;
