using System.Collections.Immutable;
using System.Globalization;
using Slipway.Delivery.Conducting;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Versions;

namespace Slipway.Components;

/// <summary>How much a package changes, as evidence: what its risk is counted from.</summary>
internal static class ChangeEvidence
{
    // A ledger line has a limit; the files beyond it are counted and not named.
    private const int NamedFiles = 400;

    // The newest are the ones that may have joined too late.
    private const int TimedCommits = 400;

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
        ("commits", Text(change.Commits.Length)), ("authors", string.Join(' ', change.Authors)),
        ("files", string.Join(' ', change.Files.Where(file => !file.Contains(' ', StringComparison.Ordinal)).Take(NamedFiles))),
        ("times", string.Join(' ', change.Commits.OrderByDescending(commit => commit.Committed).Take(TimedCommits).Select(commit => $"{commit.Id[..12]}:{commit.Committed.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}"))),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
