using System.Collections.Immutable;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.IO;

/// <summary>The files below a folder where links are followed, folders and files alike.</summary>
internal static class LinkedFiles
{
    /// <summary>All of them, each by the path that leads to it through the folder.</summary>
    /// <param name="folder">Where to begin.</param>
    /// <param name="isWanted">Says of each file, or link to nothing, whether it is.</param>
    /// <exception cref="FaultException">A link leads back to a folder it lies in, or one that is wanted to nothing (exit 1).</exception>
    public static IEnumerable<AbsolutePath> Below(AbsolutePath folder, Func<AbsolutePath, bool> isWanted) => Below(folder, isWanted, Real(folder, folder), []);

    private static IEnumerable<AbsolutePath> Below(AbsolutePath folder, Func<AbsolutePath, bool> isWanted, string real, ImmutableHashSet<string> above)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(folder))
        {
            AbsolutePath path = AbsolutePath.Create(entry);
            if (!Directory.Exists(entry))
            {
                if (isWanted(path))
                    yield return LeadsToAFile(entry) ? path : throw new FaultException(ExitCode.Failed, Dangling(path));
                continue;
            }

            string target = Real(path, Path.Combine(real, path.Name));
            ImmutableHashSet<string> within = above.Add(real);
            if (within.Contains(target))
                throw new FaultException(ExitCode.Failed, Circle(path, target));
            foreach (AbsolutePath file in Below(path, isWanted, target, within))
                yield return file;
        }
    }

    // File.Exists alone says yes to a link to nothing on some systems.
    private static bool LeadsToAFile(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? File.Exists(target.FullName) : File.Exists(path);
        }
        catch (IOException)
        {
            // A link that leads to itself.
            return false;
        }
    }

    private static string Real(string path, string otherwise) => new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? otherwise;

    private static Fault Dangling(AbsolutePath link) => new(
        "SLP5203", $"{link.Name} is a link to nothing, or no file", link, "mend or delete it, or leave it out with a filter of the folder that is packed");

    private static Fault Circle(AbsolutePath link, string target) => new(
        "SLP5204", $"{link.Name} is a link to {target}, in which it lies: packed, it would have no end", link, "delete it, or pack a folder without it");
}
