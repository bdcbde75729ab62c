using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet tool restore</c>.</summary>
public sealed record DotNetToolRestoreSettings : DotNetSettings, IVerbositySettings, ISourcesSettings
{
    public string? Verbosity { get; init; }
    public ImmutableArray<string> Sources { get; init; } = [];
    public string? ConfigFile { get; init; }
    public string? ToolManifest { get; init; }
    public bool? NoCache { get; init; }
    public bool? IgnoreFailedSources { get; init; }

    private protected override void Write(Words words) =>
        words.Add("tool", "restore").Option("--tool-manifest", ToolManifest).Option("--configfile", ConfigFile)
            .Options("--add-source", Sources).Flag("--no-cache", NoCache).Flag("--ignore-failed-sources", IgnoreFailedSources)
            .Option("--verbosity", Verbosity);
}
