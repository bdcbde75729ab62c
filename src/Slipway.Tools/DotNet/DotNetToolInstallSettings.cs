using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet tool install</c>.</summary>
public sealed record DotNetToolInstallSettings : DotNetSettings, IFrameworkSettings, IVerbositySettings, ISourcesSettings
{
    public string? Framework { get; init; }
    public string? Verbosity { get; init; }
    public ImmutableArray<string> Sources { get; init; } = [];
    public string PackageName { get; init; } = "";
    public string? Version { get; init; }
    public string? ConfigFile { get; init; }
    public string? ToolInstallationPath { get; init; }
    public bool? Global { get; init; }
    public bool? NoCache { get; init; }

    private protected override void Write(Words words)
    {
        if (PackageName.Length == 0)
            throw new InvalidOperationException("DotNetToolInstall needs SetPackageName.");
        words.Add("tool", "install", PackageName).Option("--version", Version).Option("--framework", Framework)
            .Flag("--global", Global).Option("--tool-path", ToolInstallationPath).Option("--configfile", ConfigFile)
            .Options("--add-source", Sources).Flag("--no-cache", NoCache).Option("--verbosity", Verbosity);
    }
}
