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
                yield return $"{Article(profile)} {Name(profile)} release needs {Count(right)} instead of {Count(left)}.";
            ImmutableArray<string> more = [.. right.Gates.Except(left.Gates)];
            ImmutableArray<string> fewer = [.. left.Gates.Except(right.Gates)];
            if (!more.IsEmpty)
                yield return $"{Article(profile)} {Name(profile)} release must also pass {string.Join(", ", more)}.";
            if (!fewer.IsEmpty)
                yield return $"{Article(profile)} {Name(profile)} release no longer has to pass {string.Join(", ", fewer)}.";
            if (left.SoakMinutes != right.SoakMinutes)
                yield return $"{Article(profile)} {Name(profile)} release stays {right.SoakMinutes} minutes in front of production instead of {left.SoakMinutes}.";
        }
    }

    private static string Count(ProfilePolicy profile) => profile.Approvals.Sum(rule => rule.Count) switch
    {
        0 => "no approval",
        1 => $"1 approval ({profile.Approvals[0].Role})",
        var count => $"{count} approvals ({string.Join(", ", profile.Approvals.Select(rule => rule.Count == 1 ? rule.Role : $"{rule.Count} {rule.Role}"))})",
    };

    private static string Article(ReleaseProfile profile) => profile == ReleaseProfile.Emergency ? "An" : "A";

    private static string Name(ReleaseProfile profile) => JsonNamingPolicy.CamelCase.ConvertName(profile.ToString());

    private static string Text(PolicyNode node) => node.Kind == JsonValueKind.Array ? $"[{string.Join(", ", node.Items.Select(item => item.Text))}]" : node.Text;
}
