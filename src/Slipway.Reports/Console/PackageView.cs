using System.Collections.Immutable;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;

namespace Slipway.Reports.Console;

/// <summary>What is known of one package.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Manifest">What was sealed.</param>
/// <param name="State">The fold of the ledger.</param>
/// <param name="Altered">Files that are not as they were sealed; none for a sound package.</param>
public sealed record PackageView(string Id, Manifest Manifest, ReleaseState State, ImmutableArray<Fault> Altered);
