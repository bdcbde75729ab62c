using System.Collections.Immutable;
using System.IO.Enumeration;
using Slipway.Vocabulary.Paths;

namespace Slipway.Targets.Caching;

/// <summary>
/// Files of the repository by name: <c>*</c> and <c>?</c> within a name, <c>**</c> for any number of folders.
/// Without any of them it is a file, or a folder with all that is in it.
/// </summary>
public sealed record PathPattern
{
    private static readonly bool IgnoresCase = OperatingSystem.IsWindows();

    private readonly ImmutableArray<string> _segments;

    private PathPattern(ImmutableArray<string> segments) => _segments = segments;

    /// <summary>The pattern with forward slashes, from the repository's folder on.</summary>
    public string Text => string.Join('/', _segments);

    /// <summary>True for a plain path.</summary>
    public bool IsPlain => !_segments.Any(HasWildcard);

    /// <summary>The folders in front of the first wildcard; all of a plain path. Empty is the repository's folder.</summary>
    public string Start => string.Join('/', _segments.TakeWhile(segment => !HasWildcard(segment)));

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">Relative to the root, or absolute and below it.</param>
    /// <param name="root">The repository's folder.</param>
    /// <param name="refusal">Why it is none, or null.</param>
    public static PathPattern? Parse(string text, AbsolutePath root, out string? refusal)
    {
        ArgumentNullException.ThrowIfNull(text);
        string below = text.Replace('\\', '/');
        string folder = ((string)root).Replace('\\', '/').TrimEnd('/') + "/";
        if (Path.IsPathRooted(text) && below.StartsWith(folder, StringComparison.Ordinal))
            below = below[folder.Length..];
        string[] segments = [.. below.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".")];
        refusal = Path.IsPathRooted(below) || segments.Contains("..") ? "it is not below the repository's folder"
            : segments.Length == 0 ? "it is the repository's folder itself; name what is in it"
            : segments is [".git", ..] or [".nuke", "temp" or "state", ..] ? "git's and Slipway's own files never count"
            : text.Contains('[') || text.StartsWith('!') ? "patterns here know *, ?, {a,b} and **; InputsExcept leaves files out"
            : null;
        if (refusal is not null)
            return null;
        return new PathPattern([.. segments[^1] == "**" ? [.. segments, "*"] : segments]);
    }

    /// <summary>True where a file is meant; a path with forward slashes from the root on.</summary>
    public bool Matches(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] parts = path.Split('/');
        return IsPlain ? IsWithin(parts) : Matches(parts, 0, 0);
    }

    /// <summary>True where a file, or a folder it lies in, is meant: what leaves a folder out leaves out all that is in it.</summary>
    public bool MatchesSomeOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] parts = path.Split('/');
        return Enumerable.Range(1, parts.Length).Any(count => Matches(parts[..count], 0, 0) || MatchesAllBelow(parts[..count]));
    }

    /// <summary>True where two patterns mean some file both, as far as that can be told without looking at files.</summary>
    public bool Overlaps(PathPattern other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (IsPlain && IsWithin(other.Start.Split('/'))) || (other.IsPlain && other.IsWithin(Start.Split('/'))) || Equals(other);
    }

    /// <summary>The pattern as it was read.</summary>
    public override string ToString() => Text;

    /// <inheritdoc />
    public bool Equals(PathPattern? other) => other is not null && _segments.SequenceEqual(other._segments);

    /// <inheritdoc />
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    private static bool HasWildcard(string segment) => segment.AsSpan().ContainsAny('*', '?');

    private bool IsWithin(string[] parts) => parts.Length >= _segments.Length && _segments.Zip(parts).All(pair => IsSame(pair.First, pair.Second));

    // "**/bin/**" means the folder bin too, so that nobody has to walk through it.
    private bool MatchesAllBelow(string[] parts)
    {
        int end = _segments.Length;
        while (end > 0 && _segments[end - 1] is "*" or "**" && (_segments[end - 1] == "**" || (end > 1 && _segments[end - 2] == "**")))
            end--;
        return end < _segments.Length && end > 0 && new PathPattern(_segments[..end]).Matches(parts, 0, 0);
    }

    private bool Matches(string[] parts, int part, int segment)
    {
        while (segment < _segments.Length && _segments[segment] != "**")
        {
            if (part == parts.Length || !IsSame(_segments[segment], parts[part]))
                return false;
            (part, segment) = (part + 1, segment + 1);
        }

        if (segment == _segments.Length)
            return part == parts.Length;
        for (int next = part; next <= parts.Length; next++)
        {
            if (Matches(parts, next, segment + 1))
                return true;
        }

        return false;
    }

    private static bool IsSame(string segment, string name) => HasWildcard(segment)
        ? FileSystemName.MatchesSimpleExpression(segment, name, IgnoresCase)
        : string.Equals(segment, name, IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
