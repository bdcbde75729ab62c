namespace Slipway.Releases.Packages;

/// <summary>One file of a package with the digest that proves it.</summary>
/// <param name="Path">Path inside the package, forward slashes: <c>services/storefront/Storefront.dll</c>.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Role">What the file is for.</param>
public sealed record Artifact(string Path, long Size, string Sha256, ArtifactRole Role);
