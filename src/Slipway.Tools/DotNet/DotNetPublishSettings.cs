using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet publish</c>.</summary>
public sealed record DotNetPublishSettings : DotNetSettings,
    IProjectSettings, IConfigurationSettings, IFrameworkSettings, IRuntimeSettings, IRestoringSettings, IBuildingSettings, IOutputSettings, IPropertySettings, IVerbositySettings, INoLogoSettings
{
    public string? ProjectFile { get; init; }
    public string? Configuration { get; init; }
    public string? Framework { get; init; }
    public string? Runtime { get; init; }
    public bool? NoRestore { get; init; }
    public bool? NoBuild { get; init; }
    public string? Output { get; init; }
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public string? Verbosity { get; init; }
    public string? VersionSuffix { get; init; }
    public string? Manifest { get; init; }
    public bool? SelfContained { get; init; }
    public bool? NoDependencies { get; init; }
    public bool? NoLogo { get; init; }
    public bool? Force { get; init; }

    private protected override void Write(Words words) =>
        words.Add("publish").Operand(ProjectFile).Option("--configuration", Configuration).Option("--framework", Framework)
            .Option("--runtime", Runtime).Option("--output", Output).Option("--version-suffix", VersionSuffix).Option("--manifest", Manifest)
            .Flag("--no-restore", NoRestore).Flag("--no-build", NoBuild).Flag("--no-dependencies", NoDependencies)
            .Flag("--force", Force).Flag("--nologo", NoLogo)
            .Option("--self-contained", SelfContained is { } contained ? (contained ? "true" : "false") : null)
            .Option("--verbosity", Verbosity).Properties(Properties);
}
