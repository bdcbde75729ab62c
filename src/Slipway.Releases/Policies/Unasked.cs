using System.Collections.Immutable;

namespace Slipway.Releases.Policies;

/// <summary>What a policy lists and no profile's gates ask for: it would be believed in for nothing.</summary>
public static class Unasked
{
    /// <summary>Such settings, each with the gate that would ask for them; none where all that is listed is asked for.</summary>
    public static ImmutableArray<(string Setting, string Gate)> Of(ReleasePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        (string Setting, string Gate, bool IsListed)[] all =
        [
            ("criteria", "criteria", !policy.Criteria.IsEmpty),
            ("scenarios", "scenarios", !policy.Scenarios.IsEmpty),
            ("checklist", "checklist", !policy.Checklist.IsEmpty),
            ("gates.licences", "licences", !policy.Gates.Licences.IsEmpty),
        ];
        return [.. all.Where(one => one.IsListed && !policy.Profiles.Values.Any(profile => profile.Gates.Contains(one.Gate))).Select(one => (one.Setting, one.Gate))];
    }
}
