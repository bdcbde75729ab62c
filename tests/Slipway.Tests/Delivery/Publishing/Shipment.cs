using System.Text;
using Slipway.Fakes;
using Slipway.Fakes.Feeds;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Digests;

namespace Slipway.Tests.Delivery.Publishing;

/// <summary>Makes releases of a few small files.</summary>
internal static class Shipment
{
    public static Publication Make(string folder, int packages, string text = "ours")
    {
        Directory.CreateDirectory(folder);
        var files = new List<PublishedFile>();
        void Add(string name, byte[] bytes)
        {
            string path = Path.Combine(folder, name);
            File.WriteAllBytes(path, bytes);
            files.Add(new(name, bytes.Length, Digest.Of(bytes), path));
        }

        for (int number = 1; number <= packages; number++)
            Add($"Lib{number}.1.0.0.nupkg", Nupkg.Make($"Lib{number}", "1.0.0", text));
        Add("manifest.json", Encoding.UTF8.GetBytes($"{{\"{text}\":{packages}}}"));
        Add(SiteIndex.Sums, Encoding.UTF8.GetBytes(SiteIndex.SumsOf(files)));
        return new Publication
        {
            Application = "shop", PackageId = Facts.Id('a'), Version = "1.0.0", Commit = new string('c', 40), Tag = "v1.0.0", Notes = "# Notes",
            Files = [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)],
        };
    }
}
