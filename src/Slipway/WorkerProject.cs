using System.Collections.Immutable;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Paths;

namespace Slipway;

/// <summary>A program of the application that takes no requests (a queue's consumer, a timer), as the build knows it. It needs no socket and no code of ours.</summary>
/// <param name="Name">Lower-case name, safe as a folder.</param>
/// <param name="Project">The project that is published.</param>
public sealed record WorkerProject(string Name, AbsolutePath Project)
{
    /// <summary>File to start inside the published folder. Default: what was published of the project.</summary>
    public string? EntryPoint { get; init; }

    /// <summary>Arguments for the entry point.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>How it shows that it works: a line of its log, or a time without ending. Default: it runs for five seconds.</summary>
    public Ready Ready { get; init; } = Ready.AliveFor(TimeSpan.FromSeconds(5));

    /// <summary>Settings the worker reads from its environment.</summary>
    public ImmutableArray<ConfigurationKey> Configuration { get; init; } = [];

    /// <summary>True keeps the old release's instance running beside the new one: only for a worker that stands by while the file named by <c>SLIPWAY_STANDBY</c> is there.
    /// Default false: the old one is ended after the switch, and only then the new one starts.</summary>
    public bool Warm { get; init; }

    /// <summary>Run before the new instances start. Default: nothing.</summary>
    public MigrationStep? Migrate { get; init; }

    /// <summary>MSBuild properties for publishing. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> PublishProperties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    internal PackagedService ToPackaged(string? program = null) => new()
    {
        Name = Name,
        EntryPoint = EntryPoint ?? program ?? $"{Project.NameWithoutExtension}.dll",
        Arguments = Arguments,
        Ready = Ready,
        IsWorker = true,
        StopsWhenLeft = !Warm,
        Migrate = Migrate,
        Configuration = Configuration,
    };
}
