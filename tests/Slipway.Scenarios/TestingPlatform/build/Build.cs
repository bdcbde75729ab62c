using System.Collections.Immutable;
using Slipway;
using Slipway.Components;
using Slipway.Releases.Environments;

internal sealed class Build : SlipwayBuild, ITest
{
    public static int Main() => Execute<Build>(build => ((ITest)build).Test);

    public string ApplicationName => "tiny";

    public ImmutableArray<ServiceProject> Services => [];

    public ImmutableArray<DeploymentEnvironment> Environments => [];
}
