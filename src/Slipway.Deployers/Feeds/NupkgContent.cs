using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Slipway.Vocabulary.Digests;

namespace Slipway.Deployers.Feeds;

/// <summary>What a NuGet package is: its identity, and a digest of its content.</summary>
/// <param name="Id">As its nuspec writes it.</param>
/// <param name="Version">As its nuspec writes it.</param>
/// <param name="Content">Digest of the names and bytes of its files. A feed may sign what it is given, which adds a signature to the bytes and changes nothing else.</param>
internal sealed record NupkgContent(string Id, string Version, Digest Content)
{
    private const string Signature = ".signature.p7s";

    /// <exception cref="InvalidDataException">It is no NuGet package.</exception>
    public static NupkgContent Read(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        ZipArchiveEntry nuspec = archive.Entries.FirstOrDefault(entry => !entry.FullName.Contains('/') && entry.FullName.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidDataException("it has no .nuspec");
        using Stream text = nuspec.Open();
        XElement[] metadata = [.. XDocument.Load(text).Descendants().Where(element => element.Parent?.Name.LocalName == "metadata")];
        return new(ValueOf(metadata, "id"), ValueOf(metadata, "version"), DigestOf(archive));
    }

    public static NupkgContent Read(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Read(stream);
    }

    private static string ValueOf(XElement[] metadata, string name) =>
        metadata.FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() ?? throw new InvalidDataException($"its .nuspec has no {name}");

    private static Digest DigestOf(ZipArchive archive)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.FullName != Signature).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            using Stream content = entry.Open();
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(entry.FullName)));
            hash.AppendData(SHA256.HashData(content));
        }

        return Digest.FromHash(hash.GetHashAndReset());
    }
}
