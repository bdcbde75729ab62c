using System.Collections.Immutable;

namespace Slipway.Reports.Html;

/// <summary>Collects which entries stand behind which number while a page is drawn, so that every number can lead to them.</summary>
internal sealed class Drill
{
    private readonly List<(string Title, ImmutableArray<int> Entries)> _lists = [];

    public IReadOnlyList<(string Title, ImmutableArray<int> Entries)> Lists => _lists;

    /// <summary>Where a number leads; one entry leads to itself.</summary>
    public string To(string title, IEnumerable<int> entries)
    {
        ImmutableArray<int> all = [.. entries.Distinct().Order()];
        if (all is [int only])
            return Entry(only);
        _lists.Add((title, all));
        return $"#list-{Words.Plain(_lists.Count - 1)}";
    }

    public static string Entry(int seq) => $"#entry-{Words.Plain(seq)}";

    public static string Release(string packageId) => $"#release-{Words.Short(packageId)}";
}
