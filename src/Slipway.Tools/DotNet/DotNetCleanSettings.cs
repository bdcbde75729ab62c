using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet clean</c>.</summary>
public sealed record DotNetCleanSettings : DotNetSettings,
    IProjectSettings, IConfigurationSettings, IFrameworkSettings, IRuntimeSettings, IOutputSettings, IPropertySettings, IVerbositySettings, INoLogoSettings
{
    public string? ProjectFile { get; init; }
    public string? Configuration { get; init; }
    public string? Framework { get; init; }
    public string? Runtime { get; init; }
    public string? Output { get; init; }
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public string? Verbosity { get; init; }
    public bool? NoLogo { get; init; }

    private protected override void Write(Words words) =>
        words.Add("clean").Operand(ProjectFile).Option("--configuration", Configuration).Option("--framework", Framework)
            .Option("--runtime", Runtime).Option("--output", Output).Flag("--nologo", NoLogo)
            .Option("--verbosity", Verbosity).Properties(Properties);
}
