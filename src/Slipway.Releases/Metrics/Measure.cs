using System.Collections.Immutable;

namespace Slipway.Releases.Metrics;

/// <summary>One number about how software is delivered, with everything it rests on.</summary>
public sealed record Measure
{
    /// <summary>Its name for machines: <c>change_lead_time</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The number: of durations the median. Null where there is nothing to measure.</summary>
    public double? Value { get; init; }

    /// <summary>The duration that nine of ten do not exceed; null for what is no duration.</summary>
    public double? P90 { get; init; }

    /// <summary>What its value counts.</summary>
    public required MeasureUnit Unit { get; init; }

    /// <summary>Observations it rests on.</summary>
    public int N { get; init; }

    /// <summary>Deployments the observations come from, where one deployment brings many; null where each stands for itself.</summary>
    public int? Deployments { get; init; }

    /// <summary>Observations below which it says nothing. Default 5; 0 for plain counts.</summary>
    public int Least { get; init; } = 5;

    /// <summary>How it is computed, in one sentence, with its source.</summary>
    public required string Formula { get; init; }

    /// <summary>What has to be known beside the number: what is flagged, still open, or shown apart.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>The same measure over the slices of the window, oldest first.</summary>
    public ImmutableArray<TrendPoint> Trend { get; init; } = [];

    /// <summary>Places in the ledger of the entries behind it, in their order.</summary>
    public ImmutableArray<int> Seqs { get; init; } = [];

    /// <summary>True when it rests on too little to be told as a number.</summary>
    public bool IsTooFew => N < Least || Deployments < Least;
}
