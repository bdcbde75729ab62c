using System.Collections.Immutable;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Paths;

namespace Slipway;

/// <summary>A service of the application, as the build knows it: where its project is and how its instances behave.</summary>
/// <param name="Name">Lower-case name, safe as a folder.</param>
/// <param name="Project">The project that is published.</param>
public sealed record ServiceProject(string Name, AbsolutePath Project)
{
    /// <summary>File to start inside the published folder. Default: what was published of the project, be it an assembly, a single file or self-contained.</summary>
    public string? EntryPoint { get; init; }

    /// <summary>Arguments for the entry point.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Path prefix the front door sends here. Default: everything.</summary>
    public string Route { get; init; } = "/";

    /// <summary>How its instances show that they are ready. Default: the contract at <c>/ready</c>; a service that knows nothing of Slipway says <c>Ready.Status("/health")</c>.</summary>
    public Ready Ready { get; init; } = Ready.Contract();

    /// <summary>Settings the service reads from its environment.</summary>
    public ImmutableArray<ConfigurationKey> Configuration { get; init; } = [];

    /// <summary>Requests asked before and after traffic moves.</summary>
    public ImmutableArray<SmokeCheck> Smoke { get; init; } = [];

    /// <summary>False ends the old release's instance once it lost the traffic, for it would go on with timers and queues; a way back starts it again. Default: it stays warm.</summary>
    public bool Warm { get; init; } = true;

    /// <summary>Run before the new instances start. Default: nothing.</summary>
    public MigrationStep? Migrate { get; init; }

    /// <summary>MSBuild properties for publishing, as <c>dotnet publish -p:NAME=VALUE</c>. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> PublishProperties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The service as a package names it.</summary>
    /// <param name="program">File to start where the build names none; null where nothing was published yet, and only names matter.</param>
    internal PackagedService ToPackaged(string? program = null) => new()
    {
        Name = Name,
        EntryPoint = EntryPoint ?? program ?? $"{Project.NameWithoutExtension}.dll",
        Arguments = Arguments,
        Route = Route,
        ReadyPath = Ready is Ready.ContractAnswer contract ? contract.Path : "/ready",
        Ready = Ready is Ready.ContractAnswer ? null : Ready,
        StopsWhenLeft = !Warm,
        Migrate = Migrate,
        Configuration = Configuration,
        Smoke = Smoke,
    };
}
