using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Targets.Caching;

/// <summary>Entries as bytes, with their own SHA-256 at the end: what is cut, torn or changed is no entry.</summary>
public static class CacheCodec
{
    private const string EntryMark = "slipway cache entry 1";
    private const string LastMark = "slipway last success 1";

    /// <summary>An entry as bytes.</summary>
    public static byte[] Write(CacheEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return SealedBytes.Write(writer =>
        {
            writer.Write(EntryMark);
            writer.Write(entry.Target);
            writer.Write(entry.Key);
            WriteOutputs(writer, entry.Outputs);
            writer.Write(entry.Log.Length);
            foreach (LogLine line in entry.Log)
            {
                writer.Write((byte)line.Source);
                writer.Write(line.Text);
            }

            writer.Write(entry.LinesLeftOut);
        });
    }

    /// <summary>A last success as bytes.</summary>
    public static byte[] Write(LastSuccess last)
    {
        ArgumentNullException.ThrowIfNull(last);
        return SealedBytes.Write(writer =>
        {
            writer.Write(LastMark);
            writer.Write(last.Target);
            writer.Write(last.Key);
            writer.Write(last.Utc.UtcTicks);
            writer.Write(last.Fields.Length);
            foreach (InputField field in last.Fields)
            {
                writer.Write((byte)field.Kind);
                writer.Write(field.Name);
                writer.Write(field.Value);
            }

            WriteOutputs(writer, last.Outputs);
        });
    }

    /// <summary>Reads an entry; null where these bytes are none.</summary>
    public static CacheEntry? ReadEntry(byte[] bytes) => Opened(bytes, EntryMark, reader =>
    {
        (string target, string key) = (reader.ReadString(), reader.ReadString());
        ImmutableArray<OutputFile> outputs = ReadOutputs(reader);
        var log = new LogLine[Count(reader)];
        for (int index = 0; index < log.Length; index++)
            log[index] = new LogLine((LogSource)reader.ReadByte(), reader.ReadString());
        return new CacheEntry(target, key, outputs, [.. log], reader.ReadInt32());
    });

    /// <summary>Reads a last success; null where these bytes are none.</summary>
    public static LastSuccess? ReadLast(byte[] bytes) => Opened(bytes, LastMark, reader =>
    {
        (string target, string key) = (reader.ReadString(), reader.ReadString());
        var utc = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        var fields = new InputField[Count(reader)];
        for (int index = 0; index < fields.Length; index++)
            fields[index] = new InputField((InputKind)reader.ReadByte(), reader.ReadString(), reader.ReadString());
        return new LastSuccess(target, key, utc, [.. fields], ReadOutputs(reader));
    });

    private static void WriteOutputs(BinaryWriter writer, ImmutableArray<OutputFile> outputs)
    {
        writer.Write(outputs.Length);
        foreach (OutputFile output in outputs)
        {
            writer.Write(output.Path);
            writer.Write((byte)output.Kind);
            writer.Write(output.Mode);
            writer.Write(output.Content);
            writer.Write(output.Size);
        }
    }

    private static ImmutableArray<OutputFile> ReadOutputs(BinaryReader reader)
    {
        var outputs = new OutputFile[Count(reader)];
        for (int index = 0; index < outputs.Length; index++)
        {
            var (path, kind, mode) = (reader.ReadString(), (OutputKind)reader.ReadByte(), reader.ReadInt32());
            outputs[index] = new OutputFile(path, kind, mode, reader.ReadString(), reader.ReadInt64());
            if (!OutputFile.IsConfined(outputs[index].Path))
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"output {index} leaves its folder"));
        }

        return [.. outputs];
    }

    // Each of them takes a byte at least: a number that is larger than what follows was made up, and is no room to ask the memory for.
    private static int Count(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        long left = reader.BaseStream.Length - reader.BaseStream.Position;
        return count >= 0 && count <= left ? count : throw new InvalidDataException("more is said to follow than does");
    }

    private static T? Opened<T>(byte[] bytes, string mark, Func<BinaryReader, T> read)
        where T : class => SealedBytes.Read(bytes, reader => reader.ReadString() == mark ? read(reader) : null);
}
