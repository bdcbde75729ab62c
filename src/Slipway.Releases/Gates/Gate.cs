using System.Collections.Immutable;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Gates;

/// <summary>A question about a package that must be answered before it enters an environment; the answer follows from recorded facts alone.</summary>
/// <param name="Name">Stable lower-case name.</param>
/// <param name="Judge">Judges; never reads a clock, a file or a network.</param>
public sealed record Gate(string Name, Func<GateInput, GateResult> Judge);

/// <summary>The facts a gate may look at.</summary>
public sealed record GateInput
{
    public required ReleaseState State { get; init; }

    public required string PackageId { get; init; }

    public required Manifest Manifest { get; init; }

    /// <summary>The environment to be entered.</summary>
    public required string Environment { get; init; }

    /// <summary>The environment in front of it, or null for the first of the lane.</summary>
    public string? Previous { get; init; }

    /// <summary>Thresholds.</summary>
    public required Policies.GatePolicy Policy { get; init; }
}

/// <summary>How a gate answers.</summary>
public enum GateVerdict
{
    Pass,

    /// <summary>There is no fact to judge by; never the same as passed.</summary>
    Inconclusive,

    /// <summary>It would fail, and an exception on record lets it through.</summary>
    Waived,
    Fail,
}

/// <summary>A gate's answer.</summary>
/// <param name="Gate">The gate's name.</param>
/// <param name="Verdict">The answer.</param>
/// <param name="Reason">The values that were compared.</param>
/// <param name="Mend">What to do about it; empty when it passed.</param>
/// <param name="Inputs">Hashes of the ledger entries the answer rests on.</param>
public sealed record GateResult(string Gate, GateVerdict Verdict, string Reason, string Mend = "", ImmutableArray<string> Inputs = default)
{
    /// <summary>A gate that does not let pass, as a fault.</summary>
    public Fault ToFault(string environment) => new(
        Verdict == GateVerdict.Inconclusive ? "SLP2302" : "SLP2301", $"gate {Gate} {(Verdict == GateVerdict.Fail ? "failed" : "is inconclusive")}: {Reason}", $"environment {environment}", Mend);
}
