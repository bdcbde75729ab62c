using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet restore</c>.</summary>
public sealed record DotNetRestoreSettings : DotNetSettings,
    IProjectSettings, IRuntimeSettings, IPropertySettings, IVerbositySettings, ISourcesSettings
{
    public string? ProjectFile { get; init; }
    public string? Runtime { get; init; }
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public string? Verbosity { get; init; }
    public ImmutableArray<string> Sources { get; init; } = [];
    public string? ConfigFile { get; init; }
    public string? PackageDirectory { get; init; }
    public bool? LockedMode { get; init; }
    public bool? UseLockFile { get; init; }
    public bool? ForceEvaluate { get; init; }
    public bool? NoCache { get; init; }
    public bool? Force { get; init; }
    public bool? DisableParallel { get; init; }
    public bool? IgnoreFailedSources { get; init; }

    private protected override void Write(Words words) =>
        words.Add("restore").Operand(ProjectFile).Option("--runtime", Runtime).Options("--source", Sources)
            .Option("--configfile", ConfigFile).Option("--packages", PackageDirectory)
            .Flag("--locked-mode", LockedMode).Flag("--use-lock-file", UseLockFile).Flag("--force-evaluate", ForceEvaluate)
            .Flag("--no-cache", NoCache).Flag("--force", Force).Flag("--disable-parallel", DisableParallel)
            .Flag("--ignore-failed-sources", IgnoreFailedSources).Option("--verbosity", Verbosity).Properties(Properties);
}
