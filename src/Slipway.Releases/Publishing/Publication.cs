using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Publishing;

/// <summary>What is to be published of one sealed package: the same files everywhere.</summary>
public sealed partial record Publication
{
    /// <summary>Name of the application.</summary>
    public required string Application { get; init; }

    /// <summary>Id of the sealed package.</summary>
    public required string PackageId { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>The commit it was made of.</summary>
    public required string Commit { get; init; }

    /// <summary>Name of the version's tag: <c>v1.4.0</c>.</summary>
    public required string Tag { get; init; }

    /// <summary>What is new, for those who use it, in Markdown; empty where the package says nothing.</summary>
    public string Notes { get; init; } = "";

    /// <summary>All files there are to publish, ordered by name.</summary>
    public required ImmutableArray<PublishedFile> Files { get; init; }

    /// <summary>True for a version that is not meant for everybody yet: <c>1.4.0-rc.1</c>.</summary>
    public bool IsPrerelease => Version.Contains('-', StringComparison.Ordinal);

    /// <summary>The files that a destination takes.</summary>
    public ImmutableArray<PublishedFile> FilesFor(Destination destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return [.. Files.Where(destination.Takes)];
    }

    /// <summary>Why the files cannot stand beside each other under their names; none where they can. Forges rename what is not plain.</summary>
    public ImmutableArray<Fault> Misnamed =>
    [
        .. Files.Where(file => !PlainName.IsMatch(file.Name)).Select(file => new Fault(
            "SLP4309", $"'{file.Name}' cannot be the name of a published file everywhere", $"package {PackageId[..12]}",
            "name it with letters, digits, '.', '_' and '-' alone, then ./build.sh Release")),
        .. Files.GroupBy(file => file.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => new Fault(
            "SLP4310", $"{same.Count()} files would be published as {same.Key}", $"package {PackageId[..12]}", "give one of them another name, then ./build.sh Release")),
    ];

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9._-]*[A-Za-z0-9_]$")]
    private static partial Regex PlainName { get; }
}

/// <summary>One file that is published.</summary>
/// <param name="Name">Its name everywhere.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Digest">Digest of its bytes.</param>
/// <param name="Path">Where it lies now.</param>
public sealed record PublishedFile(string Name, long Size, Digest Digest, string Path);
