using System.Collections.Immutable;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>The deployment that somebody thinks caused an incident.</summary>
/// <param name="Deployment">Its name, or the beginning of it; null where it is not named.</param>
/// <param name="PackageId">The package it brought; null where that is not named either.</param>
public sealed record Suspect(string? Deployment, string? PackageId)
{
    private const int Named = 5; // a fault is no place for years of deployments

    /// <summary>Finds the deployment in an environment; the environment alone where nothing is named.</summary>
    internal Ruling.Refused? Find(ImmutableArray<PastDeployment> past, string environment, out Subject cause)
    {
        cause = new Subject(environment);
        PastDeployment[] here = [.. past.Where(deployment => deployment.Environment == environment)];
        PastDeployment? found = null;
        if (Deployment is not null)
        {
            PastDeployment[] named = [.. here.Where(deployment => deployment.Id.StartsWith(Deployment, StringComparison.OrdinalIgnoreCase))
                .DistinctBy(deployment => deployment.Id)];
            if (named.Length != 1)
                return Ruling.Refuse(ExitCode.Usage, NotOne(environment, named.Length, here));
            found = named[0];
        }
        else if (PackageId is not null)
        {
            found = here.LastOrDefault(deployment => deployment.PackageId == PackageId && deployment is { IsSuccessful: true, IsRehearsal: false });
            if (found is null)
                return Ruling.Refuse(ExitCode.Usage, NeverServed(environment));
        }

        if (found is not null)
            cause = new Subject(environment, found.PackageId, found.Version, found.Id);
        return null;
    }

    private Fault NotOne(string environment, int count, PastDeployment[] here) => new(
        "SLP4605",
        count == 0 ? $"there is no deployment {Deployment} in {environment}" : $"{count} deployments in {environment} begin with {Deployment}",
        "--deployment",
        Nearest.Mend(Deployment!, [.. here.Select(deployment => deployment.Id).Distinct().TakeLast(Named)], "deployments")); // it was named

    private Fault NeverServed(string environment) => new(
        "SLP4606", $"{PackageId![..12]} never served in {environment}", "--package",
        $"./build.sh History --environment {environment} shows what did"); // it was named
}
