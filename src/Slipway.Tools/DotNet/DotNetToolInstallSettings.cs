using System.Collections.Immutable;

namespace Slipway.Tools.DotNet;

/// <summary>Options of <c>dotnet tool install</c>.</summary>
public sealed record DotNetToolInstallSettings : DotNetSettings, IFrameworkSettings, IVerbositySettings, ISourcesSettings
{
    /// <inheritdoc />
    public string? Framework { get; init; }

    /// <inheritdoc />
    public string? Verbosity { get; init; }

    /// <inheritdoc />
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>Id of the tool's package.</summary>
    public string PackageName { get; init; } = "";

    /// <summary>Version of the tool; null is the newest stable one.</summary>
    public string? Version { get; init; }

    /// <summary>The one <c>nuget.config</c> to use; null searches from the working folder upwards.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Folder to install the tool into.</summary>
    public string? ToolInstallationPath { get; init; }

    /// <summary>Installs the tool for the user, not for the repository.</summary>
    public bool? Global { get; init; }

    /// <summary>Asks feeds again, whatever was asked before.</summary>
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
