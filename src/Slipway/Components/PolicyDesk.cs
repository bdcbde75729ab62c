using System.Text;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>Shows what holds and where it comes from, compares presets, and signs a policy into force.</summary>
internal static class PolicyDesk
{
    public static Task RunAsync(IGovern build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, IGovern build, CancellationToken cancellation)
    {
        if (build.Compared.Length > 0)
            Compare(build.Compared);
        else if (build.Adopts)
            await AdoptAsync(desk, cancellation).ConfigureAwait(false);
        else
            await ShowAsync(desk, cancellation).ConfigureAwait(false);
    }

    private static async Task ShowAsync(Desk desk, CancellationToken cancellation)
    {
        PolicyChain chain = await ChainAsync(desk, cancellation).ConfigureAwait(false);
        RunScope.Current.Answer(RegistersJson.Policy(
            desk.Policy, chain.Newest is { } adoptedNow ? (adoptedNow.Version, adoptedNow.Policy.Digest) : null, desk.Engine.PolicySettings.Settings().Select(setting => (setting.Path, Value(setting.Node), $"{setting.Node.Place}"))));
        Desk.Say($"policy {desk.Policy.Digest[..12]}, preset {desk.Policy.Preset}; in force: {(chain.Newest is { } newest ? $"version {newest.Version}, {newest.Policy.Digest[..12]}" : "whatever the file says, for none was signed into force")}");
        foreach ((string path, PolicyNode node) in desk.Engine.PolicySettings.Settings())
            Desk.Say($"  {path,-44} {Value(node),-34} {node.Place}");
        foreach (RefusedSignature refused in chain.Refused)
            Desk.Say($"  entry {refused.Entry.Seq}: a signature counts for nothing: {refused.Reason}");
        if (chain.Newest is { } adopted && adopted.Policy.Digest != desk.Policy.Digest)
            Desk.SayLast("The file is another policy than the one in force. Next: ./build.sh Policy --adopt by its roots");
    }

    private static void Compare(string[] names)
    {
        if (names is not [var left, var right])
            throw Desk.Usage("SLP1625", "two presets are compared", "./build.sh Policy --compare solo team");
        foreach (string name in names.Except(Presets.Names))
            throw Desk.Usage("SLP1626", $"there is no preset {name}", Nearest.Mend(name, Presets.Names, "presets"));
        Desk.Say($"{"setting",-40} {left,-30} {right}");
        foreach ((string path, string before, string after) in PolicyComparison.Differences(Presets.Of(left), Presets.Of(right)))
            Desk.Say($"{path,-40} {before,-30} {after}");
        Desk.Say("");
        foreach (string consequence in PolicyComparison.Consequences(PolicyText.Typed(Presets.Of(left)), PolicyText.Typed(Presets.Of(right))))
            Desk.Say($"  {consequence}");
    }

    private static async Task AdoptAsync(Desk desk, CancellationToken cancellation)
    {
        PolicyChain chain = await ChainAsync(desk, cancellation).ConfigureAwait(false);
        if (chain.Newest is { } newest && newest.Policy.Digest == desk.Policy.Digest)
        {
            Desk.SayLast($"policy {desk.Policy.Digest[..12]} is in force already, as version {newest.Version}");
            return;
        }

        if (desk.Policy.Roots.People.IsEmpty)
            throw Desk.Usage("SLP1627", "the policy names no roots, so nobody could ever change it", "name one or more of the people under roots.people in .nuke/release.json");
        Signer signer = await desk.SignerAsync(byKey: true, cancellation).ConfigureAwait(false);
        if (!desk.Policy.Roots.People.Contains(signer.Person) && chain.Newest?.Policy.Roots.People.Contains(signer.Person) != true)
            throw new FaultException(ExitCode.ApprovalMissing, new Fault("SLP1628", $"{signer.Person} is no root of the policy", "roots.people in .nuke/release.json", $"one of {string.Join(", ", desk.Policy.Roots.People)} runs ./build.sh Policy --adopt"));
        await SignAsync(desk, signer, (chain.Newest?.Version ?? 0) + 1, cancellation).ConfigureAwait(false);
        PolicyChain after = await ChainAsync(await Desk.OpenAsync(desk.Build, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        Desk.SayLast(after.Newest?.Policy.Digest == desk.Policy.Digest
            ? $"policy {desk.Policy.Digest[..12]} is in force as version {after.Newest.Version}"
            : $"{signer.Person} signed policy {desk.Policy.Digest[..12]}; it needs {desk.Policy.Roots.Threshold} roots. Next: another of {string.Join(", ", desk.Policy.Roots.People.Remove(signer.Person))} runs ./build.sh Policy --adopt");
    }

    private static async Task SignAsync(Desk desk, Signer signer, int version, CancellationToken cancellation)
    {
        string text = desk.Engine.PolicySettings.ToCanonicalJson();
        Statement statement = desk.Statement("policy", signer) with { PolicyVersion = version };
        string signature = await desk.Engine.Keygen.SignAsync(signer.Key!, SshSignature.PolicyNamespace, statement.Write(), cancellation).ConfigureAwait(false); // found with its key
        if (Encoding.UTF8.GetByteCount(text) > LedgerLine.Longest / 2)
            throw Desk.Usage("SLP1629", $"the policy is larger than {LedgerLine.Longest / 2} bytes", "keep long lists out of it");
        await desk.RecordAsync([desk.Journal.Draft(new PolicySigned(text), new Subject(), new Signed(signer.Person, statement.Write(), signature))], cancellation).ConfigureAwait(false);
    }

    private static Task<PolicyChain> ChainAsync(Desk desk, CancellationToken cancellation) =>
        new Delivery.Signing.Judging(desk.Engine.Keygen).JudgeAsync(answers => PolicyChain.Of(desk.State, answers), cancellation);

    private static string Value(PolicyNode node)
    {
        string text = node.Kind == System.Text.Json.JsonValueKind.Array ? $"[{string.Join(", ", node.Items.Select(item => item.Text))}]" : node.Text;
        return text.Length > 32 ? text[..31] + "…" : text;
    }
}
