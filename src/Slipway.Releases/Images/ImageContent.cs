using System.Collections.Immutable;

namespace Slipway.Releases.Images;

/// <summary>What one service adds to its base.</summary>
/// <param name="Layer">Its files: one layer, not compressed.</param>
/// <param name="Start">What is started, word by word.</param>
/// <param name="Folder">The folder its files lie in, where it is started.</param>
/// <param name="Marks">Labels for people who look at the image alone.</param>
/// <param name="Time">The commit's time.</param>
public sealed record ImageContent(
    Blob Layer, ImmutableArray<string> Start, string Folder, ImmutableSortedDictionary<string, string> Marks, DateTimeOffset Time);
