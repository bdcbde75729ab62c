using System.Collections.Immutable;
using Slipway;
using Slipway.Components;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;

internal sealed class Build : SlipwayBuild, IRelease
{
    public static int Main() => Execute<Build>(build => ((IRelease)build).Release);

    public string ApplicationName => "greeter";

    public ImmutableArray<ServiceProject> Services =>
    [
        new("greeter", RootDirectory / "src" / "Greeter" / "Greeter.csproj")
        {
            Ready = Ready.Contract("/up"),
            Configuration = [new ConfigurationKey("Greeter__Salutation")],
            Smoke = [new SmokeCheck("/hello/smoke", Contains: "smoke")],
        },
    ];

    public ImmutableArray<DeploymentEnvironment> Environments => [At("staging", 0, "Ahoy"), At("production", 1, "Hello")];

    private static int FirstPort => int.Parse(Environment.GetEnvironmentVariable("GREETER_PORT") ?? "17900");

    private DeploymentEnvironment At(string name, int place, string salutation) => new()
    {
        Name = name,
        Port = FirstPort + place,
        Configuration = ImmutableSortedDictionary<string, string>.Empty.Add("Greeter__Salutation", salutation),
    };
}
