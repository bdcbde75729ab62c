using System.Formats.Tar;
using Slipway.Delivery.ArtifactFiles;
using Slipway.Releases.Images;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Paths;

namespace Slipway.Delivery.Images;

/// <summary>A folder as a layer: sorted, of nobody, at one time, so that the same files are the same bytes.</summary>
internal static class LayerFile
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Program = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Writes the layer under its digest into a layout.</summary>
    /// <param name="folder">The files of a service.</param>
    /// <param name="program">The file that is started, relative to the folder; executable whatever brought it here.</param>
    /// <param name="name">Where they lie in the image, without a slash in front.</param>
    /// <param name="time">The commit's time.</param>
    /// <param name="layout">The layout.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Blob> WriteAsync(AbsolutePath folder, string program, string name, DateTimeOffset time, AbsolutePath layout, CancellationToken cancellation)
    {
        AbsolutePath temporary = layout / $"layer-{Guid.NewGuid():N}.tmp";
        await using (FileStream file = File.Create(temporary))
        await using (var archive = new TarWriter(file, TarEntryFormat.Gnu))
        {
            await archive.WriteEntryAsync(Entry(TarEntryType.Directory, $"{name}/", Program, time), cancellation);
            foreach (string path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                string relative = folder.GetUnixRelativePathTo(path);
                bool isFolder = Directory.Exists(path);
                bool isProgram = isFolder || (relative == program && !program.EndsWith(".dll", StringComparison.Ordinal)) || IsExecutable(path);
                GnuTarEntry entry = Entry(
                    isFolder ? TarEntryType.Directory : TarEntryType.RegularFile, $"{name}/{relative}{(isFolder ? "/" : "")}", isProgram ? Program : Plain, time);
                await using FileStream? content = isFolder ? null : File.OpenRead(path);
                if (content is not null)
                    entry.DataStream = content; // a folder refuses even none
                await archive.WriteEntryAsync(entry, cancellation);
            }
        }

        Digest digest = await FileDigest.OfAsync(temporary, cancellation);
        var blob = new Blob(ImageText.LayerType, digest.Hex, new FileInfo(temporary).Length);
        File.Move(temporary, layout / ImageText.PathOf(digest.Hex), overwrite: true);
        return blob;
    }

    private static bool IsExecutable(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & UnixFileMode.UserExecute) != 0
        && !path.EndsWith(".dll", StringComparison.Ordinal);

    // The names of owners and the two times a tar may hold besides are left out: they are this machine's.
    private static GnuTarEntry Entry(TarEntryType type, string name, UnixFileMode mode, DateTimeOffset time) => new(type, name)
    {
        Mode = mode,
        ModificationTime = time,
        AccessTime = time,
        ChangeTime = time,
        Uid = 0,
        Gid = 0,
        UserName = "",
        GroupName = "",
    };
}
