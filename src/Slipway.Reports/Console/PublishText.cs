using System.Globalization;
using Slipway.Releases.Ledger;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Faults;

namespace Slipway.Reports.Console;

/// <summary>What destinations have of a release, what would be done there, and what was.</summary>
public static class PublishText
{
    private const int NarrowestName = 11;
    private const int Standing = 9;

    /// <summary><c>Publish --plan</c>: a line for each destination, and what stands in the way.</summary>
    public static IEnumerable<string> Plan(PublishView view, int columns, Palette palette)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(palette);
        int name = Math.Max(NarrowestName, view.Seen.Select(one => one.Destination.Name.Length).DefaultIfEmpty().Max());
        yield return $"{palette.Strong($"{view.Publication.Application} {view.Publication.Version}")} {palette.Quiet(view.Publication.PackageId[..12])}";
        foreach (PublishedFile file in view.Publication.Files)
            yield return $"  {palette.Quiet(file.Digest.Short)} {file.Size.ToString("N0", CultureInfo.InvariantCulture),13}  {file.Name}";
        foreach (string line in Folding.Fold(view.Seen.Select(one => $"{one.Destination.Name.PadRight(name)}  {Has(one, palette)}  {Does(one)}"), columns, name + Standing + 6))
            yield return line;
        foreach (Fault fault in view.Refusals.Concat(view.Seen.SelectMany(one => one.Faults)))
        {
            yield return palette.Bad($"{fault.Code}  {fault.Cause}");
            yield return palette.Quiet($"  {fault.Mend}");
        }

        yield return !view.IsAllowed ? palette.Bad("It cannot be published as things stand")
            : view.IsDone ? palette.Good("All of it is published")
            : "Next: ./build.sh Publish";
    }

    /// <summary>What <c>Publish</c> has done, in a line for each destination.</summary>
    public static IEnumerable<string> Done(PublishView found)
    {
        ArgumentNullException.ThrowIfNull(found);
        string release = $"{found.Publication.Application} {found.Publication.Version} ({found.Publication.PackageId[..12]})";
        yield return found.IsDone ? $"{release} was published already; every file was read back" : $"{release} is published; every file was read back";
        foreach (SeenDestination one in found.Seen)
            yield return $"  {one.Destination.Name.PadRight(NarrowestName)}  {one.Plan?.Shelf.Url ?? one.Destination.Place}";
    }

    /// <summary>How a package stands at a destination, in a few words.</summary>
    public static string Stand(PublicationState publication, Palette palette)
    {
        ArgumentNullException.ThrowIfNull(publication);
        ArgumentNullException.ThrowIfNull(palette);
        string on = publication.Utc.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return publication.Outcome switch
        {
            PublishOutcome.Completed => $"{palette.Good("● published")} {on} UTC, {publication.Files} files",
            PublishOutcome.Failed => $"{palette.Bad("▲ not all of it")} {on} UTC: {publication.Reason}; ./build.sh Publish --package {publication.PackageId[..12]} goes on",
            _ => $"{palette.Careful("▶ begun")} {on} UTC and not ended; ./build.sh Publish --package {publication.PackageId[..12]} goes on",
        };
    }

    private static string Has(SeenDestination seen, Palette palette) => seen switch
    {
        { Plan: null } => palette.Bad("? silent ".PadRight(Standing)),
        { Faults.IsEmpty: false } => palette.Bad("✖ stopped".PadRight(Standing)),
        { Plan.IsDone: true } => palette.Good("● public ".PadRight(Standing)),
        { Plan.Shelf.Stage: ShelfStage.Public } => palette.Careful("▲ part".PadRight(Standing)),
        { Plan.Shelf.Stage: ShelfStage.Draft } => palette.Careful("○ draft".PadRight(Standing)),
        _ => palette.Quiet("– nothing".PadRight(Standing)),
    };

    private static string Does(SeenDestination seen) => seen switch
    {
        { Plan: null } or { Faults.IsEmpty: false } => "nothing is published anywhere while this stands",
        { Plan: { IsDone: true } plan } => plan.Files.Length == 1 ? "done: its file is there, equal" : $"done: all {plan.Files.Length} files are there, equal",
        { Plan: { Lacking: { IsEmpty: false } lacking, Shelf.Stage: ShelfStage.Public } } => $"upload {Names(lacking)}",
        { Plan: { Lacking: { IsEmpty: false } lacking } } => $"upload {Names(lacking)}; read back, then show it",
        _ => "everything is in the draft: read back, then show it",
    };

    private static string Names(IEnumerable<PublishedFile> files) => string.Join(", ", files.Select(file => file.Name));
}
