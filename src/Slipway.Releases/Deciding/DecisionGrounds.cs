using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Deciding;

/// <summary>What an entry says a deployment was allowed on: consents are used up by it, and an auditor finds them from here.</summary>
public static class DecisionGrounds
{
    /// <summary>Name of the version of the time zone rules, which a later program may have others of.</summary>
    public const string TimeZoneData = "tzdb";

    /// <summary>An assessment as members of a ledger entry.</summary>
    public static ImmutableArray<(string Name, string Value)> Of(Assessment assessment) =>
    [
        ("plan", assessment.PlanDigest), ("profile", assessment.Profile.ToString().ToLowerInvariant()),
        ("risk", assessment.Risk.Score.ToString(CultureInfo.InvariantCulture)), ("approvals", string.Join(' ', assessment.Approvals?.Used ?? [])),
        ("approvalsUntil", UtcText.Exact(assessment.Approvals?.ValidUntil)), ("exceptions", string.Join(", ", assessment.Overrides)), (TimeZoneData, assessment.Freeze.TimeZoneData),
    ];
}
