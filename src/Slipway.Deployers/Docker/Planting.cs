using System.Formats.Tar;
using System.Text.Json;
using Docker.DotNet.Models;
using Slipway.Vocabulary.Paths;

namespace Slipway.Deployers.Docker;

/// <summary>Lays our program, folders and secrets into a container before it starts.</summary>
internal static class Planting
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = Own | UnixFileMode.UserExecute;
    private const UnixFileMode Readable = Own | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Lays them there.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="container">The container, which does not run.</param>
    /// <param name="program">Our program on this machine; what lies beside it goes with it.</param>
    /// <param name="secrets">What only the program of the service may read.</param>
    /// <param name="standby">A file that tells it to stand by; null for none.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task PlantAsync(
        Engine engine, string container, AbsolutePath program, IReadOnlyDictionary<string, string> secrets, string? standby, CancellationToken cancellation)
    {
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, TarEntryFormat.Gnu, leaveOpen: true))
        {
            await WriteAsync(writer, Folder(Names.Sockets), null, cancellation);
            await WriteAsync(writer, Folder(Names.EdgeState), null, cancellation);
            await WriteAsync(writer, Folder(Names.Data), null, cancellation);
            foreach (string file in Directory.EnumerateFiles(program.Parent!).Where(file => Path.GetExtension(file) is ".dll" or ".json")) // a file has a folder
                await WriteAsync(writer, new GnuTarEntry(TarEntryType.RegularFile, $"slipway/{Path.GetFileName(file)}") { Mode = Readable }, await File.ReadAllBytesAsync(file, cancellation), cancellation);
            if (secrets.Count > 0)
            {
                byte[] text = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(secrets), MarksJson.Default.DictionaryStringString);
                await WriteAsync(writer, OfUser(new GnuTarEntry(TarEntryType.RegularFile, Names.Secrets.TrimStart('/')) { Mode = Own }), text, cancellation);
            }

            if (standby is not null)
                await WriteAsync(writer, OfUser(new GnuTarEntry(TarEntryType.RegularFile, $"{Names.Sockets.TrimStart('/')}/{standby}") { Mode = Own }), [], cancellation);
        }

        await LayAsync(engine, container, archive, cancellation);
    }

    /// <summary>Lays the feature flags there; the container may run.</summary>
    public static async Task FlagsAsync(Engine engine, string container, string flags, CancellationToken cancellation)
    {
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, TarEntryFormat.Gnu, leaveOpen: true))
        {
            byte[] text = System.Text.Encoding.UTF8.GetBytes(flags);
            await WriteAsync(writer, OfUser(new GnuTarEntry(TarEntryType.RegularFile, Names.Flags.TrimStart('/')) { Mode = Own }), text, cancellation);
        }

        await LayAsync(engine, container, archive, cancellation);
    }

    private static async Task LayAsync(Engine engine, string container, MemoryStream archive, CancellationToken cancellation)
    {
        archive.Position = 0;
        await engine.AskAsync(
            $"lay files into {container}",
            client => client.Containers.ExtractArchiveToContainerAsync(container, new ContainerPathStatParameters { Path = "/" }, archive, cancellation));
    }

    private static GnuTarEntry Folder(string path) => OfUser(new GnuTarEntry(TarEntryType.Directory, $"{path.TrimStart('/')}/") { Mode = OwnFolder });

    private static GnuTarEntry OfUser(GnuTarEntry entry)
    {
        (entry.Uid, entry.Gid) = (Names.User, Names.User);
        return entry;
    }

    private static async Task WriteAsync(TarWriter writer, GnuTarEntry entry, byte[]? content, CancellationToken cancellation)
    {
        using MemoryStream? stream = content is null ? null : new MemoryStream(content);
        if (stream is not null)
            entry.DataStream = stream; // a folder refuses even none
        await writer.WriteEntryAsync(entry, cancellation);
    }
}
