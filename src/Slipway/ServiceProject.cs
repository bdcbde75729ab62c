using System.Collections.Immutable;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Paths;

namespace Slipway;

/// <summary>A service of the application, as the build knows it: where its project is and how its instances behave.</summary>
/// <param name="Name">Lower-case name, safe as a folder.</param>
/// <param name="Project">The project that is published.</param>
public sealed record ServiceProject(string Name, AbsolutePath Project)
{
    /// <summary>File to start inside the published folder. Default: the project's name with <c>.dll</c>.</summary>
    public string? EntryPoint { get; init; }

    /// <summary>Arguments for the entry point.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Path prefix the front door sends here. Default: everything.</summary>
    public string Route { get; init; } = "/";

    /// <summary>Path that says readiness and identity. Default <c>/ready</c>.</summary>
    public string ReadyPath { get; init; } = "/ready";

    /// <summary>Settings the service reads from its environment.</summary>
    public ImmutableArray<ConfigurationKey> Configuration { get; init; } = [];

    /// <summary>Requests asked before and after traffic moves.</summary>
    public ImmutableArray<SmokeCheck> Smoke { get; init; } = [];

    /// <summary>MSBuild properties for publishing. Default: static web assets off, because their manifests carry file times and so differ from folder to folder.</summary>
    public ImmutableSortedDictionary<string, string> PublishProperties { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty.Add("StaticWebAssetsEnabled", "false");

    internal PackagedService ToPackaged() => new()
    {
        Name = Name,
        EntryPoint = EntryPoint ?? $"{Project.NameWithoutExtension}.dll",
        Arguments = Arguments,
        Route = Route,
        ReadyPath = ReadyPath,
        Configuration = Configuration,
        Smoke = Smoke,
    };
}
