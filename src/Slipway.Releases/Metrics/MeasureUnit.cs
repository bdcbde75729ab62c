namespace Slipway.Releases.Metrics;

/// <summary>What a measure's value counts.</summary>
public enum MeasureUnit
{
    /// <summary>Seconds of a duration or an age.</summary>
    Seconds,

    /// <summary>A share of a whole, from 0 to 1.</summary>
    Share,

    /// <summary>How often a week.</summary>
    PerWeek,

    /// <summary>How many on a hundred deployments.</summary>
    PerHundred,

    /// <summary>A number of things.</summary>
    Count,

    /// <summary>Points of a survey, from 1 to 5.</summary>
    Points,
}
