using System.Globalization;

namespace Slipway.Releases.Rollouts;

/// <summary>Spans of time as plans write them.</summary>
public static class SpanText
{
    /// <summary>Seconds below two minutes, minutes below two hours, hours above: <c>90s</c>, <c>15m</c>.</summary>
    public static string Of(TimeSpan span) => span.TotalSeconds switch
    {
        < 120 => span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + "s",
        < 7200 => span.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture) + "m",
        _ => span.TotalHours.ToString("0.#", CultureInfo.InvariantCulture) + "h",
    };
}
