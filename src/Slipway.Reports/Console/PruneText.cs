using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Governing;

namespace Slipway.Reports.Console;

/// <summary>What became of the packages of a store, as lines.</summary>
public static class PruneText
{
    private const int ReasonColumn = 31;

    /// <summary>A line for each package, those sealed last in front.</summary>
    public static IEnumerable<string> Render(ImmutableArray<PackageFate> fates, int columns, Palette palette) => Folding.Fold(
        fates.Select(fate => fate.IsKept ? Line(fate, "deleted") : palette.Careful(Line(fate, "deleted"))), columns, ReasonColumn);

    /// <summary>What would become of a package, for who looks first.</summary>
    public static string Plan(PackageFate fate) => Line(fate, "delete");

    private static string Line(PackageFate fate, string gone)
    {
        ArgumentNullException.ThrowIfNull(fate);
        return $"  {(fate.IsKept ? "kept" : gone),-8}{fate.PackageId[..12]} {fate.Version ?? "?",-8}{fate.Reason}";
    }

    /// <summary>All of it in one line.</summary>
    /// <param name="fates">All packages.</param>
    /// <param name="bytes">What the deleted ones held.</param>
    public static string Summary(ImmutableArray<PackageFate> fates, long bytes)
    {
        int gone = fates.Count(fate => !fate.IsKept);
        string freed = (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
        return gone == 0 ? $"nothing to delete, {Counted(fates.Length)} kept" : $"{Counted(gone)} deleted ({freed} MB), {fates.Length - gone} kept";
    }

    private static string Counted(int count) => count == 1 ? "1 package" : string.Create(CultureInfo.InvariantCulture, $"{count} packages");
}
