using System.Security.Cryptography;
using Slipway.Targets.Caching;
using Slipway.Vocabulary.Paths;

namespace Slipway.Execution.Caching;

/// <summary>Digests known from earlier runs, with their own SHA-256 at the end. It is a hint: without it every file is read.</summary>
internal static class KnownDigestsFile
{
    private const string Mark = "slipway digests 1";
    private const int Most = 200_000;

    /// <summary>What is known; nothing where the file is missing or torn.</summary>
    public static IReadOnlyList<KeyValuePair<string, KnownDigest>> Read(AbsolutePath file)
    {
        try
        {
            return SealedBytes.Read(File.ReadAllBytes(file), All) ?? [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // none yet, or one that nobody may read: a hint less
        }
    }

    /// <summary>Replaces what is known.</summary>
    public static void Write(AbsolutePath file, IEnumerable<KeyValuePair<string, KnownDigest>> known)
    {
        KeyValuePair<string, KnownDigest>[] all = [.. known.OrderByDescending(pair => pair.Value.ReadAt).Take(Most)];
        WholeFile.Write(file, SealedBytes.Write(writer =>
        {
            writer.Write(Mark);
            writer.Write(all.Length);
            foreach ((string path, KnownDigest digest) in all)
            {
                writer.Write(path);
                Write(writer, digest);
            }
        }));
    }

    private static KeyValuePair<string, KnownDigest>[]? All(BinaryReader reader)
    {
        if (reader.ReadString() != Mark)
            return null;
        var known = new KeyValuePair<string, KnownDigest>[reader.ReadInt32()];
        for (int index = 0; index < known.Length; index++)
            known[index] = KeyValuePair.Create(reader.ReadString(), Known(reader));
        return known;
    }

    private static KnownDigest Known(BinaryReader reader)
    {
        var (kind, size, mode) = ((EntryKind)reader.ReadByte(), reader.ReadInt64(), reader.ReadInt32());
        var stamp = new FileStamp(kind, size, mode, reader.ReadUInt64(), reader.ReadInt64(), reader.ReadInt64());
        return new KnownDigest(stamp, reader.ReadInt64(), Convert.ToHexStringLower(reader.ReadBytes(SHA256.HashSizeInBytes)));
    }

    private static void Write(BinaryWriter writer, KnownDigest digest)
    {
        writer.Write((byte)digest.Stamp.Kind);
        writer.Write(digest.Stamp.Size);
        writer.Write(digest.Stamp.Mode);
        writer.Write(digest.Stamp.Identity);
        writer.Write(digest.Stamp.Written);
        writer.Write(digest.Stamp.Changed);
        writer.Write(digest.ReadAt);
        writer.Write(Convert.FromHexString(digest.Hex));
    }
}
