using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet restore</c>.</summary>
public sealed record DotNetRestoreSettings : DotNetSettings,
    IProjectSettings, IRuntimeSettings, IPropertySettings, IVerbositySettings, ISourcesSettings
{
    /// <inheritdoc />
    public string? ProjectFile { get; init; }

    /// <inheritdoc />
    public string? Runtime { get; init; }

    /// <inheritdoc />
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <inheritdoc />
    public string? Verbosity { get; init; }

    /// <inheritdoc />
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>The one <c>nuget.config</c> to use; null searches from the working folder upwards.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Folder that packages are restored into; null is the user's own.</summary>
    public string? PackageDirectory { get; init; }

    /// <summary>Fails where the lock file would change.</summary>
    public bool? LockedMode { get; init; }

    /// <summary>Writes and reads <c>packages.lock.json</c>.</summary>
    public bool? UseLockFile { get; init; }

    /// <summary>Works the lock file out anew.</summary>
    public bool? ForceEvaluate { get; init; }

    /// <summary>Asks feeds again, whatever was asked before.</summary>
    public bool? NoCache { get; init; }

    /// <summary>Resolves all dependencies anew, also where the last restore succeeded.</summary>
    public bool? Force { get; init; }

    /// <summary>Restores one project after the other.</summary>
    public bool? DisableParallel { get; init; }

    /// <summary>Takes a feed that does not answer as a warning.</summary>
    public bool? IgnoreFailedSources { get; init; }

    private protected override void Write(Words words) =>
        words.Add("restore").Operand(ProjectFile).Option("--runtime", Runtime).Options("--source", Sources)
            .Option("--configfile", ConfigFile).Option("--packages", PackageDirectory)
            .Flag("--locked-mode", LockedMode).Flag("--use-lock-file", UseLockFile).Flag("--force-evaluate", ForceEvaluate)
            .Flag("--no-cache", NoCache).Flag("--force", Force).Flag("--disable-parallel", DisableParallel)
            .Flag("--ignore-failed-sources", IgnoreFailedSources).Option("--verbosity", Verbosity).Properties(Properties);
}
