using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet run</c>.</summary>
public sealed record DotNetRunSettings : DotNetSettings,
    IProjectSettings, IConfigurationSettings, IFrameworkSettings, IRuntimeSettings, IRestoringSettings, IBuildingSettings, IPropertySettings, IVerbositySettings
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

    /// <inheritdoc />
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <inheritdoc />
    public string? Verbosity { get; init; }

    /// <summary>Profile of <c>launchSettings.json</c> to start with.</summary>
    public string? LaunchProfile { get; init; }

    /// <summary>Starts without any launch profile.</summary>
    public bool? NoLaunchProfile { get; init; }

    /// <summary>Arguments of the program itself, behind "--".</summary>
    public ImmutableArray<string> ApplicationArguments { get; init; } = [];

    private protected override void Write(Words words) =>
        words.Add("run").Option("--project", ProjectFile).Option("--configuration", Configuration).Option("--framework", Framework)
            .Option("--runtime", Runtime).Flag("--no-restore", NoRestore).Flag("--no-build", NoBuild)
            .Option("--launch-profile", LaunchProfile).Flag("--no-launch-profile", NoLaunchProfile)
            .Option("--verbosity", Verbosity).Properties(Properties)
            .Flag("--", !ApplicationArguments.IsEmpty).Add([.. ApplicationArguments]);
}
