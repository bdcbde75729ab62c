using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;

namespace Slipway.Releases.Shape;

/// <summary>What a repository and its machine look like to whoever is about to release.</summary>
public sealed record RepositoryShape
{
    /// <summary>Name of the solution, or of the project that stands in for it.</summary>
    public required string Solution { get; init; }

    /// <summary>The projects the solution names.</summary>
    public required ImmutableArray<ShapedProject> Projects { get; init; }

    /// <summary>The projects that are published or packed, by their paths.</summary>
    public required ImmutableArray<ShapedProject> Released { get; init; }

    /// <summary>How many tests the policy asks for.</summary>
    public required int MinimumTests { get; init; }

    /// <summary>The SDK that builds in the repository's folder; null where there is none that may.</summary>
    public required string? Sdk { get; init; }

    /// <summary>What <c>dotnet</c> said where there is no SDK.</summary>
    public string SdkFailure { get; init; } = "";

    /// <summary>The mail address git knows; null for none.</summary>
    public required string? Identity { get; init; }

    /// <summary>Folders of outputs that git would take in, so that no source is ever clean.</summary>
    public required ImmutableArray<string> Unignored { get; init; }

    /// <summary>What the package would run.</summary>
    public required ImmutableArray<PackagedService> Services { get; init; }

    /// <summary>Names of the secrets that are at hand.</summary>
    public required ImmutableArray<string> SecretNames { get; init; }

    /// <summary>The environments, each with whether somebody else listens on its port.</summary>
    public required ImmutableArray<(DeploymentEnvironment Environment, bool IsTaken)> Lane { get; init; }
}

/// <summary>A project of the repository.</summary>
/// <param name="Path">Path from the repository's folder.</param>
/// <param name="Exists">False where no file is.</param>
/// <param name="IsTest">True for a project of tests.</param>
public sealed record ShapedProject(string Path, bool Exists, bool IsTest);
