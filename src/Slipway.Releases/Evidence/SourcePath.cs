namespace Slipway.Releases.Evidence;

/// <summary>The whole path of a source file that a report names below some folder.</summary>
internal static class SourcePath
{
    /// <summary>One spelling of each path: forward slashes, no dots. Addresses and names without a folder to start at stay as they are.</summary>
    /// <param name="name">The file as the report has it.</param>
    /// <param name="folders">Folders it may start at.</param>
    /// <param name="exists">True for a path where there is a file.</param>
    public static string Of(string name, IReadOnlyList<string> folders, Func<string, bool> exists)
    {
        if (name.Contains("://", StringComparison.Ordinal))
            return name;
        string path = name.Replace('\\', '/');
        if (IsWhole(path) || folders.Count == 0)
            return Plain(path);
        string[] candidates = [.. folders.Select(folder => Plain($"{folder.Replace('\\', '/').TrimEnd('/')}/{path}"))];
        return candidates.Length == 1 ? candidates[0] : Array.Find(candidates, candidate => exists(candidate)) ?? candidates[0];
    }

    private static bool IsWhole(string path) => path.StartsWith('/') || path is [_, ':', '/', ..];

    private static string Plain(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] is not ("" or ".."))
                parts.RemoveAt(parts.Count - 1);
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
                parts.Add(part);
        }

        return string.Join('/', parts);
    }
}
