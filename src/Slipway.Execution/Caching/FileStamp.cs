using System.Runtime.InteropServices;

namespace Slipway.Execution.Caching;

/// <summary>What a name in a folder is.</summary>
internal enum EntryKind
{
    Missing,
    File,
    Folder,
    Link,
    Special,
}

/// <summary>
/// What the file system says of a file without reading it. On Linux the time of change is among it, which nobody can set: a file whose stamp is the
/// same was not written since, but for what is written within the grain of the clock.
/// </summary>
/// <param name="Kind">What it is; links are not followed.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Mode">Permissions as Unix counts them.</param>
/// <param name="Identity">Which file it is, whatever it is called: inode and device; 0 where that is not known: then it proves nothing.</param>
/// <param name="Written">When its content was written, in nanoseconds.</param>
/// <param name="Changed">When anything about it changed, in nanoseconds.</param>
internal readonly partial record struct FileStamp(EntryKind Kind, long Size, int Mode, ulong Identity, long Written, long Changed)
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint BasicFields = 0x7ff;
    private const int Permissions = 0xFFF;
    private const int KindBits = 0xF000;

    /// <summary>Reads the stamp of a path.</summary>
    public static FileStamp Of(string path) => OperatingSystem.IsLinux() ? OfLinux(path) : OfOthers(path);

    private static FileStamp OfLinux(string path)
    {
        Span<byte> found = stackalloc byte[256];
        if (Statx(CurrentFolder, path, NoFollow, BasicFields, ref MemoryMarshal.GetReference(found)) != 0)
            return default;
        int mode = MemoryMarshal.Read<ushort>(found[28..]);
        EntryKind kind = (mode & KindBits) switch
        {
            0x8000 => EntryKind.File,
            0x4000 => EntryKind.Folder,
            0xA000 => EntryKind.Link,
            _ => EntryKind.Special,
        };
        ulong device = ((ulong)MemoryMarshal.Read<uint>(found[136..]) << 12) ^ MemoryMarshal.Read<uint>(found[140..]);
        ulong identity = MemoryMarshal.Read<ulong>(found[32..]) ^ (device << 40);
        long size = MemoryMarshal.Read<long>(found[40..]);
        return new FileStamp(kind, size, mode & Permissions, identity, Nanoseconds(found[112..]), Nanoseconds(found[96..]));
    }

    private static FileStamp OfOthers(string path)
    {
        FileSystemInfo file = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        if (!file.Exists && file.LinkTarget is null)
            return default;
        EntryKind kind = file.LinkTarget is not null ? EntryKind.Link : file is DirectoryInfo ? EntryKind.Folder : EntryKind.File;
        int mode = OperatingSystem.IsWindows() || kind == EntryKind.Link ? 0 : (int)File.GetUnixFileMode(path);
        return new FileStamp(kind, kind == EntryKind.File ? ((FileInfo)file).Length : 0, mode, 0, file.LastWriteTimeUtc.Ticks * 100, 0);
    }

    private static long Nanoseconds(ReadOnlySpan<byte> time) =>
        (MemoryMarshal.Read<long>(time) * 1_000_000_000) + MemoryMarshal.Read<uint>(time[8..]);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte found);
}
