using Slipway.Tools.DotNet;

namespace Slipway.Components;

/// <summary>Restores and compiles the solution.</summary>
public interface ICompile : IApplication
{
    /// <summary>Configuration to compile: Debug or Release. Default Release.</summary>
    [Parameter("Configuration to compile: Debug or Release. Default Release", Name = "Configuration", Targets = "Compile Test Package Release Scan")]
    string Configuration => ParameterText("Configuration") ?? "Release";

    /// <summary>Delete outputs; never the state.</summary>
    Target Clean => _ => _
        .Description("Delete outputs; never the state")
        .Executes(() => CleanOutputs.Of(RootDirectory, ArtifactsDirectory));

    /// <summary>Restore NuGet packages.</summary>
    Target Restore => _ => _
        .Description("Restore NuGet packages")
        .After(Clean)
        .Executes(cancellation => CompileRun.RestoreAsync(this, cancellation), _ => Dotnet.Describe(RestoreSettings));

    /// <summary>Compile the solution.</summary>
    Target Compile => _ => _
        .Description("Compile the solution")
        .DependsOn(Restore)
        .Executes(cancellation => CompileRun.CompileAsync(this, cancellation), _ => Dotnet.Describe(CompileSettings));

    /// <summary>How the solution is restored.</summary>
    DotNetRestoreSettings RestoreSettings => new() { ProjectFile = SolutionFile };

    /// <summary>How the solution is compiled.</summary>
    DotNetBuildSettings CompileSettings => new() { ProjectFile = SolutionFile, Configuration = Configuration, NoRestore = true };
}
