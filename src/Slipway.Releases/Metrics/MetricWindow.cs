namespace Slipway.Releases.Metrics;

/// <summary>A stretch of time that is measured. Its start is not part of it and its end is, so that windows in a row share no fact and what happened just now counts.</summary>
/// <param name="From">The last instant before it.</param>
/// <param name="To">Its last instant.</param>
public sealed record MetricWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Days measured where nobody says otherwise.</summary>
    public const int DefaultDays = 90;

    /// <summary>Its length in days.</summary>
    public double Days => (To - From).TotalDays;

    /// <summary>The days up to an instant.</summary>
    public static MetricWindow Before(DateTimeOffset now, int days = DefaultDays) => new(now.AddDays(-days), now);

    /// <summary>True from just after its start up to its end.</summary>
    public bool Contains(DateTimeOffset instant) => instant > From && instant <= To;
}
