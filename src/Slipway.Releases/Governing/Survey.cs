using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Governing;

/// <summary>The wish to say how a release went.</summary>
/// <param name="Environment">Where it serves.</param>
/// <param name="PackageId">Which.</param>
/// <param name="Score">As typed.</param>
/// <param name="Role">In which role.</param>
/// <param name="Reason">What more there is to say.</param>
public sealed record SurveyWish(string Environment, string PackageId, string Score, string? Role, string? Reason);

/// <summary>One question after a release: anybody answers it, and the last word of each person counts.</summary>
public static class Survey
{
    private const int Best = 5;

    /// <summary>Decides a wish on what is on record.</summary>
    public static Ruling Decide(SurveyWish wish, Occasion occasion)
    {
        if (Asked.Missing(wish.Role, "Survey --score", "--role", "support") is { } missing)
            return missing;
        if (!int.TryParse(wish.Score, NumberStyles.None, CultureInfo.InvariantCulture, out int score) || score is < 1 or > Best)
            return Ruling.Usage("SLP4612", $"--score cannot be '{wish.Score}'", "give a whole number from 1 (badly) to 5 (well)");
        var subject = new Subject(wish.Environment, wish.PackageId, occasion.State.Packages.GetValueOrDefault(wish.PackageId)?.Version);
        return Ruling.Record(new SurveyAnswered(score, wish.Role!, wish.Reason ?? ""), subject); // asked above
    }
}
