using Slipway.Composition;
using Slipway.Delivery.Conducting;
using Slipway.Delivery.Recording;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Running;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>What <c>Release</c> says at its end: what is where, what the gates of the next environment say, and what to type.</summary>
internal static class Conclusion
{
    /// <summary>Says it, and records what the gates said.</summary>
    public static async Task SayAsync(IRelease build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        ReleaseState state = ReleaseState.Fold(await engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false));
        if (build.Environments.IsEmpty)
        {
            string package = await Deploying.NewestOfThisSourceAsync(engine, cancellation);
            RunScope.Current.SayLast("");
            RunScope.Current.SayLast($"{build.ApplicationName} {state.Packages[package].Version} ({package[..12]}) is sealed; this build names no environment, so it is deployed nowhere");
            return;
        }

        DeploymentEnvironment first = build.Chosen(build.First.Name);
        DeploymentRecord live = state.In(first.Name).Current!; // Stage succeeded
        RunScope scope = RunScope.Current;
        scope.SayLast("");
        scope.SayLast($"{build.ApplicationName} {live.Version} ({live.PackageId[..12]}) is live in {first.Name}: {first.Url}");
        if (Lane.After(build.Environments, first.Name) is not { } next)
            return;
        if (state.In(next.Name).Current?.PackageId == live.PackageId)
        {
            scope.SayLast($"It serves {next.Name} too: there is nothing to promote");
            return;
        }

        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        var order = new DeployOrder { Verb = "Release", Lane = build.Environments, Environment = next, PackageId = live.PackageId, OwnGates = build.OwnGates };
        if (await AskedAsync(engine, order, state, cancellation) is not { } request)
            return;
        Assessment assessment = await engine.Weighing.AssessAsync(request, cancellation).ConfigureAwait(false);
        foreach (GateResult gate in assessment.Gates)
        {
            scope.Say($"  {gate.Gate,-13} {gate.Verdict.ToString().ToLowerInvariant(),-13} {gate.Reason}");
            await journal.AppendAsync(
                EntryType.GateEvaluated, new Subject(next.Name, live.PackageId, live.Version), CancellationToken.None,
                ("policy", engine.Policy.Digest), ("gate", gate.Gate), ("verdict", gate.Verdict.ToString().ToLowerInvariant()), ("reason", gate.Reason)).ConfigureAwait(false);
        }

        scope.SayLast(assessment.Refusal is { } refusal
            ? $"Before {next.Name}: {refusal.Faults[0].Cause.Split('\n')[0]}. Next: {refusal.Faults[0].Mend}"
            : $"Next: ./build.sh Promote --environment {next.Name}");
    }

    // What was asked for is done: a next place that does not answer is told, and is no failure of it.
    private static async Task<DeployRequest?> AskedAsync(ReleaseEngine engine, DeployOrder order, ReleaseState state, CancellationToken cancellation)
    {
        try
        {
            return await engine.Weighing.RequestAsync(order, state, null, cancellation);
        }
        catch (FaultException silent) when (silent.ExitCode == ExitCode.Failed)
        {
            RunScope.Current.SayLast($"Before {order.Environment.Name}: {silent.Faults[0].Summary}. Next: {silent.Faults[0].Mend}");
            return null;
        }
    }

    public static IReadOnlyList<string> Describe(IRelease build) => build.Environments.Length > 1 ? ["evaluate the gates of the next environment and record them"] : [];
}
