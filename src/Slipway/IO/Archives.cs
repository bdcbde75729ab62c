using System.Formats.Tar;
using System.IO.Compression;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>
/// Packs folders and unpacks archives. What is packed depends on names, contents and modes only: entries in ordinal order, fixed
/// times, no owners, so equal folders give equal bytes. What is unpacked stays below its target and within <see cref="ArchiveLimits"/>.
/// </summary>
public static class Archives
{
    private const int FileKind = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;
    private const int Link = 0xA000;
    private const int LongestLink = 4096;
    private static readonly DateTimeOffset FixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs the files below a folder, links followed, empty folders left out; an archive already there is replaced.</summary>
    /// <exception cref="FaultException">A link leads to nothing, or back to a folder it lies in; nothing was written then.</exception>
    public static AbsolutePath ZipTo(
        this AbsolutePath folder, AbsolutePath archive, Func<AbsolutePath, bool>? filter = null, CompressionLevel compressionLevel = CompressionLevel.Optimal)
    {
        AbsolutePath[] files = Packed(folder, archive, filter);
        using ZipArchive zip = new(Created(archive), ZipArchiveMode.Create);
        foreach (AbsolutePath file in files)
        {
            ZipArchiveEntry entry = zip.CreateEntry(folder.GetUnixRelativePathTo(file), compressionLevel);
            entry.LastWriteTime = FixedTime;
            entry.ExternalAttributes = (RegularFile | (int)Mode(file)) << 16;
            using Stream content = entry.Open();
            using FileStream source = File.OpenRead(file);
            source.CopyTo(content);
        }

        return archive;
    }

    /// <summary>Packs the files below a folder as a gzipped tar, links followed, empty folders left out.</summary>
    /// <exception cref="FaultException">A link leads to nothing, or back to a folder it lies in; nothing was written then.</exception>
    public static AbsolutePath TarGZipTo(
        this AbsolutePath folder, AbsolutePath archive, Func<AbsolutePath, bool>? filter = null, CompressionLevel compressionLevel = CompressionLevel.Optimal)
    {
        AbsolutePath[] files = Packed(folder, archive, filter);
        using FileStream file = Created(archive);
        using var gzip = new GZipStream(file, compressionLevel);
        using var tar = new TarWriter(gzip, TarEntryFormat.Gnu);
        foreach (AbsolutePath path in files)
        {
            using FileStream content = File.OpenRead(path);
            tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, folder.GetUnixRelativePathTo(path))
            {
                DataStream = content,
                Mode = Mode(path),
                ModificationTime = FixedTime,
            });
        }

        return archive;
    }

    /// <summary>Unpacks a zip file; files already in the folder are replaced.</summary>
    /// <exception cref="FaultException">An entry would leave the folder, is a device, or costs too much.</exception>
    public static AbsolutePath UnZipTo(this AbsolutePath archive, AbsolutePath folder, ArchiveLimits? limits = null) => Unpacked(archive, () =>
    {
        using ZipArchive zip = ZipFile.OpenRead(archive);
        using var extraction = new Extraction(archive, folder, limits ?? new ArchiveLimits());
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            int mode = (entry.ExternalAttributes >> 16) & 0xFFFF;
            if ((mode & FileKind) == Link)
            {
                extraction.AddLink(entry.FullName, LinkText(entry));
                continue;
            }

            if ((mode & FileKind) is not (0 or RegularFile or Folder))
                throw extraction.Refused(entry.FullName, "it is a device");
            if (entry.FullName.EndsWith('/'))
            {
                extraction.AddFolder(entry.FullName);
                continue;
            }

            using Stream content = entry.Open();
            extraction.AddFile(entry.FullName, content, (UnixFileMode)(mode & 0x1FF));
        }

        extraction.Finish();
        return folder;
    });

    /// <summary>Unpacks a gzipped tar; files already in the folder are replaced.</summary>
    /// <exception cref="FaultException">An entry would leave the folder, is a device, or costs too much.</exception>
    public static AbsolutePath UnTarGZipTo(this AbsolutePath archive, AbsolutePath folder, ArchiveLimits? limits = null) => Unpacked(archive, () =>
    {
        using FileStream file = File.OpenRead(archive);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        using var extraction = new Extraction(archive, folder, limits ?? new ArchiveLimits());
        while (tar.GetNextEntry() is { } entry)
        {
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    extraction.AddFile(entry.Name, entry.DataStream ?? Stream.Null, entry.Mode);
                    break;
                case TarEntryType.SymbolicLink:
                    extraction.AddLink(entry.Name, entry.LinkName);
                    break;
                case TarEntryType.HardLink:
                    extraction.AddCopy(entry.Name, entry.LinkName);
                    break;
                case TarEntryType.Directory:
                    extraction.AddFolder(entry.Name);
                    break;
                case TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    throw extraction.Refused(entry.Name, $"it is a device ({entry.EntryType})");
            }
        }

        extraction.Finish();
        return folder;
    });

    private static string LinkText(ZipArchiveEntry entry)
    {
        using Stream content = entry.Open();
        byte[] text = new byte[LongestLink];
        return System.Text.Encoding.UTF8.GetString(text, 0, content.ReadAtLeast(text, text.Length, throwOnEndOfStream: false));
    }

    private static AbsolutePath Unpacked(AbsolutePath archive, Func<AbsolutePath> unpack)
    {
        try
        {
            return unpack();
        }
        catch (Exception damage) when (damage is InvalidDataException or EndOfStreamException)
        {
            throw new FaultException(ExitCode.Failed, new Fault(
                "SLP5202", $"the archive cannot be read: {damage.Message}", archive, "fetch or build it again; nothing of it was unpacked"), damage);
        }
    }

    private static AbsolutePath[] Packed(AbsolutePath folder, AbsolutePath archive, Func<AbsolutePath, bool>? filter) =>
        LinkedFiles.Below(folder, file => file != archive && filter?.Invoke(file) != false)
            .OrderBy(folder.GetUnixRelativePathTo, StringComparer.Ordinal)
            .ToArray();

    private static FileStream Created(AbsolutePath archive)
    {
        archive.Parent?.CreateDirectory();
        return File.Create(archive);
    }

    private static UnixFileMode Mode(AbsolutePath file) =>
        OperatingSystem.IsWindows() ? (UnixFileMode)Convert.ToInt32("644", 8) : File.GetUnixFileMode(file) & (UnixFileMode)0x1FF;
}
