using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Ledger;

/// <summary>
/// One entry as a line: <c>{"len":"000512","seq":1,…,"prev":"…","hash":"…"}</c> and a line feed.
/// <c>len</c> counts all bytes of the line with its line feed; <c>hash</c> is the SHA-256 of the bytes in front of <c>,"hash"</c>.
/// </summary>
public static class LedgerLine
{
    /// <summary>Longest line in bytes, so that one write stays one record.</summary>
    public const int Longest = 64 * 1024;

    private const int HashTail = 76; // ,"hash":"<64>"} and the line feed

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Completes a draft with its place in the chain and gives its line.</summary>
    /// <exception cref="FaultException">The line would be longer than <see cref="Longest"/> (exit 2).</exception>
    public static byte[] Write(Entry draft, int seq, string prev, out Entry written)
    {
        byte[] body = WriteBody(draft, seq, prev);
        int length = body.Length + HashTail;
        if (length > Longest)
            throw new FaultException(ExitCode.Usage, TooLong(draft, length));
        Encoding.ASCII.GetBytes(length.ToString("D6", CultureInfo.InvariantCulture), body.AsSpan(8, 6));
        string hash = Digest.Of(body).Hex;
        written = draft with { Seq = seq, Prev = prev, Hash = hash };
        return [.. body, .. Encoding.ASCII.GetBytes($",\"hash\":\"{hash}\"}}\n")];
    }

    /// <summary>Completes drafts in order behind a mark and gives their lines.</summary>
    /// <exception cref="FaultException">One of the lines would be longer than <see cref="Longest"/> (exit 2).</exception>
    public static ImmutableArray<byte[]> WriteAll(ImmutableArray<Entry> drafts, LedgerMark after, out ImmutableArray<Entry> written)
    {
        var lines = ImmutableArray.CreateBuilder<byte[]>(drafts.Length);
        var entries = ImmutableArray.CreateBuilder<Entry>(drafts.Length);
        string prev = after.Head;
        foreach (Entry draft in drafts)
        {
            lines.Add(Write(draft, after.Count + lines.Count + 1, prev, out Entry entry));
            entries.Add(entry);
            prev = entry.Hash;
        }

        written = entries.MoveToImmutable();
        return lines.MoveToImmutable();
    }

    /// <summary>Reads a line, its line feed included; null with a reason when it is not exactly what was written.</summary>
    public static Entry? Read(ReadOnlySpan<byte> line, out string? reason)
    {
        if (line.Length <= HashTail || line[^1] != (byte)'\n')
            return Refuse("it is cut short", out reason);
        ReadOnlySpan<byte> body = line[..^HashTail];
        string hash = Digest.Of(body).Hex;
        if (!line[^HashTail..].SequenceEqual(Encoding.ASCII.GetBytes($",\"hash\":\"{hash}\"}}\n")))
            return Refuse("its hash does not match its content", out reason);
        if (line.Length < 14 || Encoding.ASCII.GetString(line.Slice(8, 6)) != line.Length.ToString("D6", CultureInfo.InvariantCulture))
            return Refuse("its length is not what it says", out reason);
        try
        {
            reason = null;
            return Parse(line[..^1], hash);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return Refuse($"it is not an entry: {exception.Message}", out reason);
        }
    }

    private static Fault TooLong(Entry draft, int length)
    {
        (string name, string value) = draft.Data.MaxBy(item => item.Value.Length);
        return new Fault("SLP3006", $"an entry {draft.Type} of {length} bytes is over the limit of {Longest}; the longest of it is its {name}", "ledger", $"give a shorter {name}: {value.Length} characters are too many");
    }

    private static Entry? Refuse(string text, out string? reason)
    {
        reason = text;
        return null;
    }

    private static byte[] WriteBody(Entry draft, int seq, string prev)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            writer.WriteString("len", "000000");
            writer.WriteNumber("seq", seq);
            writer.WriteString("type", draft.Type);
            writer.WriteNumber("v", draft.V);
            writer.WriteString("utc", draft.Utc.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteStartObject("actor");
            writer.WriteString("id", draft.Actor.Id);
            writer.WriteString("kind", draft.Actor.Kind);
            writer.WriteString("auth", draft.Actor.Auth);
            writer.WriteEndObject();
            writer.WriteString("run", draft.Run);
            writer.WriteString("app", draft.Application);
            WriteOptional(writer, "env", draft.Environment);
            WriteOptional(writer, "package", draft.PackageId);
            WriteOptional(writer, "version", draft.Version);
            WriteOptional(writer, "deployment", draft.DeploymentId);
            writer.WriteStartObject("data");
            foreach ((string name, string value) in draft.Data)
                writer.WriteString(name, value);
            writer.WriteEndObject();
            writer.WriteString("prev", prev);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan[..^1].ToArray(); // the closing brace comes after the hash
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static Entry Parse(ReadOnlySpan<byte> line, string hash)
    {
        var reader = new Utf8JsonReader(line);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement root = document.RootElement;
        JsonElement actor = root.GetProperty("actor");
        return new Entry
        {
            Seq = root.GetProperty("seq").GetInt32(),
            Type = Text(root, "type"),
            V = root.GetProperty("v").GetInt32(),
            Utc = DateTimeOffset.Parse(Text(root, "utc"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            Actor = new Actor(Text(actor, "id"), Text(actor, "kind"), Text(actor, "auth")),
            Run = Text(root, "run"),
            Application = Text(root, "app"),
            Environment = Optional(root, "env"),
            PackageId = Optional(root, "package"),
            Version = Optional(root, "version"),
            DeploymentId = Optional(root, "deployment"),
            Data = root.GetProperty("data").EnumerateObject().ToImmutableSortedDictionary(item => item.Name, item => item.Value.GetString() ?? ""),
            Prev = Text(root, "prev"),
            Hash = hash,
        };
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null");

    private static string? Optional(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
