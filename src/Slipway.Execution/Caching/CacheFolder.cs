using System.Security.Cryptography;
using Slipway.Targets.Caching;
using Slipway.Vocabulary.Paths;

namespace Slipway.Execution.Caching;

/// <summary>
/// What targets made, kept in <c>.nuke/temp/cache</c>, which may be deleted at any time. Contents stand under their digest, and are read again
/// before they are believed; an entry is written after all it names, and whole. So a run that is killed leaves an entry or none, and two runs at
/// once write the same.
/// </summary>
/// <param name="root">The repository's folder.</param>
public sealed class CacheFolder(AbsolutePath root)
{
    private const int Piece = 1 << 17;

    /// <summary>Where it is.</summary>
    public AbsolutePath Path { get; } = root / ".nuke" / "temp" / "cache";

    internal AbsolutePath Entries => Path / "entries";

    internal AbsolutePath Contents => Path / "contents";

    internal AbsolutePath DigestsFile => Path / "digests";

    internal AbsolutePath Root => root;

    private AbsolutePath Last => Path / "last";

    /// <summary>The entry under a key; null where there is none that is whole.</summary>
    public CacheEntry? Find(string key)
    {
        CacheEntry? entry = Read(Entries / key) is { } bytes ? CacheCodec.ReadEntry(bytes) : null;
        return entry?.Key == key ? entry : null;
    }

    /// <summary>What a target's last success stood on; null where none is known.</summary>
    public LastSuccess? LastOf(string target)
    {
        LastSuccess? last = Read(Last / target) is { } bytes ? CacheCodec.ReadLast(bytes) : null;
        return last?.Target == target ? last : null;
    }

    internal void Make()
    {
        foreach (AbsolutePath folder in new[] { Path, Entries, Contents, Last, Path / "locks", Path / "work" })
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        if (!File.Exists(Path / ".gitignore"))
            WholeFile.Write(Path / ".gitignore", "*\n"u8.ToArray());
    }

    /// <summary>Keeps an entry, whose contents are all here.</summary>
    internal void Keep(CacheEntry entry) => WholeFile.Write(Entries / entry.Key, CacheCodec.Write(entry));

    internal void Keep(LastSuccess last) => WholeFile.Write(Last / last.Target, CacheCodec.Write(last));

    /// <summary>Says that an entry was used now, for what is thrown away first.</summary>
    internal void Touch(string key, DateTimeOffset now)
    {
        try
        {
            File.SetLastWriteTimeUtc(Entries / key, now.UtcDateTime);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another run threw it away meanwhile; the hit stands all the same.
        }
    }

    internal void Forget(string key) => File.Delete(Entries / key);

    internal AbsolutePath PlaceOf(string hex) => Contents / hex[..2] / hex;

    internal AbsolutePath LockOf(string target) => Path / "locks" / target;

    /// <summary>A folder of its own to work in; whoever made it deletes it, and the next eviction those of the dead.</summary>
    internal AbsolutePath WorkFolder()
    {
        AbsolutePath folder = Path / "work" / $"{Environment.ProcessId}-{Guid.NewGuid():N}";
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Takes a file's content in under its digest; false where the file changed since it was hashed.</summary>
    internal bool TakeIn(AbsolutePath file, string hex, long size)
    {
        AbsolutePath place = PlaceOf(hex);
        if (new FileInfo(place) is { Exists: true } there && there.Length == size)
            return true; // what it holds is looked at when it is used
        Directory.CreateDirectory(place.Parent!); // it has one
        AbsolutePath part = WholeFile.Part(place);
        try
        {
            using (FileStream source = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
            using (FileStream copy = WholeFile.Create(part))
            {
                if (Copied(source, copy) != hex)
                    return false;
            }

            File.Move(part, place, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Writes a content to a new file; false, and the content is forgotten, where it is missing or not what its digest says.</summary>
    internal bool GiveOut(string hex, AbsolutePath file)
    {
        AbsolutePath place = PlaceOf(hex);
        if (!File.Exists(place))
            return false;
        using (FileStream source = new(place, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
        using (FileStream copy = WholeFile.Create(file))
        {
            if (Copied(source, copy) == hex)
                return true;
        }

        File.Delete(place);
        return false;
    }

    private static string Copied(FileStream source, FileStream copy)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(Piece);
        int count;
        while ((count = source.Read(buffer)) > 0)
        {
            hash.AppendData(buffer, 0, count);
            copy.Write(buffer, 0, count);
        }

        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[]? Read(AbsolutePath file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // mostly there is none; what cannot be read is none either
        }
    }
}
