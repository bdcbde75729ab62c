using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.History;

/// <summary>Puts the entries of deployments together; one environment runs one deployment at a time.</summary>
internal static class DeploymentFold
{
    public static ImmutableArray<PastDeployment> Of(ImmutableArray<Entry> entries)
    {
        var past = new List<PastDeployment>();
        var open = new Dictionary<string, int>(StringComparer.Ordinal); // environment → its open deployment
        var serving = new Dictionary<string, int>(StringComparer.Ordinal); // environment → the deployment that serves
        var seen = new HashSet<(string Environment, string Package)>();
        foreach (Entry entry in entries)
        {
            if (entry.Environment is not { } environment)
                continue;
            if (entry.Type is EntryType.DeployStarted)
            {
                open[environment] = past.Count;
                past.Add(new PastDeployment { Started = entry, Kind = KindOf(entry, seen), Before = PackageOf(serving, environment, past), IsRehearsal = IsRehearsal(entry) });
            }
            else if (entry.Type is EntryType.RollbackStarted && IsAutomatic(entry))
            {
                if (open.TryGetValue(environment, out int own))
                    past[own] = past[own] with { TakenBack = entry };
            }
            else if (entry.Type is EntryType.RollbackStarted)
            {
                open[environment] = past.Count;
                past.Add(new PastDeployment { Started = entry, Kind = DeploymentKind.Rollback, Before = PackageOf(serving, environment, past), IsRehearsal = IsRehearsal(entry) });
            }
            else if (entry.Type is EntryType.DeployCompleted or EntryType.DeployFailed or EntryType.RollbackCompleted or EntryType.RollbackFailed && open.Remove(environment, out int index))
            {
                past[index] = past[index] with { Ended = entry };
                if (past[index].IsSuccessful)
                    Arrive(past, serving, seen, environment, index);
            }
        }

        return [.. past];
    }

    private static void Arrive(List<PastDeployment> past, Dictionary<string, int> serving, HashSet<(string, string)> seen, string environment, int index)
    {
        PastDeployment arrived = past[index];
        if (arrived is { Kind: DeploymentKind.Rollback, IsRehearsal: false } && serving.TryGetValue(environment, out int left))
            past[left] = past[left] with { TakenBack = arrived.Started };
        serving[environment] = arrived.IsRehearsal ? Rehearsed(past, index) : index;
        seen.Add((environment, arrived.PackageId));
    }

    // What a rehearsal brings back is the deployment that was there before it: a later rollback leaves that one.
    private static int Rehearsed(List<PastDeployment> past, int index)
    {
        int before = past.FindLastIndex(index, deployment => deployment is { IsRehearsal: false, IsSuccessful: true } && deployment.Environment == past[index].Environment && deployment.PackageId == past[index].PackageId);
        return before < 0 ? index : before;
    }

    private static DeploymentKind KindOf(Entry started, HashSet<(string Environment, string Package)> seen) =>
        started.Data.GetValueOrDefault("remediates") is { Length: > 0 } ? DeploymentKind.Hotfix
        : seen.Contains((started.Environment!, started.PackageId ?? "")) ? DeploymentKind.Redeploy
        : DeploymentKind.Planned;

    private static string? PackageOf(Dictionary<string, int> serving, string environment, List<PastDeployment> past) =>
        serving.TryGetValue(environment, out int index) ? past[index].PackageId : null;

    // The way forward again of a rehearsal is a deployment by the verb of that name.
    private static bool IsRehearsal(Entry entry) => entry.Data.GetValueOrDefault("rehearsal") == "true" || entry.Data.GetValueOrDefault("verb") == "Rehearse";

    private static bool IsAutomatic(Entry entry) => entry.Data.GetValueOrDefault("automatic") == "true";
}
