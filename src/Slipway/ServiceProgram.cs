using System.Collections.Immutable;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Paths;

namespace Slipway;

/// <summary>A service in any language: a folder that goes into the package as it is, and a start command.</summary>
/// <param name="Name">Lower-case name, safe as a folder.</param>
/// <param name="Folder">Folder whose files are packed, all but <c>.git</c> and <c>__pycache__</c>. What must be built or fetched into it is a target's matter.</param>
/// <param name="EntryPoint">A file of the folder, or a program on PATH: <c>python3</c>, <c>node</c>, <c>sh</c>. It listens on the Unix socket named by <c>SLIPWAY_SOCKET</c>.</param>
public sealed record ServiceProgram(string Name, AbsolutePath Folder, string EntryPoint)
{
    /// <summary>Arguments for the entry point: <c>["server.py"]</c>.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Path prefix the front door sends here. Default: everything.</summary>
    public string Route { get; init; } = "/";

    /// <summary>True for a program that takes no requests and opens no socket. Default false.</summary>
    public bool IsWorker { get; init; }

    /// <summary>How it shows that it is ready. Default: the contract at <c>/ready</c>.</summary>
    public Ready Ready { get; init; } = Ready.Contract();

    /// <summary>Settings the program reads from its environment.</summary>
    public ImmutableArray<ConfigurationKey> Configuration { get; init; } = [];

    /// <summary>Requests asked before and after traffic moves.</summary>
    public ImmutableArray<SmokeCheck> Smoke { get; init; } = [];

    /// <summary>False ends the old release's instance once it lost the traffic. Default: it stays warm.</summary>
    public bool Warm { get; init; } = true;

    /// <summary>Run before the new instances start. Default: nothing.</summary>
    public MigrationStep? Migrate { get; init; }

    internal PackagedService ToPackaged() => new()
    {
        Name = Name,
        EntryPoint = EntryPoint,
        Arguments = Arguments,
        Route = Route,
        ReadyPath = Ready is Ready.ContractAnswer contract ? contract.Path : "/ready",
        Ready = Ready is Ready.ContractAnswer ? null : Ready,
        IsWorker = IsWorker,
        StopsWhenLeft = !Warm,
        Migrate = Migrate,
        Configuration = Configuration,
        Smoke = Smoke,
    };
}
