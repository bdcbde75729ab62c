using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;
using Slipway.Releases.Status;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Gates;

/// <summary>A question about a package that must be answered before it enters an environment; the answer follows from recorded facts alone.</summary>
/// <param name="Name">Stable lower-case name.</param>
/// <param name="Judge">Judges; never reads a clock, a file or a network.</param>
public sealed record Gate(string Name, Func<GateInput, GateResult> Judge);

/// <summary>The facts a gate may look at.</summary>
public sealed record GateInput
{
    /// <summary>What is on record.</summary>
    public required ReleaseState State { get; init; }

    /// <summary>Id of the package.</summary>
    public required string PackageId { get; init; }

    /// <summary>The package's manifest.</summary>
    public required Manifest Manifest { get; init; }

    /// <summary>The environment to be entered.</summary>
    public required string Environment { get; init; }

    /// <summary>The environment in front of it, or null for the first of the lane.</summary>
    public string? Previous { get; init; }

    /// <summary>Thresholds.</summary>
    public required GatePolicy Policy { get; init; }

    /// <summary>All of the policy in force.</summary>
    public ReleasePolicy Whole { get; init; } = new();

    /// <summary>What is meant to be released when.</summary>
    public ReleaseCalendar Calendar { get; init; } = new();

    /// <summary>How much care the release needs.</summary>
    public ReleaseProfile Profile { get; init; }

    /// <summary>What the profile asks for.</summary>
    public ProfilePolicy Care => Whole.For(Profile);

    /// <summary>Manifest of what is live in the environment, or null.</summary>
    public Manifest? Live { get; init; }

    /// <summary>The environment to be entered, with its configuration; null where a test has no need of it.</summary>
    public DeploymentEnvironment? Target { get; init; }

    /// <summary>The environment in front of it.</summary>
    public DeploymentEnvironment? Front { get; init; }

    /// <summary>What was seen of the environment in front; null when nobody looked.</summary>
    public Sighting? FrontSeen { get; init; }

    /// <summary>Whether the environment in front was seen to be healthy; null when nobody looked.</summary>
    public bool? IsFrontHealthy => FrontSeen is null ? null : FrontSeen.Health == "healthy";

    /// <summary>Answers of the gates asked so far, for gates that stand on others.</summary>
    public ImmutableArray<GateResult> Answered { get; init; } = [];

    /// <summary>The instant it is asked at.</summary>
    public DateTimeOffset Now { get; init; }
}

/// <summary>How a gate answers.</summary>
public enum GateVerdict
{
    /// <summary>The facts are as they should be.</summary>
    Pass,

    /// <summary>There is no fact to judge by; never the same as passed.</summary>
    Inconclusive,

    /// <summary>It would fail, and an exception on record lets it through.</summary>
    Waived,

    /// <summary>The facts are not as they should be.</summary>
    Fail,
}

/// <summary>A gate's answer.</summary>
/// <param name="Gate">The gate's name.</param>
/// <param name="Verdict">The answer.</param>
/// <param name="Reason">The values that were compared.</param>
/// <param name="Mend">What to do about it; empty when it passed.</param>
/// <param name="Inputs">Hashes of the ledger entries, and digests of the documents, the answer rests on.</param>
public sealed record GateResult(string Gate, GateVerdict Verdict, string Reason, string Mend = "", ImmutableArray<string> Inputs = default)
{
    /// <summary>The last instant at which what it rests on is fresh enough for this answer; null where nothing it rests on ages. Whoever comes later asks again.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>A gate that does not let pass, as a fault.</summary>
    public Fault ToFault(string environment) => new(
        Verdict == GateVerdict.Inconclusive ? "SLP2302" : "SLP2301", $"gate {Gate} {(Verdict == GateVerdict.Fail ? "failed" : "is inconclusive")}: {Reason}", $"environment {environment}", Mend);
}
