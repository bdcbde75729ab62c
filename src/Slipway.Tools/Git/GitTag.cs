using System.Collections.Immutable;

namespace Slipway.Tools.Git;

/// <summary>One tag with the commit it names.</summary>
/// <param name="Name">Name without refs/tags/.</param>
/// <param name="Commit">Commit id; for an annotated tag that of the tagged commit, not of the tag object.</param>
/// <param name="IsAnnotated">True for a tag with author and message of its own.</param>
public sealed record GitTag(string Name, string Commit, bool IsAnnotated)
{
    /// <summary>True where the tag names a tag: older git tells that one's id, and the commit is to be asked for.</summary>
    public bool IsOfTag { get; init; }

    /// <summary>Name, object, peeled object and its kind, parted by unit separators, which no name of a ref holds.</summary>
    public const string Format = "%(refname:strip=2)%1f%(objectname)%1f%(*objectname)%1f%(*objecttype)";

    /// <summary>Reads what <see cref="GitCommands.Tags"/> prints.</summary>
    /// <exception cref="FormatException">The text is not of that format.</exception>
    public static ImmutableArray<GitTag> Parse(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(One)];

    private static GitTag One(string line) => line.Split('\x1f') switch
    {
        [var name, var commit, "", ""] => new GitTag(name, commit, IsAnnotated: false),
        [var name, _, var commit, var kind] => new GitTag(name, commit, IsAnnotated: true) { IsOfTag = kind == "tag" },
        _ => throw new FormatException($"'{line}' is not a tag as git tag was asked to print it."),
    };
}
