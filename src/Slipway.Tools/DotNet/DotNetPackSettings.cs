using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet pack</c>.</summary>
public sealed record DotNetPackSettings : DotNetSettings,
    IProjectSettings, IConfigurationSettings, IRuntimeSettings, IRestoringSettings, IBuildingSettings, IOutputSettings, IPropertySettings, IVerbositySettings, INoLogoSettings
{
    public string? ProjectFile { get; init; }
    public string? Configuration { get; init; }
    public string? Runtime { get; init; }
    public bool? NoRestore { get; init; }
    public bool? NoBuild { get; init; }
    public string? Output { get; init; }
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public string? Verbosity { get; init; }
    public string? VersionSuffix { get; init; }
    public bool? IncludeSymbols { get; init; }
    public bool? IncludeSource { get; init; }
    public bool? NoDependencies { get; init; }
    public bool? NoLogo { get; init; }
    public bool? Force { get; init; }
    public bool? Serviceable { get; init; }

    private protected override void Write(Words words) =>
        words.Add("pack").Operand(ProjectFile).Option("--configuration", Configuration).Option("--runtime", Runtime)
            .Option("--output", Output).Option("--version-suffix", VersionSuffix)
            .Flag("--no-restore", NoRestore).Flag("--no-build", NoBuild).Flag("--no-dependencies", NoDependencies)
            .Flag("--include-symbols", IncludeSymbols).Flag("--include-source", IncludeSource)
            .Flag("--force", Force).Flag("--serviceable", Serviceable).Flag("--nologo", NoLogo)
            .Option("--verbosity", Verbosity).Properties(Properties);
}
