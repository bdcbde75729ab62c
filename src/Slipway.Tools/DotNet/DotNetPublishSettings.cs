using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet publish</c>.</summary>
public sealed record DotNetPublishSettings : DotNetSettings,
    IProjectSettings, IConfigurationSettings, IFrameworkSettings, IRuntimeSettings, IRestoringSettings, IBuildingSettings, IOutputSettings, IPropertySettings, IVerbositySettings, INoLogoSettings
{
    /// <inheritdoc />
    public string? ProjectFile { get; init; }

    /// <inheritdoc />
    public string? Configuration { get; init; }

    /// <inheritdoc />
    public string? Framework { get; init; }

    /// <inheritdoc />
    public string? Runtime { get; init; }

    /// <inheritdoc />
    public bool? NoRestore { get; init; }

    /// <inheritdoc />
    public bool? NoBuild { get; init; }

    /// <summary>Folder for what is made; null is the project's own.</summary>
    public string? Output { get; init; }

    /// <inheritdoc />
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <inheritdoc />
    public string? Verbosity { get; init; }

    /// <summary>Value of the property <c>VersionSuffix</c>: <c>beta.1</c>.</summary>
    public string? VersionSuffix { get; init; }

    /// <summary>Target manifest whose packages are left out of what is published.</summary>
    public string? Manifest { get; init; }

    /// <summary>Takes the runtime along, so that none has to be installed.</summary>
    public bool? SelfContained { get; init; }

    /// <summary>Leaves out the projects it refers to.</summary>
    public bool? NoDependencies { get; init; }

    /// <inheritdoc />
    public bool? NoLogo { get; init; }

    /// <summary>Resolves all dependencies anew, also where the last restore succeeded.</summary>
    public bool? Force { get; init; }

    private protected override void Write(Words words) =>
        words.Add("publish").Operand(ProjectFile).Option("--configuration", Configuration).Option("--framework", Framework)
            .Option("--runtime", Runtime).Output(Output, "PublishDir").Option("--version-suffix", VersionSuffix).Option("--manifest", Manifest)
            .Flag("--no-restore", NoRestore).Flag("--no-build", NoBuild).Flag("--no-dependencies", NoDependencies)
            .Flag("--force", Force).Flag("--nologo", NoLogo)
            .Option("--self-contained", SelfContained is { } contained ? (contained ? "true" : "false") : null)
            .Option("--verbosity", Verbosity).Properties(Properties);
}
