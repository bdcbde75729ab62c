using System.Collections.Immutable;
using System.Globalization;
using Slipway.Delivery.Recording;
using Slipway.Releases.Evidence;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Versions;

namespace Slipway.Components;

/// <summary>How much a package changes, as evidence: what its risk is counted from.</summary>
internal static class ChangeEvidence
{
    public static async Task RecordAsync(Journal journal, PackageSource source, SourceChange change, CancellationToken cancellation)
    {
        (string, string)[] data = DataOf(source, change);
        Entry? known = (await journal.StateAsync(cancellation).ConfigureAwait(false)).EvidenceOf("change", source.Tree);
        if (known is null || !data.All(item => known.Data.GetValueOrDefault(item.Item1) == item.Item2))
            await journal.AppendAsync(EntryType.EvidenceRecorded, new Subject(), cancellation, data).ConfigureAwait(false);
    }

    /// <summary>The evidence as an entry that is in no ledger, for plans of what is not sealed yet.</summary>
    public static Entry Draft(PackageSource source, SourceChange change, string application) => new()
    {
        Seq = 0,
        Type = EntryType.EvidenceRecorded,
        Utc = DateTimeOffset.UnixEpoch,
        Actor = new Actor("", "human"),
        Run = "",
        Application = application,
        Data = DataOf(source, change).ToImmutableSortedDictionary(item => item.Name, item => item.Value),
    };

    private static (string Name, string Value)[] DataOf(PackageSource source, SourceChange change) =>
    [
        ("kind", "change"), ("tree", source.Tree), ("commit", source.Commit), ("lines", Text(change.Lines)), ("fileCount", Text(change.Files.Length)),
        ("commits", Text(change.Commits.Length)), ("authorCount", Text(change.Authors.Length)), ("authors", Fitting(change.Authors)),
        // What does not fit is counted and not named. Of the times, the newest are the ones that may have joined too late.
        ("files", Fitting(change.Files.Where(file => !file.Contains(' ', StringComparison.Ordinal)))),
        ("times", Fitting(change.Commits.OrderByDescending(commit => commit.Committed).Select(commit => $"{commit.Id[..12]}:{commit.Committed.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}"))),
    ];

    private static string Fitting(IEnumerable<string> words) => string.Join(' ', EntryRoom.First(words, EntryRoom.OfList));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
