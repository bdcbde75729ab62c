namespace Slipway.Releases.Packages;

/// <summary>One request and what must come back.</summary>
/// <param name="Path">Path and query, starting with a slash.</param>
/// <param name="Status">Status code that must be answered. Default 200.</param>
/// <param name="Contains">Text the body must contain; null asks nothing of the body.</param>
public sealed record SmokeCheck(string Path, int Status = 200, string? Contains = null);
