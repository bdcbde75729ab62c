using NuGet.Versioning;
using Slipway.Releases.Gates;

namespace Slipway.Releases.Deciding;

/// <summary>A promotion goes forward: an older version than what is live is a rollback, which bars and pins, or is meant and says why. Asked only where it would go down.</summary>
internal static class ForwardGate
{
    public static GateResult? Judge(DeployRequest request)
    {
        if (request.Rules < DecisionRules.NoWayDown || request.Previous is null || request.State.In(request.Environment.Name).Current is not { } current || current.PackageId == request.PackageId)
            return null;
        if (!SemanticVersion.TryParse(current.Version, out SemanticVersion? live) || !SemanticVersion.TryParse(request.Manifest.Version, out SemanticVersion? next) || next >= live)
            return null;
        string reason = $"{next} is older than {live}, which is live";
        return request is { Again: true, Reason.Length: > 0 }
            ? new("forward", GateVerdict.Waived, $"{reason}; meant: {request.Reason}")
            : new("forward", GateVerdict.Fail, reason, Mend(request));
    }

    private static string Mend(DeployRequest request) =>
        $"./build.sh Rollback --environment {request.Environment.Name} --reason \"…\" goes back, bars and pins; or, if it is meant as a release: "
        + $"./build.sh Promote --environment {request.Environment.Name} --package {request.PackageId[..12]} --again --reason \"…\"";
}
