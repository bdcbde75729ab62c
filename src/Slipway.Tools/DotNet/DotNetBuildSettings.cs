using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet build</c>.</summary>
public sealed record DotNetBuildSettings : DotNetSettings,
    IProjectSettings, IConfigurationSettings, IFrameworkSettings, IRuntimeSettings, IRestoringSettings, IOutputSettings, IPropertySettings, IVerbositySettings, INoLogoSettings
{
    public string? ProjectFile { get; init; }
    public string? Configuration { get; init; }
    public string? Framework { get; init; }
    public string? Runtime { get; init; }
    public bool? NoRestore { get; init; }
    public string? Output { get; init; }
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public string? Verbosity { get; init; }
    public string? VersionSuffix { get; init; }
    public bool? NoDependencies { get; init; }
    public bool? NoIncremental { get; init; }
    public bool? NoLogo { get; init; }
    public bool? Force { get; init; }
    public bool? SelfContained { get; init; }

    private protected override void Write(Words words) =>
        words.Add("build").Operand(ProjectFile).Option("--configuration", Configuration).Option("--framework", Framework)
            .Option("--runtime", Runtime).Option("--output", Output).Option("--version-suffix", VersionSuffix)
            .Flag("--no-restore", NoRestore).Flag("--no-dependencies", NoDependencies).Flag("--no-incremental", NoIncremental)
            .Flag("--force", Force).Flag("--self-contained", SelfContained).Flag("--nologo", NoLogo)
            .Option("--verbosity", Verbosity).Properties(Properties);
}
