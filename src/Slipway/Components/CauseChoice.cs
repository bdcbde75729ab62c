using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>Finds the deployment that is said to have caused an incident.</summary>
internal static class CauseChoice
{
    private const int Named = 5; // a fault is no place for years of deployments

    /// <summary>The deployment that --deployment or --package names in an environment; the environment alone where neither is given.</summary>
    public static async Task<Subject> OfAsync(Desk desk, ILearn build, DeploymentEnvironment environment, CancellationToken cancellation)
    {
        if (build.DeploymentName is null && build.PackageName is null)
            return new Subject(environment.Name);
        var history = ReleaseHistory.Of(await desk.Engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false));
        ImmutableArray<PastDeployment> here = [.. history.Deployments.Where(deployment => deployment.Environment == environment.Name)];
        PastDeployment cause = build.DeploymentName is { } name
            ? ByName(here, name, environment)
            : ByPackage(here, await PackageChoice.ResolveAsync(desk.Engine.Ports.Packages, build.PackageName!, cancellation).ConfigureAwait(false), environment); // one of them is given
        return new Subject(environment.Name, cause.PackageId, cause.Version, cause.Id);
    }

    private static PastDeployment ByName(ImmutableArray<PastDeployment> here, string name, DeploymentEnvironment environment)
    {
        PastDeployment[] found = [.. here.Where(deployment => deployment.Id.StartsWith(name, StringComparison.OrdinalIgnoreCase)).DistinctBy(deployment => deployment.Id)];
        return found.Length == 1 ? found[0] : throw new FaultException(ExitCode.Usage, new Fault(
            "SLP4605", found.Length == 0 ? $"there is no deployment {name} in {environment.Name}" : $"{found.Length} deployments in {environment.Name} begin with {name}", "--deployment",
            Nearest.Mend(name, [.. here.Select(deployment => deployment.Id).Distinct().TakeLast(Named)], "deployments")));
    }

    private static PastDeployment ByPackage(ImmutableArray<PastDeployment> here, string package, DeploymentEnvironment environment) =>
        here.LastOrDefault(deployment => deployment.PackageId == package && deployment is { IsSuccessful: true, IsRehearsal: false })
            ?? throw new FaultException(ExitCode.Usage, new Fault("SLP4606", $"{package[..12]} never served in {environment.Name}", "--package", $"./build.sh History --environment {environment.Name} shows what did"));
}
