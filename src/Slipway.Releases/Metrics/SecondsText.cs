using System.Globalization;

namespace Slipway.Releases.Metrics;

/// <summary>Instants as entries write many of them: whole seconds since 1970.</summary>
internal static class SecondsText
{
    // Far beyond it DateTimeOffset ends.
    private const long Most = 1L << 37;

    /// <summary>The instant, or null for what is none.</summary>
    public static DateTimeOffset? Read(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds < Most ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
