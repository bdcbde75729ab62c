using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet tool restore</c>.</summary>
public sealed record DotNetToolRestoreSettings : DotNetSettings, IVerbositySettings, ISourcesSettings
{
    /// <inheritdoc />
    public string? Verbosity { get; init; }

    /// <inheritdoc />
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>The one <c>nuget.config</c> to use; null searches from the working folder upwards.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The <c>dotnet-tools.json</c> to use; null searches from the working folder upwards.</summary>
    public string? ToolManifest { get; init; }

    /// <summary>Asks feeds again, whatever was asked before.</summary>
    public bool? NoCache { get; init; }

    /// <summary>Takes a feed that does not answer as a warning.</summary>
    public bool? IgnoreFailedSources { get; init; }

    private protected override void Write(Words words) =>
        words.Add("tool", "restore").Option("--tool-manifest", ToolManifest).Option("--configfile", ConfigFile)
            .Options("--add-source", Sources).Flag("--no-cache", NoCache).Flag("--ignore-failed-sources", IgnoreFailedSources)
            .Option("--verbosity", Verbosity);
}
