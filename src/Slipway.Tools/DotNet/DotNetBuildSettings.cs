using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet build</c>.</summary>
public sealed record DotNetBuildSettings : DotNetSettings,
    IProjectSettings, IConfigurationSettings, IFrameworkSettings, IRuntimeSettings, IRestoringSettings, IOutputSettings, IPropertySettings, IVerbositySettings, INoLogoSettings
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

    /// <summary>Folder for what is made; null is the project's own.</summary>
    public string? Output { get; init; }

    /// <inheritdoc />
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <inheritdoc />
    public string? Verbosity { get; init; }

    /// <summary>Value of the property <c>VersionSuffix</c>: <c>beta.1</c>.</summary>
    public string? VersionSuffix { get; init; }

    /// <summary>Leaves out the projects it refers to.</summary>
    public bool? NoDependencies { get; init; }

    /// <summary>Builds all of it anew, whatever is up to date.</summary>
    public bool? NoIncremental { get; init; }

    /// <inheritdoc />
    public bool? NoLogo { get; init; }

    /// <summary>Resolves all dependencies anew, also where the last restore succeeded.</summary>
    public bool? Force { get; init; }

    /// <summary>Takes the runtime along, so that none has to be installed.</summary>
    public bool? SelfContained { get; init; }

    private protected override void Write(Words words) =>
        words.Add("build").Operand(ProjectFile).Option("--configuration", Configuration).Option("--framework", Framework)
            .Option("--runtime", Runtime).Output(Output, "OutputPath").Option("--version-suffix", VersionSuffix)
            .Flag("--no-restore", NoRestore).Flag("--no-dependencies", NoDependencies).Flag("--no-incremental", NoIncremental)
            .Flag("--force", Force).Flag("--self-contained", SelfContained).Flag("--nologo", NoLogo)
            .Option("--verbosity", Verbosity).Properties(Properties);
}
