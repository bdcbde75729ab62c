using System.Collections.Immutable;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Deciding;

/// <summary>The answer to a wish to change an environment.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>What every gate answered; empty where none was asked.</summary>
    public ImmutableArray<GateResult> Gates { get; init; } = [];

    /// <summary>Everything that was weighed; null where there was nothing to weigh.</summary>
    public Assessment? Assessment { get; init; }

    /// <summary>Do it, under this name.</summary>
    /// <param name="DeploymentId">The deployment to make, or the earlier one to return to.</param>
    /// <param name="Previous">What serves now and is kept warm, or null.</param>
    public sealed record Proceed(string DeploymentId, DeploymentRecord? Previous) : Decision;

    /// <summary>Nothing to do: the package is there already.</summary>
    public sealed record AlreadyLive(DeploymentRecord Current) : Decision;

    /// <summary>No, and why; nothing changes but the record of the refusal.</summary>
    public sealed record Refusal(ExitCode ExitCode, ImmutableArray<Fault> Faults) : Decision;
}
