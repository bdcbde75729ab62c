using System.Collections.Immutable;
using System.Diagnostics;
using Slipway.Fakes;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;

namespace Slipway.Tests.Releases.Metrics;

/// <summary>A thousand releases, sixty thousand entries: measured while a person waits.</summary>
[Collection(nameof(Alone))]
public sealed class ManyReleasesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [Fact]
    public void A_thousand_releases_are_measured_at_once()
    {
        ImmutableArray<Entry> entries = [.. LongHistory.Drafts(60_000).Select((entry, index) => entry with { Seq = index + 1 })];
        long start = Stopwatch.GetTimestamp();

        var metrics = DeliveryMetrics.Of(ReleaseHistory.Of(entries), ["staging", "production"], entries[^1].Utc, 365);

        TimeSpan took = Stopwatch.GetElapsedTime(start);
        TestContext.Current.SendDiagnosticMessage($"{entries.Length} entries measured in {took.TotalMilliseconds:0} ms");
        Assert.True(took < Patience, $"{took.TotalSeconds:0.0} s");
        Assert.Equal(metrics.Environments[1]["deployment_frequency"].N, metrics.Environments[1]["deployment_frequency"].Trend.Sum(point => point.N));
    }
}
