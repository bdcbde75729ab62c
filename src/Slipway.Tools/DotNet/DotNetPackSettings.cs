using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet pack</c>.</summary>
public sealed record DotNetPackSettings : DotNetSettings,
    IProjectSettings, IConfigurationSettings, IRuntimeSettings, IRestoringSettings, IBuildingSettings, IOutputSettings, IPropertySettings, IVerbositySettings, INoLogoSettings
{
    /// <inheritdoc />
    public string? ProjectFile { get; init; }

    /// <inheritdoc />
    public string? Configuration { get; init; }

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

    /// <summary>Makes a package of symbols beside it.</summary>
    public bool? IncludeSymbols { get; init; }

    /// <summary>Puts the sources into the package of symbols.</summary>
    public bool? IncludeSource { get; init; }

    /// <summary>Leaves out the projects it refers to.</summary>
    public bool? NoDependencies { get; init; }

    /// <inheritdoc />
    public bool? NoLogo { get; init; }

    /// <summary>Resolves all dependencies anew, also where the last restore succeeded.</summary>
    public bool? Force { get; init; }

    /// <summary>Marks the package as one that is serviced.</summary>
    public bool? Serviceable { get; init; }

    private protected override void Write(Words words) =>
        words.Add("pack").Operand(ProjectFile).Option("--configuration", Configuration).Option("--runtime", Runtime)
            .Output(Output, "PackageOutputPath").Option("--version-suffix", VersionSuffix)
            .Flag("--no-restore", NoRestore).Flag("--no-build", NoBuild).Flag("--no-dependencies", NoDependencies)
            .Flag("--include-symbols", IncludeSymbols).Flag("--include-source", IncludeSource)
            .Flag("--force", Force).Flag("--serviceable", Serviceable).Flag("--nologo", NoLogo)
            .Option("--verbosity", Verbosity).Properties(Properties);
}
