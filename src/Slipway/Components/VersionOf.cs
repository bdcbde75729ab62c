using Slipway.Composition;
using Slipway.Releases.Versions;
using Slipway.Running;

namespace Slipway.Components;

/// <summary>The version of the source at hand, and why.</summary>
internal static class VersionOf
{
    public static async Task<VersionDecision> DecideAsync(IPackage build, ReleaseEngine engine, CancellationToken cancellation)
    {
        if (build.VersionText is { } given)
            return new VersionDecision(VersionDecider.Parse(given).ToNormalizedString(), null, "given with --version", []);
        return VersionDecider.Decide(await engine.Source.ReadVersionFactsAsync(cancellation).ConfigureAwait(false));
    }

    public static async Task ShowAsync(IPackage build, CancellationToken cancellation)
    {
        VersionDecision decision = await DecideAsync(build, build.Engine, cancellation).ConfigureAwait(false);
        RunScope scope = RunScope.Current;
        scope.Answer(ReleaseAnswers.Version(decision));
        scope.Say(decision.Version);
        if (!build.Explain)
            return;
        scope.Say($"  {decision.Why}{(decision.BaseTag is null ? "" : $"; counted from {decision.BaseTag}")}");
        foreach (VersionReason reason in decision.Reasons)
            scope.Say($"  {reason.Commit[..8]}  {reason.Bump.ToString().ToLowerInvariant(),-6} {reason.Subject}");
        foreach (VersionRevert revert in decision.Reverts)
            scope.Say($"  {revert.Reverted[..8]}  taken back by {revert.Commit[..8]}: {revert.Subject}");
    }
}
