using System.Collections.Immutable;

namespace Slipway.Releases.Images;

/// <summary>What the manifest of an image lists.</summary>
/// <param name="Configuration">How it is run, and the digests of its layers before they were compressed.</param>
/// <param name="Layers">Its files, lowest layer first.</param>
public sealed record ImageParts(Blob Configuration, ImmutableArray<Blob> Layers);
