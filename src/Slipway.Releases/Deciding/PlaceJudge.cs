using Slipway.Releases.Environments;
using Slipway.Releases.Packages;
using Slipway.Releases.Rollouts;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Deciding;

/// <summary>Says whether a package holds anything for the kind of place it is to go to.</summary>
public static class PlaceJudge
{
    /// <summary>Why a package cannot go to an environment, whatever the gates say; null when it can.</summary>
    public static Fault? Unfit(Manifest manifest, DeploymentEnvironment environment) =>
        Unwalkable(manifest, environment.Rollout, environment) is { } fault ? fault
        : environment.IsFeed
        ? manifest.Artifacts.Any(artifact => artifact.Role == ArtifactRole.NuGetPackage) ? null : NothingToPublish(environment)
        : manifest.Services.IsEmpty ? NothingToRun(environment)
        : environment.Docker is not null && manifest.Services.Any(service => service.Image is null) ? NoImages(environment) : null;

    // A plan that nobody could follow is no plan: it must not look as if it had been.
    private static Fault? Unwalkable(Manifest manifest, RolloutPlan plan, DeploymentEnvironment environment) =>
        !plan.IsGradual && plan.Bake <= TimeSpan.Zero ? null
        : environment.IsFeed ? Undivided("offers a version to everybody or to nobody", environment)
        : !manifest.Services.IsEmpty && manifest.Services.All(service => service.IsWorker)
        ? Undivided("gets no requests: the package holds workers alone", environment)
        : plan is { IsSticky: true, Users: null } ? Faceless(environment) : null;

    private static Fault Undivided(string why, DeploymentEnvironment environment) => new(
        "SLP2432", $"{environment.Name} has a rollout plan and {why}", $"environment {environment.Name}",
        "take Rollout off that environment in the build");

    private static Fault Faceless(DeploymentEnvironment environment) => new(
        "SLP2433", $"the rollout plan of {environment.Name} sends a user to the same release each time and does not say what tells users apart",
        $"environment {environment.Name}",
        "name it in the plan: Users = UserKey.Cookie(\"session\")");

    private static Fault NoImages(DeploymentEnvironment environment) => new(
        "SLP2419", $"the package holds no container images, and {environment.Name} runs nothing else", $"environment {environment.Name}",
        "name what they are laid upon in the build: string? IApplication.ImageBase => \"oci:images/base@sha256:…\"; then ./build.sh Release");

    private static Fault NothingToRun(DeploymentEnvironment environment) => new(
        "SLP2417", $"the package holds no service, worker or program, and {environment.Name} runs nothing else", $"environment {environment.Name}",
        "name them in Services, Workers or Programs of the build; NuGet packages go to a feed: Environments => [DeploymentEnvironment.OfFeed(\"staging\", RootDirectory / \"feed\")]");

    private static Fault NothingToPublish(DeploymentEnvironment environment) => new(
        "SLP2418", $"the package holds no NuGet package, and {environment.Name} is a feed", $"environment {environment.Name}",
        "name the projects in NuGetProjects of the build: [RootDirectory / \"src\" / \"My.Library\" / \"My.Library.csproj\"]");
}
