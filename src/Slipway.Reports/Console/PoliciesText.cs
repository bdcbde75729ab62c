using System.Text.Json;
using Slipway.Releases.Approvals;
using Slipway.Releases.Governing;
using Slipway.Releases.Policies;

namespace Slipway.Reports.Console;

/// <summary>What holds and where it comes from, how presets differ, and how a policy came into force.</summary>
public static class PoliciesText
{
    private const int Longest = 32;

    /// <summary>The policy in full, and signatures that count for nothing.</summary>
    public static IEnumerable<string> Render(ReleasePolicy policy, PolicyChain chain, PolicyNode settings)
    {
        ArgumentNullException.ThrowIfNull(policy);
        string inForce = chain.Newest is { } newest ? $"version {newest.Version}, {newest.Policy.Digest[..12]}" : "whatever the file says, for none was signed into force";
        yield return $"policy {policy.Digest[..12]}, preset {policy.Preset}; in force: {inForce}";
        foreach ((string path, PolicyNode node) in settings.Settings())
            yield return $"  {path,-44} {Value(node),-34} {node.Place}";
        foreach ((string setting, string gate) in Unasked.Of(policy))
            yield return $"  {setting}: listed, and no profile asks for it; add {gate} to the gates of one";
        foreach (RefusedSignature refused in chain.Refused)
            yield return $"  entry {refused.Entry.Seq}: a signature counts for nothing: {refused.Reason}";
    }

    /// <summary>Settings in which two presets differ, and what follows.</summary>
    public static IEnumerable<string> Compare(string left, string right)
    {
        (PolicyNode before, PolicyNode after) = (Presets.Of(left), Presets.Of(right));
        return
        [
            $"{"setting",-40} {left,-30} {right}",
            .. PolicyComparison.Differences(before, after).Select(difference => $"{difference.Path,-40} {difference.Item2,-30} {difference.Item3}"),
            "",
            .. PolicyComparison.Consequences(PolicyText.Typed(before), PolicyText.Typed(after)).Select(consequence => $"  {consequence}"),
        ];
    }

    /// <summary>How far a policy has come.</summary>
    /// <param name="ruling">What was decided.</param>
    /// <param name="policy">The policy that was signed.</param>
    /// <param name="chain">What is in force now.</param>
    public static IEnumerable<string> Adopted(Ruling ruling, ReleasePolicy policy, PolicyChain chain)
    {
        ArgumentNullException.ThrowIfNull(ruling);
        string digest = policy.Digest[..12];
        if (chain.Newest is { } newest && newest.Policy.Digest == policy.Digest)
            return [ruling is Ruling.Standing ? $"policy {digest} is in force already, as version {newest.Version}" : $"policy {digest} is in force as version {newest.Version}"];
        string person = ruling.Drafts[0].Statement!.Person; // a policy is signed by somebody
        string others = string.Join(", ", policy.Roots.People.Remove(person));
        return [$"{person} signed policy {digest}; it needs {policy.Roots.Threshold} roots. Next: another of {others} runs ./build.sh Policy --adopt"];
    }

    /// <summary>A setting in a few words.</summary>
    public static string Value(PolicyNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        string text = node.Kind == JsonValueKind.Array ? $"[{string.Join(", ", node.Items.Select(item => item.Text))}]" : node.Text;
        return text.Length > Longest ? text[..(Longest - 1)] + "…" : text;
    }
}
