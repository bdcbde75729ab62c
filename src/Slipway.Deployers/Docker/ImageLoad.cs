using System.Formats.Tar;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Docker.DotNet.Models;
using Slipway.Releases.Images;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Deployers.Docker;

/// <summary>Brings images from a layout into an engine, under no name but their digest.</summary>
internal sealed class ImageLoad(Engine engine)
{
    /// <summary>Loads an image unless the engine has it. The engine itself checks that the layers are what the configuration says, and the configuration's digest is the image's name there.</summary>
    /// <returns>How the engine calls it.</returns>
    /// <exception cref="FaultException">A part is not there or altered (exit 10), or the engine refuses it (exit 1).</exception>
    public async Task<string> EnsureAsync(LaidImage image, CancellationToken cancellation)
    {
        string id = $"sha256:{image.Parts.Configuration.Digest}";
        if (await HasAsync(id, cancellation))
            return id;
        foreach (Blob part in image.Parts.Layers.Append(image.Parts.Configuration).DistinctBy(part => part.Digest))
            await CheckAsync(image.Layout / ImageText.PathOf(part.Digest), part.Digest, cancellation);
        await SendAsync(image, cancellation);
        return id;
    }

    private async Task<bool> HasAsync(string id, CancellationToken cancellation) =>
        await engine.FindAsync($"look for the image {id[7..19]}", client => client.Images.InspectImageAsync(id, cancellation)) is not null;

    private static async Task CheckAsync(AbsolutePath file, string digest, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw new FaultException(ExitCode.Damaged, Altered(file, digest, "is not there"));
        await using FileStream content = File.OpenRead(file);
        string found = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
        if (found != digest)
            throw new FaultException(ExitCode.Damaged, Altered(file, digest, $"is {found[..12]}"));
    }

    // The archive is written while it is sent: an image may be larger than this machine's memory.
    private async Task SendAsync(LaidImage image, CancellationToken cancellation)
    {
        var pipe = new Pipe();
        Task writing = WriteAsync(image, pipe.Writer, cancellation);
        await engine.AskAsync("load an image", client => client.Images.LoadImageAsync(
            new ImageLoadParameters { Quiet = true }, pipe.Reader.AsStream(), new Progress<JSONMessage>(), cancellation));
        await pipe.Reader.CompleteAsync();
        await writing;
    }

    private static async Task WriteAsync(LaidImage image, PipeWriter pipe, CancellationToken cancellation)
    {
        try
        {
            await using (var archive = new TarWriter(pipe.AsStream(leaveOpen: true), TarEntryFormat.Gnu))
            {
                using var list = new MemoryStream(ImageText.Loading(image.Parts));
                await archive.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, "manifest.json") { DataStream = list }, cancellation);
                foreach (string path in image.Parts.Layers.Append(image.Parts.Configuration).Select(part => ImageText.PathOf(part.Digest)).Distinct())
                {
                    await using FileStream content = File.OpenRead(image.Layout / path);
                    await archive.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, path) { DataStream = content }, cancellation);
                }
            }

            await pipe.CompleteAsync();
        }
        catch (Exception problem)
        {
            await pipe.CompleteAsync(problem); // whoever reads hears of it
            throw;
        }
    }

    private static Fault Altered(AbsolutePath file, string digest, string found) => new(
        "SLP4205", $"the part {digest[..12]} of an image {found}", file, "fetch the package again, or pack it again from its commit; find out who changed it");
}
