using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet run</c>.</summary>
public sealed record DotNetRunSettings : DotNetSettings,
    IProjectSettings, IConfigurationSettings, IFrameworkSettings, IRuntimeSettings, IRestoringSettings, IBuildingSettings, IPropertySettings, IVerbositySettings
{
    public string? ProjectFile { get; init; }
    public string? Configuration { get; init; }
    public string? Framework { get; init; }
    public string? Runtime { get; init; }
    public bool? NoRestore { get; init; }
    public bool? NoBuild { get; init; }
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public string? Verbosity { get; init; }
    public string? LaunchProfile { get; init; }
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
