using System.Security.Cryptography;
using System.Text;
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
            byte[] bytes = File.ReadAllBytes(file);
            int length = bytes.Length - SHA256.HashSizeInBytes;
            if (length < 0 || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
                return [];
            using var reader = new BinaryReader(new MemoryStream(bytes, 0, length), Encoding.UTF8);
            if (reader.ReadString() != Mark)
                return [];
            var known = new KeyValuePair<string, KnownDigest>[reader.ReadInt32()];
            for (int index = 0; index < known.Length; index++)
                known[index] = KeyValuePair.Create(reader.ReadString(), Known(reader));
            return known;
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
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Mark);
            writer.Write(all.Length);
            foreach ((string path, KnownDigest digest) in all)
            {
                writer.Write(path);
                Write(writer, digest);
            }
        }

        bytes.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        WholeFile.Write(file, bytes.ToArray());
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
