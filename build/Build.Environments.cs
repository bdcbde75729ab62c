using System.Collections.Immutable;
using Slipway;
using Slipway.Components;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;

/// <summary>What is released, and where to.</summary>
internal sealed partial class Build
{
    private static ServiceProject Storefront => new("storefront", RootDirectory / "src" / "Storefront" / "Storefront.csproj")
    {
        Configuration = [new ConfigurationKey("Shop__Title"), new ConfigurationKey("Shop__Banner", Required: false)],
        Smoke =
        [
            new SmokeCheck("/health"),
            new SmokeCheck("/", Contains: "</html>"),
            new SmokeCheck("/api/products", Contains: "\"id\""),
        ],
    };

    private static DeploymentEnvironment Staging => new()
    {
        Name = "staging",
        Port = 7080,
        Configuration = ImmutableSortedDictionary<string, string>.Empty.Add("Shop__Title", "Storefront (staging)").Add("Shop__Banner", "You are looking at staging"),
    };

    private static DeploymentEnvironment Production => new()
    {
        Name = "production",
        Port = 7081,
        Configuration = ImmutableSortedDictionary<string, string>.Empty.Add("Shop__Title", "Storefront"),
    };

    // Beside the environments, where no network is needed: what others would get.
    private AbsolutePath PublishedDirectory => ((IApplication)this).StateDirectory / "published";
}
