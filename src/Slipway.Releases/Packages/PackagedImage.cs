namespace Slipway.Releases.Packages;

/// <summary>The container image of a service, as it lies in the package's <c>image/</c> folder.</summary>
/// <param name="Manifest">Digest of the image's manifest, 64 hexadecimal digits: what a registry knows it by.</param>
/// <param name="Configuration">Digest of its configuration, 64 hexadecimal digits: what an engine knows it by.</param>
public sealed record PackagedImage(string Manifest, string Configuration);
