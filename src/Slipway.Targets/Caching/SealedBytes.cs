using System.Security.Cryptography;
using System.Text;

namespace Slipway.Targets.Caching;

/// <summary>What is kept as bytes with their own SHA-256 at the end: what is cut, torn or changed is nothing.</summary>
public static class SealedBytes
{
    /// <summary>Writes what there is to keep, and the digest of it behind.</summary>
    public static byte[] Write(Action<BinaryWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
            write(writer);
        bytes.Write(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        return bytes.ToArray();
    }

    /// <summary>Reads it; null where these bytes are not as they were written, or were written by somebody else.</summary>
    public static T? Read<T>(byte[] bytes, Func<BinaryReader, T?> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(read);
        int length = bytes.Length - SHA256.HashSizeInBytes;
        if (length < 0 || !SHA256.HashData(bytes.AsSpan(0, length)).AsSpan().SequenceEqual(bytes.AsSpan(length)))
            return null;
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, 0, length), Encoding.UTF8);
            return read(reader);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or FormatException or ArgumentException)
        {
            return null; // whole, but of another shape
        }
    }
}
