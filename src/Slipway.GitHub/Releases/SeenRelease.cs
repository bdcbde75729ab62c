namespace Slipway.GitHub.Releases;

/// <summary>A release as GitHub shows it. Octokit's own type does not know whether one is immutable, nor the digests of assets.</summary>
internal sealed class SeenRelease
{
    public long Id { get; init; }

    public string TagName { get; init; } = "";

    /// <summary>Null where nobody wrote one.</summary>
    public string? Body { get; init; }

    public string UploadUrl { get; init; } = "";

    public string HtmlUrl { get; init; } = "";

    public bool Draft { get; init; }

    public bool Immutable { get; init; }
}

/// <summary>A file of a release as GitHub shows it.</summary>
internal sealed class SeenAsset
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary><c>uploaded</c>; <c>starter</c> where an upload was cut off.</summary>
    public string State { get; init; } = "";

    public string Url { get; init; } = "";

    /// <summary><c>sha256:…</c>; null on servers that make none.</summary>
    public string? Digest { get; init; }
}
