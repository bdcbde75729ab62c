using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Policies;
using Slipway.Releases.Versions;

namespace Slipway.Releases.Deciding;

/// <summary>Everything a release manager or an approver looks at before a deployment.</summary>
public sealed record PlanView
{
    /// <summary>Where to.</summary>
    public required DeploymentEnvironment Environment { get; init; }

    /// <summary>What is asked for.</summary>
    public required DeployRequest Request { get; init; }

    /// <summary>How it was weighed.</summary>
    public required Assessment Assessment { get; init; }

    /// <summary>Why the version is what it is.</summary>
    public required string VersionWhy { get; init; }

    /// <summary>What lies between the release that is live there and this one; null where the commits are not known here.</summary>
    public SourceChange? Scope { get; init; }

    /// <summary>Consents to the plan itself, by person.</summary>
    public ImmutableArray<string> PlanApprovals { get; init; } = [];

    /// <summary>True when the package is sealed; a plan of unsealed source says so.</summary>
    public bool IsSealed { get; init; } = true;

    /// <summary>The rules in force.</summary>
    public ReleasePolicy Policy => Request.Policy;

    /// <summary>The exact next command.</summary>
    public string Next => !IsSealed ? "./build.sh Release"
        : Assessment.Refusal is { } refusal ? refusal.Faults[0].Mend.Split("; ")[0]
        : $"./build.sh {(Request.Previous is null ? "Stage" : "Promote")} --environment {Environment.Name}";
}
