using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Releases.Rollouts;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Status;

/// <summary>What is known and seen of one environment: the ledger's memory beside what was observed just now.</summary>
/// <param name="Environment">Which.</param>
/// <param name="Recorded">What the ledger says.</param>
/// <param name="Seen">What was observed.</param>
/// <param name="SeenVersion">Version of the package seen to be live; null when it is empty or unknown.</param>
public sealed record EnvironmentStatus(DeploymentEnvironment Environment, EnvironmentState Recorded, Observation Seen, string? SeenVersion)
{
    /// <summary>Instances of the deployment that gets the traffic.</summary>
    public IEnumerable<InstanceObservation> Live => Seen.Instances.Where(instance => instance.DeploymentId == Seen.LiveDeployment);

    /// <summary>Why nothing could be observed: the place or its engine does not answer; null where it did.</summary>
    public Fault? Unreachable { get; init; }

    /// <summary>
    /// <c>healthy</c>, <c>unhealthy</c>, <c>down</c> (something should run and does not), <c>elsewhere</c> (what is recorded was never on this machine),
    /// <c>empty</c>, or <c>unreachable</c> where nobody can tell.
    /// </summary>
    public string Health => Seen switch
    {
        _ when Unreachable is not null => "unreachable",
        { FrontDoor: not null, LiveDeployment: not null } => Live.Any() && Live.All(instance => instance.Health == Ports.Health.Healthy) ? "healthy" : "unhealthy",
        { SilentFrontDoor: not null } => "unhealthy",
        { IsUntouched: true } when Recorded.Current is not null => "elsewhere",
        _ when Recorded.Current is not null => "down",
        _ => "empty",
    };

    /// <summary>Who changes it right now, for what and since when; null where nobody on this machine does.</summary>
    public string? Holder { get; init; }

    /// <summary>What does not fit together, in words; null when all is as recorded.</summary>
    public string? Drift =>
        Recorded.Open is { } open
            ? $"{(open.Type == EntryType.DeployStarted ? "deployment" : "rollback")} {open.DeploymentId} {Way}{Share}"
        : Seen.Canary is { } stray
            ? $"gives {RolloutStep.PercentText(stray.Weight)} of the traffic to {stray.DeploymentId}, of which the ledger says nothing; "
                + $"./build.sh Up --environment {Environment.Name} ends that"
        : Unreachable is not null ? null
        : Seen.LivePackage != Recorded.Current?.PackageId && Seen.FrontDoor is not null ? "serves another package than the ledger says"
        : Recorded.Current is { Configuration: { } deployed } && deployed != ConfigurationDigest.Of(Environment.Configuration)
            ? "the build's configuration is not the one that was deployed; it takes effect by a promotion of its own"
        : null;

    /// <summary>Why stored data no longer allows the way back there would be, in words; null where it does.</summary>
    public string? Obstacle { get; init; }

    /// <summary>Where a rollback would go, or null.</summary>
    public DeploymentRecord? WayBack => Obstacle is null ? Recorded.RollbackTarget : null;

    private string Way => Holder is { } holder ? $"is under way: {holder}" : "is unfinished";

    private string Share => Seen.Canary is { } canary ? $", {RolloutStep.PercentText(canary.Weight)} of the traffic with {canary.DeploymentId}" : "";
}
