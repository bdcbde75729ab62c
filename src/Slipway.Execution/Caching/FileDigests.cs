using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Slipway.Execution.Caching;

/// <summary>
/// SHA-256 of files. A file is read again unless its stamp proves that it was not written since: the same stamp as when it was read, and by then
/// older than what a file system's clock can tell apart, or a write within the same tick would go unseen. Nothing else makes a time count.
/// </summary>
internal sealed class FileDigests
{
    private const int Piece = 1 << 17;

    /// <summary>The coarsest clock of a file system in use counts two seconds.</summary>
    internal static readonly TimeSpan Grain = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, KnownDigest> _known = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    public FileDigests(TimeProvider clock, IEnumerable<KeyValuePair<string, KnownDigest>> known)
    {
        _clock = clock;
        foreach ((string path, KnownDigest digest) in known)
            _known[path] = digest;
    }

    /// <summary>True once something was read that was not known.</summary>
    public bool HasGrown { get; private set; }

    /// <summary>All that is known now.</summary>
    public IEnumerable<KeyValuePair<string, KnownDigest>> Known => _known;

    /// <summary>The SHA-256 of a file as 64 digits, and the stamp it had.</summary>
    /// <exception cref="IOException">It cannot be read, or is written to all the while.</exception>
    public (string Hex, FileStamp Stamp) Of(string file)
    {
        FileStamp stamp = FileStamp.Of(file);
        if (_known.TryGetValue(file, out KnownDigest known) && known.Proves(stamp))
            return (known.Hex, stamp);
        for (int attempt = 0; attempt < 3; attempt++)
        {
            long readAt = Nanoseconds(_clock.GetUtcNow());
            string hex = Read(file);
            FileStamp after = FileStamp.Of(file);
            if (after == stamp)
            {
                _known[file] = new KnownDigest(stamp, readAt, hex);
                HasGrown = true;
                return (hex, stamp);
            }

            stamp = after;
        }

        throw new IOException($"{file} is written to while it is read");
    }

    private static string Read(string file)
    {
        const FileShare everybody = FileShare.ReadWrite | FileShare.Delete;
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, everybody, bufferSize: 0, FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(Piece);
        int count;
        while ((count = stream.Read(buffer)) > 0)
            hash.AppendData(buffer, 0, count);
        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static long Nanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;
}

/// <summary>A digest, and what the file looked like when it was read.</summary>
/// <param name="Stamp">Its stamp.</param>
/// <param name="ReadAt">When reading it began, in nanoseconds.</param>
/// <param name="Hex">Its SHA-256.</param>
internal readonly record struct KnownDigest(FileStamp Stamp, long ReadAt, string Hex)
{
    /// <summary>True where a file with this stamp now must still have the same content.</summary>
    public bool Proves(FileStamp now) =>
        now == Stamp && Stamp.Identity != 0 && Math.Max(Stamp.Written, Stamp.Changed) + (FileDigests.Grain.Ticks * 100) < ReadAt;
}
