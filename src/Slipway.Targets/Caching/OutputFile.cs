using System.Collections.Immutable;

namespace Slipway.Targets.Caching;

/// <summary>What an output is.</summary>
public enum OutputKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A symbolic link, kept as one; where it leads does not matter.</summary>
    Link,

    /// <summary>A folder with nothing in it.</summary>
    Folder,
}

/// <summary>One thing a target made.</summary>
/// <param name="Path">With forward slashes from the repository's folder on.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">Who may read, write and run it, as Unix counts it; 0 for a link and where there is no such thing.</param>
/// <param name="Content">A file's SHA-256, or where a link leads.</param>
/// <param name="Size">Bytes of a file.</param>
public sealed record OutputFile(string Path, OutputKind Kind, int Mode, string Content, long Size)
{
    /// <summary>True for a path that stays below the folder it is joined to.</summary>
    public static bool IsConfined(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length > 0 && !path.Contains('\0') && !path.Contains('\\') && path.Split('/').All(part => part is not ("" or "." or ".."))
            && !(path.Length > 1 && path[1] == ':');
    }
}

/// <summary>What must happen for the outputs that are there to become those of before.</summary>
/// <param name="Write">What is written: missing or different.</param>
/// <param name="Delete">What goes: nothing of before.</param>
public sealed record OutputChanges(ImmutableArray<OutputFile> Write, ImmutableArray<OutputFile> Delete)
{
    /// <summary>True where nothing must.</summary>
    public bool IsNone => Write.IsEmpty && Delete.IsEmpty;

    /// <summary>Compares what is there with what was made.</summary>
    public static OutputChanges Between(ImmutableArray<OutputFile> present, ImmutableArray<OutputFile> made)
    {
        var there = present.ToDictionary(output => output.Path, StringComparer.Ordinal);
        HashSet<string> wanted = [.. made.Select(output => output.Path)];
        return new OutputChanges(
            [.. made.Where(output => !there.TryGetValue(output.Path, out OutputFile? found) || found != output)],
            [.. present.Where(output => !wanted.Contains(output.Path))]);
    }
}
