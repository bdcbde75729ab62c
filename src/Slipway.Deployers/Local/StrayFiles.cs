using System.Collections.Immutable;

namespace Slipway.Deployers.Local;

/// <summary>What the instances of a deployment wrote beside their program, where it goes with a later deployment.</summary>
internal static class StrayFiles
{
    /// <summary>Remembers the moment before which everything was laid by us. Asked before each start; only the first one after the files were laid counts.</summary>
    public static void Begin(EnvironmentFolders folders, string id)
    {
        string mark = folders.Laid(id);
        if (!Directory.Exists(folders.Unpacked(id)) || (File.Exists(mark) && File.GetLastWriteTimeUtc(mark) >= Directory.GetCreationTimeUtc(folders.Unpacked(id))))
            return;
        StateFiles.Mark(mark);
    }

    /// <summary>The files written since, relative to the folder of the services, in the order of their names; a cache that Python keeps is none.</summary>
    public static ImmutableArray<string> Find(EnvironmentFolders folders, string id)
    {
        if (!File.Exists(folders.Laid(id)) || !Directory.Exists(folders.Unpacked(id)))
            return [];
        DateTime laid = File.GetLastWriteTimeUtc(folders.Laid(id));
        return
        [
            .. Directory.EnumerateFiles(folders.Unpacked(id), "*", SearchOption.AllDirectories)
                .Where(file => File.GetLastWriteTimeUtc(file) > laid && !file.Contains("/__pycache__/", StringComparison.Ordinal))
                .Select(file => Path.GetRelativePath(folders.Unpacked(id), file))
                .Order(StringComparer.Ordinal),
        ];
    }
}
