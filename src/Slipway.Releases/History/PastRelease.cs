using System.Collections.Immutable;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.History;

/// <summary>The life of one sealed package: everything the ledger says about it.</summary>
/// <param name="Package">As it was sealed.</param>
/// <param name="Entries">Every entry that names it, oldest first; the sealing is the first.</param>
/// <param name="Deployments">Where it was brought, oldest first; refusals are not among them.</param>
public sealed record PastRelease(SealedPackage Package, ImmutableArray<Entry> Entries, ImmutableArray<PastDeployment> Deployments);
