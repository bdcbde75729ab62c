using Slipway.Tools.DotNet;

namespace Slipway.Components;

/// <summary>Restores and compiles the solution.</summary>
public interface ICompile : IApplication
{
    [Parameter("Configuration to compile: Debug or Release. Default Release", Name = "Configuration")]
    string Configuration => ParameterText("Configuration") ?? "Release";

    Target Clean => _ => _
        .Description("Delete outputs; never the state")
        .Executes(() => CleanOutputs.Of(RootDirectory, ArtifactsDirectory));

    Target Restore => _ => _
        .Description("Restore NuGet packages")
        .After(Clean)
        .Executes(cancellation => Dotnet.RunAsync(RestoreSettings, cancellation), _ => Dotnet.Describe(RestoreSettings));

    Target Compile => _ => _
        .Description("Compile the solution")
        .DependsOn(Restore)
        .Executes(cancellation => Dotnet.RunAsync(CompileSettings, cancellation), _ => Dotnet.Describe(CompileSettings));

    /// <summary>How the solution is restored.</summary>
    DotNetRestoreSettings RestoreSettings => new() { ProjectFile = SolutionFile };

    /// <summary>How the solution is compiled.</summary>
    DotNetBuildSettings CompileSettings => new() { ProjectFile = SolutionFile, Configuration = Configuration, NoRestore = true };
}
