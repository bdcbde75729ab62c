using System.Collections.Immutable;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Shape;

/// <summary>What <c>Release</c> would stumble over in a repository, said before it does.</summary>
public static class ShapeCheck
{
    /// <summary>Every point that was looked at, in the order in which a release meets them.</summary>
    public static ImmutableArray<ShapeFinding> Of(RepositoryShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return
        [
            new("sdk", shape.Sdk ?? "none", shape.Sdk is null ? [NoSdk(shape)] : []),
            new("identity", shape.Identity ?? "nobody", shape.Identity is null ? [Nobody()] : []),
            new("solution", $"{shape.Solution}, {Counted(shape.Projects.Length, "project")}", [.. Missing(shape).Select(Gone)]),
            new("tests", shape.Projects.Count(project => project.IsTest) is > 0 and var count ? Counted(count, "test project") : "none", [.. Tests(shape)]),
            new("ignored", "outputs stay out of git", [.. shape.Unignored.Select(Unignored)]),
            new("settings", Counted(shape.Services.Sum(service => service.Configuration.Length), "key"), [.. Settings(shape)]),
            new("ports", PortsOf(shape) is { Length: > 0 } ports ? ports : "none", [.. Ports(shape)]),
        ];
    }

    private static IEnumerable<ShapedProject> Missing(RepositoryShape shape) =>
        shape.Projects.Concat(shape.Released).Where(project => !project.Exists).DistinctBy(project => project.Path);

    private static IEnumerable<Fault> Settings(RepositoryShape shape) =>
        shape.Lane.SelectMany(place => MissingConfiguration.Of(shape.Services, place.Environment, shape.SecretNames));

    private static string PortsOf(RepositoryShape shape) =>
        string.Join(", ", shape.Lane.Where(place => !place.Environment.IsFeed).Select(place => place.Environment.Port));

    private static IEnumerable<Fault> Tests(RepositoryShape shape)
    {
        if (shape.MinimumTests > 0 && !shape.Projects.Any(project => project.IsTest))
        {
            yield return new Fault(
                "SLP2801", $"no project of {shape.Solution} holds tests, and {(shape.MinimumTests == 1 ? "one is" : $"{shape.MinimumTests} are")} asked for",
                shape.Solution,
                "add a test project to the solution, or say that there are none: \"gates\": { \"minimumTests\": 0 } in .nuke/release.json");
        }
    }

    private static IEnumerable<Fault> Ports(RepositoryShape shape) =>
    [
        .. shape.Lane.GroupBy(place => (place.Environment.Port, place.Environment.Docker?.Engine, place.Environment.Docker?.Address)).Where(group => group.Count() > 1)
            .Select(group => OnePlace([.. group.Select(place => place.Environment)])),
        .. shape.Lane.Where(place => place.IsTaken)
            .Select(place => Taken(place.Environment)),
    ];

    private static Fault OnePlace(DeploymentEnvironment[] several) => new(
        "SLP2802", $"{string.Join(" and ", several.Select(one => one.Name))} {(several[0].IsFeed ? "are one feed" : $"want the same port {several[0].Port}")}",
        "Environments of the build", "give each environment a place of its own");

    private static Fault Taken(DeploymentEnvironment environment) => new(
        "SLP2803", $"somebody else listens on port {environment.Port}", $"environment {environment.Name}",
        $"end that program, or give {environment.Name} another Port in the build");

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static Fault NoSdk(RepositoryShape shape) => new(
        "SLP2804", $"no .NET SDK may build here: {shape.SdkFailure}", "global.json",
        "install the SDK that global.json asks for, or let it ask for one that is here: \"rollForward\": \"latestMajor\"");

    private static Fault Nobody() => new(
        "SLP2805", "git knows nobody here, so the ledger would name the account of this machine", "git config user.email",
        "git config user.email you@example.org");

    private static Fault Gone(ShapedProject project) => new(
        "SLP2806", $"there is no {project.Path}", "the solution, or Services, Workers and NuGetProjects of the build",
        "mend the path, or take it out");

    private static Fault Unignored(string folder) => new(
        "SLP2807", $"git does not ignore {folder}/, so what a build leaves there makes every source unclean", ".gitignore",
        $"echo '{folder}/' >> .gitignore");
}

/// <summary>One point of a <see cref="RepositoryShape"/>.</summary>
/// <param name="Point">What was looked at.</param>
/// <param name="Seen">What is there, in a few words.</param>
/// <param name="Faults">What is wrong with it; none where it is well.</param>
public sealed record ShapeFinding(string Point, string Seen, ImmutableArray<Fault> Faults);
