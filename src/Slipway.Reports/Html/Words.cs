using System.Globalization;

namespace Slipway.Reports.Html;

/// <summary>Numbers, ages and instants in the page's words; the same in every culture.</summary>
internal static class Words
{
    public static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    public static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A coordinate with at most one decimal.</summary>
    public static string At(double place) => Math.Round(place, 1).ToString("0.#", CultureInfo.InvariantCulture);

    public static string Many(int count, string one, string? many = null) => $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";

    public static string Short(string id) => id.Length > 12 ? id[..12] : id;

    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } => $"{Plain((int)age.TotalMinutes)} min",
        { TotalDays: < 2 } => $"{Plain((int)age.TotalHours)} h",
        { TotalDays: < 730 } => $"{Plain((int)age.TotalDays)} d",
        _ => $"{Plain((int)(age.TotalDays / 365.25))} y",
    };

    public static string Length(TimeSpan length) => length switch
    {
        { TotalSeconds: < 100 } => $"{Plain((int)Math.Round(length.TotalSeconds))} s",
        { TotalMinutes: < 100 } => $"{Plain((int)Math.Round(length.TotalMinutes))} min",
        _ => Age(length),
    };

    public static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    public static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The Monday a week is named after.</summary>
    public static DateOnly Monday(DateTimeOffset instant)
    {
        var day = DateOnly.FromDateTime(instant.UtcDateTime);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
