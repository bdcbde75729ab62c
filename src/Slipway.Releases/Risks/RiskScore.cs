using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Risks;

/// <summary>How risky a deployment is, from 0 to 100, and why.</summary>
/// <param name="Score">The sum of all points, at most 100.</param>
/// <param name="Reasons">What gave points, most first.</param>
/// <param name="Floors">What makes the release at least as large as it is, whatever the sum.</param>
/// <param name="Profile">How much care follows: <see cref="ReleaseProfile.Patch"/> to <see cref="ReleaseProfile.Major"/>.</param>
/// <param name="IsBlocked">True when nothing but closing a critical risk helps.</param>
public sealed record RiskScore(int Score, ImmutableArray<RiskReason> Reasons, ImmutableArray<string> Floors, ReleaseProfile Profile, bool IsBlocked)
{
    /// <summary>Scores facts by a policy's table; the same facts and the same table give the same score for ever.</summary>
    public static RiskScore Of(RiskFacts facts, ReleasePolicy policy)
    {
        ImmutableArray<RiskReason> reasons = [.. Points(facts, policy.Risk).Where(reason => reason.Points > 0).OrderByDescending(reason => reason.Points).ThenBy(reason => reason.Name, StringComparer.Ordinal)];
        int score = (int)Math.Min(100, Math.Round(reasons.Sum(reason => reason.Points), MidpointRounding.AwayFromZero));
        ImmutableArray<string> floors = [.. FloorsOf(facts)];
        ReleaseProfile profile = !floors.IsEmpty || score > policy.For(ReleaseProfile.Minor).UpTo ? ReleaseProfile.Major
            : score > policy.For(ReleaseProfile.Patch).UpTo ? ReleaseProfile.Minor
            : ReleaseProfile.Patch;
        return new RiskScore(score, reasons, floors, profile, facts.CriticalRisks > 0);
    }

    private static IEnumerable<string> FloorsOf(RiskFacts facts)
    {
        if (facts.IsMajor)
            yield return "a new major version breaks something: major";
        if (facts.CriticalRisks > 0)
            yield return $"{facts.CriticalRisks} critical risk is open: blocked";
    }

    private static IEnumerable<RiskReason> Points(RiskFacts facts, RiskTable table)
    {
        yield return facts.Lines is { } lines
            ? new RiskReason("changed lines", Text(lines), table.Lines * Doublings(lines))
            : new RiskReason("changed lines", "nobody counted them", table.Lines * 10);
        yield return new RiskReason("changed files", Text(facts.Files), table.Files * Doublings(facts.Files));
        yield return new RiskReason("commits", Text(facts.Commits), table.Commits * Math.Min(10, facts.Commits));
        yield return new RiskReason("authors", Text(facts.Authors), table.Authors * Math.Min(5, Math.Max(0, facts.Authors - 1)));
        yield return new RiskReason("days since the last deployment", facts.Days is { } days ? days.ToString("0.#", CultureInfo.InvariantCulture) : "first one", table.Days * Math.Min(20, facts.Days ?? 20));
        yield return new RiskReason("minor version", "features were added", facts.IsMinor ? table.MinorVersion : 0);
        yield return new RiskReason("major version", "something breaks", facts.IsMajor ? table.MajorVersion : 0);
        yield return new RiskReason("configuration keys changed", Text(facts.ConfigurationKeys), table.Configuration * Math.Min(5, facts.ConfigurationKeys));
        yield return new RiskReason("dependency files changed", Text(facts.DependencyFiles), table.Dependencies * Math.Min(5, facts.DependencyFiles));
        yield return new RiskReason("files that were in a release taken back", string.Join(' ', facts.HotSpots.Take(3)), table.HotSpots * Math.Min(5, facts.HotSpots.Length));
        yield return new RiskReason("open risks, medium", Text(facts.MediumRisks), table.MediumRisks * facts.MediumRisks);
        yield return new RiskReason("open risks, high", Text(facts.HighRisks + facts.CriticalRisks), table.HighRisks * (facts.HighRisks + facts.CriticalRisks));
        yield return new RiskReason("releases taken back here", facts.FailureRate.ToString("0 %", CultureInfo.InvariantCulture), table.FailureRate * facts.FailureRate);
        yield return new RiskReason("way back not rehearsed", "no rehearsal of this package", facts.IsRehearsed ? 0 : table.NotRehearsed);
        yield return new RiskReason("first deployment by this person", facts.IsDeployerKnown ? "never deployed here" : "possibly; who deploys is not known yet", facts.IsFirstTime ? table.FirstTimer : 0);
    }

    private static double Doublings(int count) => count <= 0 ? 0 : Math.Round(Math.Log2(count + 1), 1);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One sign of risk, its value and its points.</summary>
public sealed record RiskReason(string Name, string Value, double Points);
