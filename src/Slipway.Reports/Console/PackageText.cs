using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;

namespace Slipway.Reports.Console;

/// <summary>One package as a card.</summary>
public static class PackageText
{
    private const int NarrowestLabel = 9;
    private const int BeforePath = 28;

    /// <summary>The card.</summary>
    /// <param name="view">What is known of the package.</param>
    /// <param name="showsFiles">True for the list of its files.</param>
    /// <param name="columns">Width of the screen; of a longer path the end is shown.</param>
    /// <param name="palette">Colours.</param>
    public static IEnumerable<string> Render(PackageView view, bool showsFiles, int columns, Palette palette)
    {
        (string Name, string State)[] places = [.. view.State.Environments.Values.Select(environment => (environment.Name, Standing(view.Id, environment, palette))).Where(place => place.Item2.Length > 0)];
        places = [.. places, .. view.State.Environments.Values.Where(environment => environment.Rollouts.ContainsKey(view.Id)).Select(environment => ($"{environment.Name} rollout", RolloutText.Outcome(environment.Rollouts[view.Id], palette)))];
        places = [.. places, .. view.State.Publications.Values.Where(publication => publication.PackageId == view.Id).Select(publication => (publication.Destination, PublishText.Stand(publication, palette)))];
        int label = places.Select(place => place.Name.Length).Append(NarrowestLabel).Max();
        (string Name, string Text)[] rows = [.. Facts(view, palette), .. places];
        return rows.SelectMany(row => Folding.Fold([$"  {palette.Quiet(row.Name.PadRight(label))} {row.Text}"], columns, label + 3))
            .Prepend(palette.Strong($"{view.Manifest.Application} {view.Manifest.Version}"))
            .Concat((showsFiles ? view.Manifest.Artifacts : []).Select(artifact => $"  {palette.Quiet(artifact.Sha256[..12])}  {artifact.Size,10}  {End(artifact.Path, columns - BeforePath)}"));
    }

    private static IEnumerable<(string Name, string Text)> Facts(PackageView view, Palette palette)
    {
        Manifest manifest = view.Manifest;
        yield return ("package", view.Id);
        yield return ("source", $"{manifest.Source.Commit}{(manifest.Source.IsDirty ? palette.Careful(" with uncommitted changes") : "")}");
        yield return ("integrity", view.Altered.IsEmpty ? $"{Files(manifest.Artifacts.Length)}, {palette.Good("every digest as sealed")}" : palette.Bad($"{Files(view.Altered.Length)} not as sealed"));
        yield return ("tests", Evidence(view.State.EvidenceOf("tests", manifest.Source.Tree), palette, "passed", "failed", "skipped"));
        yield return ("coverage", Evidence(view.State.EvidenceOf("coverage", manifest.Source.Tree), palette, "percent"));
        yield return ("rollback", $"{manifest.Rollback.Strategy}, data loss: {manifest.Rollback.MaxDataLoss}");
    }

    private static string Standing(string id, EnvironmentState environment, Palette palette) =>
        environment.Current?.PackageId == id ? palette.Good("live")
        : environment.Barred.TryGetValue(id, out string? reason) ? palette.Bad($"barred: {reason}")
        : environment.Succeeded.Any(deployment => deployment.PackageId == id) ? "was here"
        : "";

    private static string Evidence(Entry? entry, Palette palette, params string[] names) =>
        entry is null ? palette.Careful("no data") : string.Join(", ", names.Select(name => $"{entry.Data.GetValueOrDefault(name, "?")} {name}"));

    private static string Files(int count) => count == 1 ? "1 file" : $"{count} files";

    private static string End(string path, int most) => path.Length <= most ? path : $"…{path[^(most - 1)..]}";
}
