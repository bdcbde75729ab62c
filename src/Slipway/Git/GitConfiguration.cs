namespace Slipway.Git;

/// <summary>The lines of one git configuration file that have a value. Includes are not followed. Pure.</summary>
internal sealed class GitConfiguration
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public static GitConfiguration Parse(string text)
    {
        var configuration = new GitConfiguration();
        string section = "";
        foreach (string line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith('[') && line.Contains(']'))
                section = Section(line[1..line.LastIndexOf(']')]);
            else if (line.Length > 0 && line[0] is not ('#' or ';') && line.Split('=', 2) is [var key, var value])
                configuration._values[$"{section}.{key.Trim().ToLowerInvariant()}"] = value.Trim().Trim('"');
        }

        return configuration;
    }

    /// <summary>Value by section, part (a branch or remote) and key.</summary>
    public string? Value(string section, string part, string key) => _values.GetValueOrDefault($"{section}.{part}.{key}");

    public bool Has(string section, string key) => _values.ContainsKey($"{section}.{key}");

    // [remote "origin"] counts as remote.origin
    private static string Section(string header) => header.Split('"', 2) is [var name, var part]
        ? $"{name.Trim().ToLowerInvariant()}.{part.TrimEnd('"').Replace("\\\"", "\"", StringComparison.Ordinal)}"
        : header.Trim().ToLowerInvariant();
}
