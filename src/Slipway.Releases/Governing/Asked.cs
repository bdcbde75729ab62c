using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>What was typed: that it is there, and that it can be understood.</summary>
public static class Asked
{
    /// <summary>Hours as typed, from one to a year; the usual where nothing was typed, null for what is no number of them.</summary>
    public static int? HoursOf(string? text, int usual) =>
        text is null ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int hours) && hours is > 0 and <= Typed.MostHours ? hours
        : null;

    internal static Ruling.Refused? Missing(string? value, string verb, string option, string example) =>
        string.IsNullOrWhiteSpace(value) ? Ruling.Refuse(ExitCode.Usage, Typed.Without(verb, option, example)) : null;

    // Whoever is to look after something must be somebody; where the policy names nobody, anybody is.
    internal static Ruling.Refused? Nobody(string? owner, ReleasePolicy policy) =>
        owner is null || policy.People.IsEmpty || policy.PersonOf(owner) is not null
            ? null
            : Ruling.Usage("SLP1634", $"--owner {owner} is nobody of the policy", Nearest.Mend(owner, [.. policy.People.Keys], "people"));

    internal static Ruling.Refused? Unready(string? text, DateTimeOffset now, out DateOnly? day)
    {
        day = text is null ? null : FactText.DayOf(text);
        if (text is null)
            return null;
        if (day is null)
            return Ruling.Usage("SLP4613", $"--due cannot be '{text}'", "give a day: --due 2026-12-01");
        return day < DateOnly.FromDateTime(now.UtcDateTime) ? Ruling.Usage("SLP1635", $"--due {text} is over", "give a day to come, or today") : null;
    }
}
