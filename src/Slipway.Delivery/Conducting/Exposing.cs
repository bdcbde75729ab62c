using System.Collections.Immutable;
using System.Globalization;
using Slipway.Delivery.Recording;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Releases.Rollouts;
using Slipway.Releases.Trials;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Routing;

namespace Slipway.Delivery.Conducting;

/// <summary>Walks a release through the steps of its plan, and watches one that has all the traffic. What speaks against it ends the walk with traffic back where it was.</summary>
/// <param name="ports">The outside world.</param>
/// <param name="journal">Tells what was done, and what others wish.</param>
/// <param name="forward">Steps of the way forward: without the ledger they stop.</param>
/// <param name="back">Steps of the way back: they wait for no ledger.</param>
/// <param name="say">Gets a line for each event.</param>
internal sealed class Exposing(ReleasePorts ports, Journal journal, Crossing forward, Crossing back, Action<string> say)
{
    private TimeProvider Clock => journal.Clock;

    /// <summary>Gives the release a growing part of the traffic, and returns when it has passed the last step.</summary>
    /// <exception cref="FaultException">It was taken back: it is bad, or not wanted (exit 8), or nothing could be told (exit 7). Traffic is where it was.</exception>
    public async Task WalkAsync(Deployment next, DeploymentRecord serving, RolloutPlan plan, CancellationToken cancellation)
    {
        Deployment before = await Deployments.BackAsync(ports, next.Environment, serving, next.Secrets, cancellation);
        var watch = new Watch(ports.Deployer, journal, next, say);
        Trial trial = Trial.Of(plan);
        for (int step = 0; step < plan.Steps.Length; step++)
        {
            trial = trial.Enter();
            await forward.ExposeAsync(next, serving.DeploymentId, plan, step, cancellation);
            trial = await WalkStepAsync(next, before, trial, watch, cancellation);
        }
    }

    /// <summary>Watches a release that has all the traffic for as long as its plan says.</summary>
    /// <param name="next">The release.</param>
    /// <param name="serving">What served before, and is warm.</param>
    /// <param name="plan">Says how long.</param>
    /// <param name="moved">How long it took to move the traffic.</param>
    /// <param name="cancellation">Interrupts it: it is taken back then too.</param>
    /// <exception cref="FaultException">It tripped, broke down or is not wanted (exit 8). Traffic is where it was.</exception>
    public async Task BakeAsync(Deployment next, DeploymentRecord serving, RolloutPlan plan, TimeSpan moved, CancellationToken cancellation)
    {
        Deployment before = await Deployments.BackAsync(ports, next.Environment, serving, next.Secrets, cancellation);
        var watch = new Watch(ports.Deployer, journal, next, say);
        Trial trial = Trial.Of(plan with { Metrics = [RolloutMetric.Errors] });
        await forward.RecordAsync(journal.Draft(new ExposureChanged(CanaryRoute.Whole, 0, 0, moved.TotalMilliseconds), Subject.Of(next)));
        say($"  bake          watched for {SpanText.Of(plan.Bake)}");
        for (long began = Clock.GetTimestamp(); Clock.GetElapsedTime(began) < plan.Bake;)
        {
            await Task.Delay(plan.Look, Clock, cancellation);
            Sighted seen = await watch.LookAsync(trial.Plan, isGradual: false, cancellation);
            trial = trial.With(seen.Look);
            if ((seen.Broken ?? trial.Tripped ?? seen.AbortedBy) is { } reason)
                await TakeBackAsync(next, before, trial, watch, new Move.Back(reason, IsBad: true));
        }

        string calm = string.Create(CultureInfo.InvariantCulture, $"nothing tripped in {trial.Canaries:N0} requests");
        await forward.RecordAsync(watch.Judged(next, trial, Finding.Safe, calm));
        say($"  baked         {calm}");
    }

    /// <summary>Asks what serves again, through the front door.</summary>
    public async Task<ImmutableArray<Fault>> VerifyAsync(Deployment next, DeploymentRecord serving) =>
        await back.SmokeAsync(await Deployments.BackAsync(ports, next.Environment, serving, next.Secrets, CancellationToken.None), CancellationToken.None);

    private async Task<Trial> WalkStepAsync(Deployment next, Deployment before, Trial trial, Watch watch, CancellationToken cancellation)
    {
        RolloutPlan plan = trial.Plan;
        await watch.BeginAsync(isFirst: trial.Step == 0, plan, cancellation);
        while (true)
        {
            await Task.Delay(plan.Look, Clock, cancellation);
            Sighted seen = await watch.LookAsync(plan, isGradual: true, cancellation);
            if (!watch.IsWarmingUp)
                trial = trial.With(seen.Look);
            Verdict verdict = trial.Verdict();
            switch (Pace.Next(trial, verdict, new Circumstance(watch.InStep, seen.HeldBy, seen.AbortedBy, seen.Broken)))
            {
                case Move.Advance:
                    await forward.RecordAsync(watch.Judged(next, trial, Finding.Safe, verdict.Line));
                    say($"  passed        {RolloutStep.PercentText(plan.Steps[trial.Step].Weight)} after {trial.Looks} looks; {verdict.Line}");
                    return trial;
                case Move.Back taken:
                    await TakeBackAsync(next, before, trial, watch, taken);
                    break;
                case Move.Stay stay:
                    watch.Tell(trial, verdict, stay.Line);
                    break;
            }
        }
    }

    // Traffic first, then the record of why; what is left is undone by whoever hears of it.
    private async Task TakeBackAsync(Deployment next, Deployment before, Trial trial, Watch watch, Move.Back taken)
    {
        long decided = Clock.GetTimestamp();
        try
        {
            await ports.Deployer.SwitchAsync(before, CancellationToken.None);
            say(FormattableString.Invariant($"  back          traffic left {next.Version} within {Clock.GetElapsedTime(decided).TotalMilliseconds:0.0} ms: {taken.Reason}"));
        }
        catch (FaultException exception)
        {
            say($"  back          {exception.Faults[0].Summary}; the way back starts what served before"); // it may be down as well
        }

        await journal.TellAsync(watch.Judged(next, trial, taken.IsBad ? Finding.Harmful : Finding.Open, taken.Reason));
        throw taken.IsBad
            ? new FaultException(ExitCode.RolledBack, TakenBack(next, trial, taken.Reason))
            : new FaultException(ExitCode.Inconclusive, NotTold(next, trial, taken.Reason));
    }

    private static string At(Trial trial) => trial.Step < 0
        ? "while it was watched"
        : $"at {RolloutStep.PercentText(trial.Plan.Steps[trial.Step].Weight)}, step {trial.Step + 1} of {trial.Plan.Steps.Length}";

    private static Fault TakenBack(Deployment next, Trial trial, string reason) => new(
        "SLP3506", $"{next.Version} was taken back {At(trial)}: {reason}", $"environment {next.Environment.Name}",
        $"./build.sh Show --package {next.PackageId[..12]} tells what it was judged by; mend it, then ./build.sh Release");

    private static Fault NotTold(Deployment next, Trial trial, string reason) => new(
        "SLP3507", $"{next.Version} was taken back {At(trial)}: {reason}", $"environment {next.Environment.Name}",
        $"give its steps more traffic or a longer Deadline in the build, then ./build.sh Promote --environment {next.Environment.Name} --package {next.PackageId[..12]}");
}
