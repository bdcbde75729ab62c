using System.Collections.Immutable;
using Slipway.Vocabulary.Routing;

namespace Slipway.Releases.Ports;

/// <summary>What was seen of an environment at one moment.</summary>
/// <param name="FrontDoor">Process id of the front door, or null when none answers.</param>
/// <param name="LiveDeployment">The deployment new requests go to, or null.</param>
/// <param name="LivePackage">Its package id, or null.</param>
/// <param name="Instances">Every instance on record here, running or not.</param>
public sealed record Observation(int? FrontDoor, string? LiveDeployment, string? LivePackage, ImmutableArray<InstanceObservation> Instances)
{
    /// <summary>Process id of a front door that runs and does not answer; null where it answers, and where there is none.</summary>
    public int? SilentFrontDoor { get; init; }

    /// <summary>True where nothing of the environment was ever on this machine: what the ledger says of it is about another place. Default false.</summary>
    public bool IsUntouched { get; init; }

    /// <summary>The deployment that gets a part of the requests beside the live one; null where there is none.</summary>
    public CanaryStatus? Canary { get; init; }
}

/// <summary>One instance as seen.</summary>
/// <param name="DeploymentId">The deployment it belongs to.</param>
/// <param name="PackageId">The package it was started from.</param>
/// <param name="Service">Name of its service.</param>
/// <param name="Pid">Its process id; 0 when it ended.</param>
/// <param name="Health">What it answered when asked.</param>
/// <param name="LogFile">Absolute path of its output.</param>
/// <param name="IsWarm">True where it may stay when its release lost the traffic.</param>
public sealed record InstanceObservation(string DeploymentId, string PackageId, string Service, int Pid, Health Health, string LogFile, bool IsWarm = true);

/// <summary>What an instance answers when asked how it is.</summary>
public enum Health
{
    /// <summary>Ready, and the package it should be.</summary>
    Healthy,

    /// <summary>Alive, but not ready or not the package it should be.</summary>
    Unhealthy,

    /// <summary>No such process.</summary>
    Ended,
}
