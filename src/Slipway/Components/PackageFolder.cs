using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>The folder a package is put together in.</summary>
internal static class PackageFolder
{
    private const string Prefix = "package-";

    // No package takes longer to make.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>A folder that nobody has written into: its name was never used before. Those of runs that were killed are collected once nobody can be at work in them.</summary>
    public static AbsolutePath Make(AbsolutePath temporary)
    {
        Directory.CreateDirectory(temporary);
        foreach (string left in Directory.EnumerateDirectories(temporary, Prefix + "*").Where(folder => DateTime.UtcNow - Directory.GetLastWriteTimeUtc(folder) > Longest))
            Directory.Delete(left, recursive: true);
        AbsolutePath folder = temporary / $"{Prefix}{Guid.NewGuid():N}";
        Directory.CreateDirectory(folder);
        return folder;
    }
}
