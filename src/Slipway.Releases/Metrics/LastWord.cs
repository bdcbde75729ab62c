using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Metrics;

/// <summary>Answers to surveys that count: the last of each person about each release, in whatever role.</summary>
public static class LastWord
{
    /// <summary>The answers among entries, oldest first.</summary>
    public static ImmutableArray<Entry> Of(IEnumerable<Entry> entries) =>
    [
        .. entries.Where(entry => entry.Type == EntryType.SurveyAnswered && SurveyAnswered.Read(entry.Data).Score is >= 1 and <= 5)
            .Reverse()
            .DistinctBy(entry => (entry.Actor.Id, entry.PackageId))
            .Reverse(),
    ];
}
