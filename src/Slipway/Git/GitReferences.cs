using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Slipway.Vocabulary.Paths;

namespace Slipway.Git;

/// <summary>Looks names up in the loose and packed references of a repository.</summary>
internal sealed class GitReferences(AbsolutePath gitFolder, AbsolutePath commonFolder)
{
    private const int MostHops = 5;

    /// <summary>Id a reference stands for, or null.</summary>
    public string? Resolve(string name)
    {
        for (int hop = 0; hop < MostHops; hop++)
        {
            string? content = Loose(gitFolder, name) ?? Loose(commonFolder, name) ?? Packed().FirstOrDefault(entry => entry.Name == name).Id;
            if (content is null || !content.StartsWith("ref: ", StringComparison.Ordinal))
                return content;
            name = content["ref: ".Length..].Trim();
        }

        return null;
    }

    /// <summary>Tags of a commit. A tag object is looked into where it lies loose; one that only a pack holds has its commit in packed-refs.</summary>
    public ImmutableArray<string> TagsOf(string commit)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string id, string? peeled) in Packed().Where(entry => entry.Name.StartsWith("refs/tags/", StringComparison.Ordinal)))
            tags[name["refs/tags/".Length..]] = peeled ?? id;
        AbsolutePath folder = commonFolder / "refs/tags";
        if (Directory.Exists(folder))
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                tags[folder.GetUnixRelativePathTo(file)] = Peeled(File.ReadAllText(file).Trim());
        }

        return [.. tags.Where(tag => tag.Value == commit).Select(tag => tag.Key)];
    }

    private static string? Loose(AbsolutePath folder, string name)
    {
        AbsolutePath file = folder / name;
        return file.IsWithin(folder) && File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }

    private IEnumerable<(string Name, string Id, string? Peeled)> Packed()
    {
        AbsolutePath file = commonFolder / "packed-refs";
        string[] lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        for (int index = 0; index < lines.Length; index++)
        {
            if (lines[index].Length == 0 || lines[index][0] is '#' or '^' || lines[index].Split(' ', 2) is not [var id, var name])
                continue;
            yield return (name, id, index + 1 < lines.Length && lines[index + 1].StartsWith('^') ? lines[index + 1][1..] : null);
        }
    }

    // A loose object is "tag 123\0object <id>\n…", compressed.
    private string Peeled(string id)
    {
        AbsolutePath file = commonFolder / "objects" / id[..Math.Min(2, id.Length)] / id[Math.Min(2, id.Length)..];
        if (!File.Exists(file))
            return id;
        using FileStream stream = File.OpenRead(file);
        using var reader = new StreamReader(new ZLibStream(stream, CompressionMode.Decompress), Encoding.UTF8);
        char[] start = new char[128];
        string head = new(start, 0, reader.ReadBlock(start));
        int target = head.IndexOf("\0object ", StringComparison.Ordinal) + "\0object ".Length;
        int end = head.IndexOf('\n');
        return head.StartsWith("tag ", StringComparison.Ordinal) && end > target ? head[target..end] : id;
    }
}
