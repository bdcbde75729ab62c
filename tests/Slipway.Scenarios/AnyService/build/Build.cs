using System.Collections.Immutable;
using Slipway;
using Slipway.Components;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;

internal sealed class Build : SlipwayBuild, IRelease
{
    public static int Main() => Execute<Build>(build => ((IRelease)build).Release);

    public string ApplicationName => "any";

    public AbsolutePath SolutionFile => RootDirectory / "tests" / "Any.Tests" / "Any.Tests.csproj";

    // Web and Live are the templates as they are; one front door, so Live gets the prefix of its scripts.
    public ImmutableArray<ServiceProject> Services =>
    [
        new("web", RootDirectory / "src" / "Web" / "Web.csproj") { Ready = Ready.Status("/"), Smoke = [new SmokeCheck("/Privacy", Contains: "privacy")] },
        new("live", RootDirectory / "src" / "Live" / "Live.csproj") { Ready = Ready.Status("/"), Route = "/_framework" },
        new("desk", RootDirectory / "src" / "Desk" / "Desk.csproj") { Ready = Ready.LogLine("Application started"), Route = "/_content", Warm = false },
    ];

    public ImmutableArray<WorkerProject> Workers =>
    [
        new("mailer", RootDirectory / "src" / "Mailer" / "Mailer.csproj")
        {
            Ready = Ready.LogLine("Guten Tag"),
            Migrate = new MigrationStep("sh") { Arguments = ["-c", "echo \"$SLIPWAY_PACKAGE\" >> \"$SLIPWAY_DATA/schema\""] },
        },
    ];

    public ImmutableArray<ServiceProgram> Programs => [new("api", RootDirectory / "api", "python3") { Arguments = ["server.py"], Route = "/api", Ready = Ready.Contract("/api/ready") }];

    public ImmutableArray<DeploymentEnvironment> Environments => [At("staging", 0), At("production", 1)];

    private static DeploymentEnvironment At(string name, int place) => new() { Name = name, Port = int.Parse(Environment.GetEnvironmentVariable("GREETER_PORT") ?? "17900") + place };
}
