using System.Collections.Immutable;
using Slipway;
using Slipway.Components;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;
using Slipway.Releases.Publishing;
using Slipway.Tools.DotNet;

/// <summary>Slipway's own build: it releases the Storefront, and packs Slipway itself.</summary>
internal sealed partial class Build : SlipwayBuild, IRelease
{
    public static int Main() => Execute<Build>(build => ((IRelease)build).Release);

    public string ApplicationName => "storefront";

    public ImmutableArray<ServiceProject> Services => [Storefront];

    public ImmutableArray<DeploymentEnvironment> Environments => [Staging, Production];

    public ImmutableArray<FeatureFlag> Flags => [new("gift-cards", "the shop's team")];

    public ImmutableArray<Destination> Destinations => [new Destination.Folder("site", PublishedDirectory / "site"), new Destination.Feed("packages", PublishedDirectory / "feed")];

    public AbsolutePath SolutionFile => RootDirectory / "Slipway.slnx";

    public ImmutableArray<AbsolutePath> NuGetProjects => [RootDirectory / "src" / "Slipway" / "Slipway.csproj"];

    // One test program after the other: some of them measure, and two cores are few.
    DotNetTestSettings ITest.TestSettings => ITest.SettingsOf(this) with { ProcessAdditionalArguments = ["-m:1"] };

    private Target Noop => _ => _
        .Description("Do nothing, fast; Benchmark times it")
        .Executes(() => { });
}
