using System.Collections.Immutable;
using Slipway;
using Slipway.Components;
using Slipway.Releases.Environments;

/// <summary>Slipway's own build: it releases the Storefront, and packs Slipway itself.</summary>
internal sealed partial class Build : SlipwayBuild, IRelease
{
    public static int Main() => Execute<Build>(build => ((IRelease)build).Release);

    public string ApplicationName => "storefront";

    public ImmutableArray<ServiceProject> Services => [Storefront];

    public ImmutableArray<DeploymentEnvironment> Environments => [Staging, Production];

    public AbsolutePath SolutionFile => RootDirectory / "Slipway.slnx";

    public ImmutableArray<AbsolutePath> NuGetProjects => [RootDirectory / "src" / "Slipway" / "Slipway.csproj"];

    private Target Noop => _ => _
        .Description("Do nothing, fast; Benchmark times it")
        .Executes(() => { });
}
