using System.Collections.Immutable;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;

namespace Slipway.Reports.Console;

/// <summary>One package as a card.</summary>
public static class PackageText
{
    /// <summary>The card of one package.</summary>
    public static IEnumerable<string> Render(string id, Manifest manifest, ReleaseState state, ImmutableArray<Fault> altered)
    {
        yield return $"{manifest.Application} {manifest.Version}";
        yield return $"  package   {id}";
        yield return $"  source    {manifest.Source.Commit}{(manifest.Source.IsDirty ? " with uncommitted changes" : "")}";
        yield return $"  integrity {(altered.IsEmpty ? $"{manifest.Artifacts.Length} files, every digest as sealed" : $"{altered.Length} files are not as sealed")}";
        yield return $"  tests     {Evidence(state.EvidenceOf("tests", manifest.Source.Tree), "passed", "failed", "skipped")}";
        yield return $"  coverage  {Evidence(state.EvidenceOf("coverage", manifest.Source.Tree), "percent")}";
        yield return $"  rollback  {manifest.Rollback.Strategy}, data loss: {manifest.Rollback.MaxDataLoss}";
        foreach (EnvironmentState environment in state.Environments.Values)
        {
            string? where = environment.Current?.PackageId == id ? "live"
                : environment.Barred.TryGetValue(id, out string? reason) ? $"barred: {reason}"
                : environment.Succeeded.Any(deployment => deployment.PackageId == id) ? "was here"
                : null;
            if (where is not null)
                yield return $"  {environment.Name,-9} {where}";
        }

        foreach (Artifact artifact in manifest.Artifacts)
            yield return $"  {artifact.Sha256[..12]}  {artifact.Size,10}  {artifact.Path}";
    }

    private static string Evidence(Entry? entry, params string[] names) =>
        entry is null ? "no data" : string.Join(", ", names.Select(name => $"{entry.Data.GetValueOrDefault(name, "?")} {name}"));
}
