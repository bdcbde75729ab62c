using System.Collections.Immutable;
using Slipway.Releases.Approvals;
using Slipway.Releases.Environments;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;
using Slipway.Releases.Status;

namespace Slipway.Releases.Deciding;

/// <summary>A wish to bring a package into an environment, with all the facts the answer rests on.</summary>
public sealed record DeployRequest
{
    /// <summary>What is on record.</summary>
    public required ReleaseState State { get; init; }

    /// <summary>The environments in order.</summary>
    public required ImmutableArray<DeploymentEnvironment> Lane { get; init; }

    /// <summary>Where to.</summary>
    public required DeploymentEnvironment Environment { get; init; }

    /// <summary>Id of the package.</summary>
    public required string PackageId { get; init; }

    /// <summary>The package's manifest.</summary>
    public required Manifest Manifest { get; init; }

    /// <summary>The rules in force.</summary>
    public required ReleasePolicy Policy { get; init; }

    /// <summary>What is meant to be released when.</summary>
    public ReleaseCalendar Calendar { get; init; } = new();

    /// <summary>The plan whose promises hold the package's version here; null where nobody planned one.</summary>
    public PlannedRelease? Planned => Calendar.Holding(Manifest.Version, State.In(Environment.Name).Succeeded.Select(deployment => deployment.Version));

    /// <summary>Package the environment is seen to run; null when it is empty or nobody answers.</summary>
    public string? ObservedPackage { get; init; }

    /// <summary>A barred package is let in again.</summary>
    public bool Again { get; init; }

    /// <summary>Why; null where none was given.</summary>
    public string? Reason { get; init; }

    /// <summary>The moment it is decided for.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Who wishes it, as the ledger names them; null while a plan is only looked at.</summary>
    public string? Requester { get; init; }

    /// <summary>Every policy that was signed into force.</summary>
    public PolicyChain Chain { get; init; } = new([], []);

    /// <summary>What ssh-keygen said about the signatures the answer rests on.</summary>
    public SignatureAnswers Signatures { get; init; } = SignatureAnswers.None;

    /// <summary>Manifest of what is live there, or null.</summary>
    public Manifest? Live { get; init; }

    /// <summary>What was seen of the environment in front; null when nobody looked.</summary>
    public Sighting? FrontSeen { get; init; }

    /// <summary>The plan's digest where it is on record and the configuration's values, which it is made of, are not; null otherwise.</summary>
    public string? RecordedPlan { get; init; }

    /// <summary>The configuration's digest where it is on record; null where it is not, and for a wish of today, whose values are at hand.</summary>
    public string? RecordedConfiguration { get; init; }

    /// <summary>Digest of the configuration it would be started with; null where that is not known any more.</summary>
    public string? Configuration => RecordedPlan is null ? ConfigurationDigest.Of(Environment.Configuration) : RecordedConfiguration;

    /// <summary>True where a deployment is of this package and was started with this configuration.</summary>
    /// <param name="deployment">The deployment.</param>
    public bool IsFor(DeploymentRecord deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        return deployment.IsLike(PackageId, Configuration);
    }

    /// <summary>True for the plan of a source that is not sealed yet: there is no package, only the one it would become.</summary>
    public bool IsPlanOnly { get; init; }

    /// <summary>Exceptions the wish leans on, by id.</summary>
    public ImmutableArray<string> Exceptions { get; init; } = [];

    /// <summary>Asks for the emergency profile, which an exception must cover.</summary>
    public bool IsEmergency { get; init; }

    /// <summary>The rules it is decided by: today's, or those of a decision that is made again.</summary>
    public int Rules { get; init; } = DecisionRules.Current;

    /// <summary>Gates of the build's own.</summary>
    public ImmutableArray<Gate> OwnGates { get; init; } = [];

    /// <summary>
    /// True where consent is needed. Once a policy was signed into force, it alone says where: not the file, the build's code or its lane, which anybody may edit.
    /// An environment under another name at the port of a governed one is that one.
    /// </summary>
    public bool IsGoverned => Chain.Newest is { } inForce
        ? inForce.Policy.Approvals.Environments is { IsEmpty: false } named ? IsAmong(named) : RecordedPlan is null || IsLast
        : Policy.Approvals.Environments is { IsEmpty: false } wished ? IsAmong(wished) : IsLast;

    // A policy of before names none. What was decided under it was decided for the last of the lane; what is decided now waits until one is adopted that does.
    private bool IsLast => Environment.Name == Lane[^1].Name;

    private bool IsAmong(ImmutableArray<string> names) =>
        names.Contains(Environment.Name) || names.Any(name => State.In(name).Port is { } port && port == Environment.Port);

    /// <summary>Secret values that are at hand, by name only.</summary>
    public ImmutableArray<string> SecretNames { get; init; } = [];

    /// <summary>The environment in front, or null for the first.</summary>
    public DeploymentEnvironment? Previous => Environments.Lane.Before(Lane, Environment.Name);
}
