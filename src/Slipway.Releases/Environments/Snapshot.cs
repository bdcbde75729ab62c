namespace Slipway.Releases.Environments;

/// <summary>A copy of an environment's data, taken before a deployment.</summary>
/// <param name="Id">How whoever keeps it calls it.</param>
/// <param name="Place">Where it lies, for people.</param>
/// <param name="RestoreProof">How it was shown that it can be restored: <c>restored into shop_drill, 41,233 rows</c>. Null when nobody tried; then it proves nothing.</param>
public sealed record Snapshot(string Id, string Place, string? RestoreProof = null);
