using System.Collections.Immutable;
using System.Globalization;

namespace Slipway.Releases.Facts;

/// <summary>Reads what an entry says by name. Whoever may append may leave anything out, so nothing here fails.</summary>
internal static class FactText
{
    private const string DayPattern = "yyyy-MM-dd";

    /// <summary>The text; empty where there is none.</summary>
    public static string Text(this ImmutableSortedDictionary<string, string> data, string name) => data.GetValueOrDefault(name, "");

    /// <summary>The words of a list; none where there is no text.</summary>
    public static ImmutableArray<string> Words(this ImmutableSortedDictionary<string, string> data, string name) =>
        [.. data.Text(name).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The number; null for what is none.</summary>
    public static int? Number(this ImmutableSortedDictionary<string, string> data, string name) =>
        int.TryParse(data.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The day; null for what is none.</summary>
    public static DateOnly? Day(this ImmutableSortedDictionary<string, string> data, string name) => DayOf(data.Text(name));

    /// <summary>The day of a text; null for what is none.</summary>
    public static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, DayPattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    /// <summary>A number as entries write it.</summary>
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A day as entries write it.</summary>
    public static string Of(DateOnly day) => day.ToString(DayPattern, CultureInfo.InvariantCulture);
}
