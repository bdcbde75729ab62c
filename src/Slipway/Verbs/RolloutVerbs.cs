using Slipway.Delivery.Recording;
using Slipway.Releases.Environments;
using Slipway.Releases.Governing;
using Slipway.Reports.Console;
using Slipway.Reports.Json;

namespace Slipway.Verbs;

/// <summary>
/// What <c>Hold</c>, <c>Resume</c> and <c>Abort</c> do: they record a wish, which the run that walks the rollout meets at its next look.
/// </summary>
internal static class RolloutVerbs
{
    /// <param name="counter">Where the wish is recorded.</param>
    /// <param name="wish">What is wanted.</param>
    /// <param name="settle">Ends a rollout whose run is gone.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task RunAsync(Counter counter, RolloutWish wish, Func<DeploymentEnvironment, CancellationToken, Task<RolloutRun>> settle,
        CancellationToken cancellation)
    {
        DeploymentEnvironment environment = counter.Environment(wish.Environment);
        Ruled ruled = await counter.RecordAsync(
            (occasion, _) => Task.FromResult(Rollouts.Decide(wish, occasion)), counter.SignsApprovals, cancellation);
        RolloutRun run = await settle(environment, cancellation);
        counter.Scope.Answer(RolloutJson.Of(wish, ruled.Ruling, run));
        counter.SayLast(RolloutText.Answer(wish, ruled.Ruling, run));
    }
}
