using System.Globalization;

namespace Slipway.Reports.Console;

/// <summary>Days: the same in every culture.</summary>
internal static class DayText
{
    /// <summary><c>2026-12-01</c>.</summary>
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
