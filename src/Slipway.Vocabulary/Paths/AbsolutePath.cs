using System.Diagnostics.CodeAnalysis;

namespace Slipway.Vocabulary.Paths;

/// <summary>A normalized absolute path; joining and comparing never touch the disk.</summary>
public sealed record AbsolutePath : IComparable<AbsolutePath>
{
    private readonly string _path;

    private AbsolutePath(string path) => _path = path;

    /// <summary>Parses an absolute path and normalizes separators, "." and "..".</summary>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    public static AbsolutePath Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Path.IsPathFullyQualified(path))
            throw new ArgumentException($"'{path}' is not an absolute path.", nameof(path));
        return new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
    }

    /// <summary>The last part of the path, with extension.</summary>
    public string Name => Path.GetFileName(_path);

    /// <summary>Name of the last segment without its extension.</summary>
    public string NameWithoutExtension => Path.GetFileNameWithoutExtension(_path);

    /// <summary>The extension with its dot, or the empty string.</summary>
    public string Extension => Path.GetExtension(_path);

    /// <summary>The folder that holds this path; null for a root.</summary>
    public AbsolutePath? Parent => Path.GetDirectoryName(_path) is { } parent ? new(parent) : null;

    /// <summary>Joins a relative part; ".." goes up, an absolute part is refused.</summary>
    /// <exception cref="ArgumentException">The part is absolute.</exception>
    public static AbsolutePath operator /(AbsolutePath left, string right)
    {
        ArgumentNullException.ThrowIfNull(right);
        if (Path.IsPathRooted(right))
            throw new ArgumentException($"'{right}' is absolute and cannot be joined to '{left}'.", nameof(right));
        return Create(Path.Combine(left._path, right));
    }

    /// <summary>Goes up: <c>path / ..</c> is the parent, as in Nuke.</summary>
    public static AbsolutePath operator /(AbsolutePath left, Range _) => left / "..";

    /// <summary>Appends text to the last part: <c>folder + ".zip"</c>.</summary>
    public static AbsolutePath operator +(AbsolutePath left, string right) => Create(left._path + right);

    /// <summary>The path as text; null of null.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator string?(AbsolutePath? path) => path?._path;

    /// <summary>Text as a path, null of null; see <see cref="Create"/>.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator AbsolutePath?(string? path) => path is null ? null : Create(path);

    /// <summary>True when this is the other path or lies below it.</summary>
    public bool IsWithin(AbsolutePath folder) =>
        _path == folder._path || _path.StartsWith(Path.TrimEndingDirectorySeparator(folder._path) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The way from this folder to another path, with the platform's separators.</summary>
    public string GetRelativePathTo(AbsolutePath destination) => Path.GetRelativePath(_path, destination._path);

    /// <summary>The way from this folder to another path, with forward slashes.</summary>
    public string GetUnixRelativePathTo(AbsolutePath destination) => GetRelativePathTo(destination).Replace('\\', '/');

    /// <summary>The same path with another extension, given with or without dot; null takes it away.</summary>
    public AbsolutePath WithExtension(string? extension) => Create(Path.ChangeExtension(_path, extension));

    /// <summary>True when the name ends in one of these extensions; case and a leading dot do not matter.</summary>
    public bool HasExtension(params string[] extensions) =>
        extensions.Any(extension => string.Equals(Extension.TrimStart('.'), extension.TrimStart('.'), StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc />
    public int CompareTo(AbsolutePath? other) => string.CompareOrdinal(_path, other?._path);

    /// <summary>Ordinal order.</summary>
    public static bool operator <(AbsolutePath left, AbsolutePath right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(AbsolutePath left, AbsolutePath right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(AbsolutePath left, AbsolutePath right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(AbsolutePath left, AbsolutePath right) => left.CompareTo(right) >= 0;

    /// <summary>The path as text.</summary>
    public override string ToString() => _path;
}
