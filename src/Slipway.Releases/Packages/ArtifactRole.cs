namespace Slipway.Releases.Packages;

/// <summary>What a file of a package is for.</summary>
public enum ArtifactRole
{
    /// <summary>A file of a published service, laid out for running.</summary>
    Service,

    /// <summary>A NuGet package.</summary>
    NuGetPackage,

    /// <summary>Notes for people.</summary>
    Notes,

    /// <summary>A script that changes stored data.</summary>
    Migration,

    /// <summary>A part of the container images of the services.</summary>
    Image,
}
