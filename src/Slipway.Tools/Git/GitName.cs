using System.Buffers;

namespace Slipway.Tools.Git;

/// <summary>Refuses names that git would read as something other than a ref or commit.</summary>
public static class GitName
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" :?*[\\\"'");

    /// <summary>True for a branch, tag, commit id or HEAD, with ~n and ^ behind it; false for options, ranges, reflogs and control characters.</summary>
    public static bool IsSafe(string? name) =>
        name is { Length: > 0 and <= 250 }
        && name[0] is not ('-' or '/' or '.' or '^' or ':')
        && name != "@"
        && !name.Contains("..", StringComparison.Ordinal)
        && !name.Contains("@{", StringComparison.Ordinal)
        && !name.Contains("//", StringComparison.Ordinal)
        && !name.EndsWith('/') && !name.EndsWith('.') && !name.EndsWith(".lock", StringComparison.Ordinal)
        && !name.AsSpan().ContainsAny(Forbidden)
        && !name.Any(char.IsControl);

    /// <exception cref="ArgumentException">The name is not one git should see.</exception>
    public static string Checked(string? name) =>
        IsSafe(name) ? name! : throw new ArgumentException($"'{name}' is not the name of a branch, tag or commit.", nameof(name));
}
