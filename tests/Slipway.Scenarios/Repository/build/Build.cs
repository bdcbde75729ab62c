using System.Collections.Immutable;
using Slipway;
using Slipway.Components;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;
using Slipway.Releases.Publishing;
using Slipway.Releases.Rollouts;

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

    // Where stories publish to: a folder, a feed and a forge, each on this machine.
    private static string[] Shops => Environment.GetEnvironmentVariable("GREETER_SHOPS")?.Split(' ') ?? [];

    public ImmutableArray<AbsolutePath> NuGetProjects => Shops.Length == 0 ? [] : [RootDirectory / "parts" / "Greetings" / "Greetings.csproj"];

    public ImmutableArray<Destination> Destinations => Shops is not [var folder, var feed, var forge] ? [] :
    [
        new Destination.Folder("site", folder),
        new Destination.Feed("nuget", feed, Key: "FEED_KEY"),
        new Destination.GitHub("github", "octo/shop") { Api = new Uri(forge) },
    ];

    // Short steps, for stories: those of a real plan soak for minutes. The number is the longest a step may take, in seconds.
    private static RolloutPlan Production => Environment.GetEnvironmentVariable("GREETER_STEPS") is not { } deadline ? RolloutPlan.AllAtOnce
        : RolloutPlan.Canary(new(20, TimeSpan.FromSeconds(1)), new(50, TimeSpan.FromSeconds(1))) with
        {
            Metrics = [RolloutMetric.Errors],
            SafeErrors = 0.02,
            Look = TimeSpan.FromMilliseconds(500),
            WarmUp = TimeSpan.FromSeconds(1),
            Deadline = TimeSpan.FromSeconds(int.Parse(deadline)),
        };

    private static int FirstPort => int.Parse(Environment.GetEnvironmentVariable("GREETER_PORT") ?? "17900");

    private DeploymentEnvironment At(string name, int place, string salutation) => new()
    {
        Name = name,
        Port = FirstPort + place,
        Rollout = name == "production" ? Production : RolloutPlan.AllAtOnce,
        Configuration = ImmutableSortedDictionary<string, string>.Empty.Add("Greeter__Salutation", salutation),
    };
}
