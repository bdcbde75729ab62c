using System.Collections.Immutable;
using System.Text.Json;

namespace Slipway.Releases.Policies;

/// <summary>What is another in one policy than in another, and what follows from it.</summary>
public static class PolicyComparison
{
    /// <summary>Every setting that differs, with both values; "–" where one does not say.</summary>
    public static IEnumerable<(string Path, string Before, string After)> Differences(PolicyNode before, PolicyNode after)
    {
        Dictionary<string, string> left = before.Settings().ToDictionary(setting => setting.Path, setting => Text(setting.Node));
        Dictionary<string, string> right = after.Settings().ToDictionary(setting => setting.Path, setting => Text(setting.Node));
        return left.Keys.Union(right.Keys).Order(StringComparer.Ordinal)
            .Select(path => (path, left.GetValueOrDefault(path, "–"), right.GetValueOrDefault(path, "–")))
            .Where(row => row.Item2 != row.Item3);
    }

    /// <summary>The same in sentences that somebody who is to live with it understands.</summary>
    public static IEnumerable<string> Consequences(ReleasePolicy before, ReleasePolicy after)
    {
        if (before.Approvals.Signed != after.Approvals.Signed)
            yield return after.Approvals.Signed ? "Approvals are signed with SSH keys; every approver needs one in the policy, and the policy itself is signed into force." : "Approvals are believed on the git identity; nobody needs a key.";
        if (before.Approvals.NotAuthor != after.Approvals.NotAuthor)
            yield return after.Approvals.NotAuthor ? "Nobody approves what they wrote." : "Whoever wrote a change may approve it.";
        if (before.Approvals.NotRequester != after.Approvals.NotRequester)
            yield return after.Approvals.NotRequester ? "Nobody approves what they deploy." : "Whoever deploys may approve it.";
        if (before.Approvals.PlanFirst != after.Approvals.PlanFirst)
            yield return after.Approvals.PlanFirst ? "A plan is approved before the deployment is." : "Plans need no approval of their own.";
        foreach (ReleaseProfile profile in Enum.GetValues<ReleaseProfile>())
        {
            (ProfilePolicy left, ProfilePolicy right) = (before.For(profile), after.For(profile));
            if (left.Approvals.Sum(rule => rule.Count) != right.Approvals.Sum(rule => rule.Count))
                yield return $"{Name(profile)} release needs {Count(right)} instead of {Count(left)}.";
            ImmutableArray<string> more = [.. right.Gates.Except(left.Gates)];
            ImmutableArray<string> fewer = [.. left.Gates.Except(right.Gates)];
            if (!more.IsEmpty)
                yield return $"{Name(profile)} release must also pass {string.Join(", ", more)}.";
            if (!fewer.IsEmpty)
                yield return $"{Name(profile)} release no longer has to pass {string.Join(", ", fewer)}.";
            if (Soak(left) != Soak(right))
                yield return $"{Name(profile)} release stays {Soak(right)} minutes in front of production instead of {Soak(left)}.";
        }
    }

    // What no gate asks for is not promised.
    private static int Soak(ProfilePolicy profile) => profile.Gates.Contains("soak") ? profile.SoakMinutes : 0;

    private static string Count(ProfilePolicy profile) => profile.Approvals.Sum(rule => rule.Count) switch
    {
        0 => "no approval",
        1 => $"1 approval ({Role(profile.Approvals[0])})",
        var count => $"{count} approvals ({string.Join(", ", profile.Approvals.Select(rule => rule.Count == 1 ? Role(rule) : $"{rule.Count} of {Role(rule)}"))})",
    };

    private static string Role(ApprovalRule rule) => rule.Role == "any" ? "anyone" : rule.Role;

    private static string Name(ReleaseProfile profile) => profile == ReleaseProfile.Emergency ? "An emergency" : $"A {JsonNamingPolicy.CamelCase.ConvertName(profile.ToString())}";

    private static string Text(PolicyNode node) => node.Kind == JsonValueKind.Array ? $"[{string.Join(", ", node.Items.Select(item => item.Text))}]" : node.Text;
}
