namespace Slipway.Fakes.Forge;

/// <summary>A file of a release.</summary>
public sealed class ServedAsset
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string State { get; init; } = "uploaded";

    public byte[] Bytes { get; set; } = [];
}
