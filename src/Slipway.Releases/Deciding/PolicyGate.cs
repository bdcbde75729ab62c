using Slipway.Releases.Approvals;
using Slipway.Releases.Gates;

namespace Slipway.Releases.Deciding;

/// <summary>The policy that decides must be the one its roots signed into force; a file that was edited is a wish until then.</summary>
internal static class PolicyGate
{
    public static GateResult Judge(DeployRequest request)
    {
        string digest = request.Policy.Digest.Length >= 12 ? request.Policy.Digest[..12] : "none";
        if (request.Chain.Newest is not { } newest)
        {
            return request.Policy.Approvals.Signed
                ? new("policy", GateVerdict.Fail, $"policy {digest} asks for signatures and was never signed into force itself", Adopt(request.Chain))
                : new("policy", GateVerdict.Pass, $"{request.Policy.Preset}, {digest}");
        }

        if (newest.Policy.Approvals.Environments.IsEmpty && request.RecordedPlan is null)
            return new("policy", GateVerdict.Fail, $"version {newest.Version} does not say which environments it governs", $"{Adopt(request.Chain)}; what is adopted now names them", [newest.Hash]);
        return newest.Policy.Digest == request.Policy.Digest
            ? new("policy", GateVerdict.Pass, $"version {newest.Version}, {digest}", Inputs: [newest.Hash])
            : new("policy", GateVerdict.Fail, $".nuke/release.json is policy {digest}, in force is version {newest.Version}, {newest.Policy.Digest[..12]}", Adopt(request.Chain), [newest.Hash]);
    }

    private static string Adopt(PolicyChain chain) => chain.Refused.IsEmpty
        ? "./build.sh Policy --adopt by its roots, or take the change back"
        : $"./build.sh Policy --adopt by its roots; the last signature counts for nothing: {chain.Refused[^1].Reason}";
}
