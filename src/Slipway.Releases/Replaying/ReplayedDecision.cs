using System.Collections.Immutable;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Replaying;

/// <summary>A decision on record and what making it again gave.</summary>
/// <param name="Decision">Its entry: a deployment that was started, or a refusal.</param>
/// <param name="Result">How the two compare.</param>
/// <param name="Remarks">What differs, with both answers; what is missing; what was taken over.</param>
public sealed record ReplayedDecision(Entry Decision, ReplayResult Result, ImmutableArray<string> Remarks);

/// <summary>How a decision on record compares with the one that follows from its facts.</summary>
public enum ReplayResult
{
    /// <summary>The same verdict, of every gate and of the whole.</summary>
    Same,

    /// <summary>It was no judgement but a thing seen: bytes of the package were altered.</summary>
    NotJudged,

    /// <summary>It was decided before facts were kept.</summary>
    Before,

    /// <summary>Something it rests on cannot be found or read.</summary>
    Missing,

    /// <summary>Another verdict, or facts that are not the ones that were kept.</summary>
    Differs,
}
