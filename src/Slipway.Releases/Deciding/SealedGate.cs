using Slipway.Releases.Gates;

namespace Slipway.Releases.Deciding;

/// <summary>Evidence is about a source tree, and a manifest only claims to be of one: who sealed the package must be on record before its tests count. Asked only where it is not.</summary>
internal static class SealedGate
{
    public static GateResult Judge(DeployRequest request) => request.RecordedPlan is not null || request.IsPlanOnly || IsTriedOnly(request) || request.State.Packages.ContainsKey(request.PackageId)
        ? new("sealed", GateVerdict.Pass, "on record")
        : new("sealed", GateVerdict.Inconclusive, $"nobody sealed package {request.PackageId[..12]} on this ledger; that it was made of commit {Short(request.Manifest.Source.Commit)} is only claimed",
            "./build.sh Release of that commit here; or share the ledger of those who sealed it (ledger.store in .nuke/release.json)");

    // In front of everything else it may be looked at, as what has uncommitted changes may.
    private static bool IsTriedOnly(DeployRequest request) => request.Previous is null && request.Lane.Length > 1;

    private static string Short(string commit) => commit[..Math.Min(12, commit.Length)];
}
