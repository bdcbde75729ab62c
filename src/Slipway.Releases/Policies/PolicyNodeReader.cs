using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Policies;

/// <summary>Reads JSON text into nodes with places. Comments and trailing commas are allowed, names given twice are faults.</summary>
internal static class PolicyNodeReader
{
    /// <summary>The object in a file's bytes, or null with the faults that kept it from being read.</summary>
    public static PolicyNode? Read(ReadOnlySpan<byte> utf8, string place, ImmutableArray<Fault>.Builder faults)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            PolicyNode node = Value(ref reader, new Source(utf8, place), "", faults);
            reader.Read();
            if (node.Kind == JsonValueKind.Object)
                return node;
            faults.Add(new Fault("SLP2505", $"{place} does not hold an object", $"{place}:{LineColumn.Of(utf8, 0)}", "write { … }"));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the second: half of a surrogate pair
        {
            string reason = exception.Message.Split(" LineNumber", 2)[0].Split(" Path:", 2)[0];
            faults.Add(new Fault("SLP2501", $"{place} is not valid JSON: {reason}", $"{place}:{LineColumn.Of(utf8, (int)reader.BytesConsumed)}", "mend the text there"));
        }

        return null;
    }

    private static PolicyNode Value(ref Utf8JsonReader reader, Source source, string path, ImmutableArray<Fault>.Builder faults)
    {
        string place = source.At(reader.TokenStartIndex);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => new PolicyNode { Kind = JsonValueKind.Object, Place = place, Members = Members(ref reader, source, path, faults) },
            JsonTokenType.StartArray => new PolicyNode { Kind = JsonValueKind.Array, Place = place, Items = Items(ref reader, source, path, faults) },
            JsonTokenType.String => new PolicyNode { Kind = JsonValueKind.String, Place = place, Text = reader.GetString()! },
            JsonTokenType.Number => Scalar(ref reader, JsonValueKind.Number, place),
            JsonTokenType.True => Scalar(ref reader, JsonValueKind.True, place),
            JsonTokenType.False => Scalar(ref reader, JsonValueKind.False, place),
            _ => Scalar(ref reader, JsonValueKind.Null, place),
        };
    }

    private static PolicyNode Scalar(ref Utf8JsonReader reader, JsonValueKind kind, string place) =>
        new() { Kind = kind, Place = place, Text = Encoding.UTF8.GetString(reader.ValueSpan) };

    private static ImmutableSortedDictionary<string, PolicyNode> Members(ref Utf8JsonReader reader, Source source, string path, ImmutableArray<Fault>.Builder faults)
    {
        var members = ImmutableSortedDictionary.CreateBuilder<string, PolicyNode>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            string here = path.Length == 0 ? name : $"{path}.{name}";
            bool isTwice = members.ContainsKey(name);
            if (isTwice)
                faults.Add(new Fault("SLP2502", $"{here} is given twice", source.At(reader.TokenStartIndex), "keep one of the two"));
            string place = source.At(reader.TokenStartIndex);
            reader.Read();
            PolicyNode value = Value(ref reader, source, here, faults);
            if (!isTwice)
                members[name] = value.Kind is JsonValueKind.Object or JsonValueKind.Array ? value with { Place = place } : value;
        }

        return members.ToImmutable();
    }

    private static ImmutableArray<PolicyNode> Items(ref Utf8JsonReader reader, Source source, string path, ImmutableArray<Fault>.Builder faults)
    {
        var items = ImmutableArray.CreateBuilder<PolicyNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Value(ref reader, source, $"{path}[{items.Count}]", faults));
        return items.ToImmutable();
    }

    private readonly ref struct Source(ReadOnlySpan<byte> utf8, string place)
    {
        private readonly ReadOnlySpan<byte> _utf8 = utf8;

        public string At(long offset) => $"{place}:{LineColumn.Of(_utf8, (int)offset)}";
    }
}
