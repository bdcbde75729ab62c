namespace Slipway.Releases.Images;

/// <summary>One part of an image.</summary>
/// <param name="MediaType">What it is.</param>
/// <param name="Digest">Its SHA-256, 64 hexadecimal digits.</param>
/// <param name="Size">Its length in bytes.</param>
public sealed record Blob(string MediaType, string Digest, long Size);
