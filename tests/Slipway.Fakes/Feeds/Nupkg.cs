using System.IO.Compression;
using System.Text;
using System.Xml.Linq;

namespace Slipway.Fakes.Feeds;

/// <summary>Makes NuGet packages of a few bytes.</summary>
public static class Nupkg
{
    public static byte[] Make(string id, string version, string text, bool isSigned = false)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            Write(archive, $"{id}.nuspec", $"""<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>{id}</id><version>{version}</version></metadata></package>""");
            Write(archive, "lib/net10.0/text.dll", text);
            if (isSigned)
                Write(archive, ".signature.p7s", "signed");
        }

        return bytes.ToArray();
    }

    public static string NameOf(byte[] package)
    {
        using var archive = new ZipArchive(new MemoryStream(package));
        using Stream nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        XElement metadata = XDocument.Load(nuspec).Root!.Elements().Single(); // every package has one
        return string.Join('/', metadata.Elements().Take(2).Select(element => element.Value));
    }

    private static void Write(ZipArchive archive, string name, string text)
    {
        using Stream entry = archive.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
