using Slipway.Composition;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>Finds what a hotfix is said to mend.</summary>
internal static class RemedyChoice
{
    private const int Named = 5; // a fault is no place for years of deployments

    /// <summary>The incidents and deployments named, or null where none is.</summary>
    /// <exception cref="FaultException">One of them is not on record (exit 2).</exception>
    public static async Task<string?> OfAsync(IApplication build, ReleaseEngine engine, CancellationToken cancellation)
    {
        if (build.Remediates is not { } text)
            return null;
        ReleaseState state = (await engine.Folded.ReadAsync(cancellation).ConfigureAwait(false)).Fresh().State;
        string[] known = [.. state.Governance.Incidents.Keys, .. state.Environments.Values.SelectMany(environment => environment.Succeeded).Select(deployment => deployment.DeploymentId).Distinct()];
        string[] named = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (named.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new FaultException(ExitCode.Usage, new Fault("SLP4604", $"there is no incident and no deployment {unknown}", "--remediates", Nearest.Mend(unknown, [.. state.Governance.Incidents.Keys, .. known.TakeLast(Named)], "incidents and deployments")));
        return named.Length == 0 ? null : string.Join(' ', named);
    }
}
