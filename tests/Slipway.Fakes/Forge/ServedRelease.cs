namespace Slipway.Fakes.Forge;

/// <summary>A release of a <see cref="ServedGitHub"/>.</summary>
public sealed class ServedRelease
{
    public long Id { get; init; }

    public string Tag { get; init; } = "";

    public string Name { get; set; } = "";

    public string Body { get; set; } = "";

    public string Commit { get; set; } = "";

    public bool IsDraft { get; set; } = true;

    public bool IsPrerelease { get; set; }

    public List<ServedAsset> Assets { get; } = [];
}
