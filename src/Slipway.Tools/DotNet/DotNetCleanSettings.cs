using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet clean</c>.</summary>
public sealed record DotNetCleanSettings : DotNetSettings,
    IProjectSettings, IConfigurationSettings, IFrameworkSettings, IRuntimeSettings, IOutputSettings, IPropertySettings, IVerbositySettings, INoLogoSettings
{
    /// <inheritdoc />
    public string? ProjectFile { get; init; }

    /// <inheritdoc />
    public string? Configuration { get; init; }

    /// <inheritdoc />
    public string? Framework { get; init; }

    /// <inheritdoc />
    public string? Runtime { get; init; }

    /// <summary>Folder for what is made; null is the project's own.</summary>
    public string? Output { get; init; }

    /// <inheritdoc />
    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <inheritdoc />
    public string? Verbosity { get; init; }

    /// <inheritdoc />
    public bool? NoLogo { get; init; }

    private protected override void Write(Words words) =>
        words.Add("clean").Operand(ProjectFile).Option("--configuration", Configuration).Option("--framework", Framework)
            .Option("--runtime", Runtime).Output(Output, "OutputPath").Flag("--nologo", NoLogo)
            .Option("--verbosity", Verbosity).Properties(Properties);
}
