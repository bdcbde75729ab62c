using System.Collections.Immutable;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Reports.Console;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>What <c>Close</c> does: ends a release for good, or names what it still lacks.</summary>
internal static class ClosingDesk
{
    public static Task RunAsync(ILearn build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, ILearn build, CancellationToken cancellation)
    {
        DeploymentEnvironment environment = build.Last;
        string package = await ReleaseChoice.OfAsync(desk, environment, cancellation).ConfigureAwait(false);
        string version = desk.State.Packages.GetValueOrDefault(package)?.Version ?? "?";
        if (desk.State.Governance.ClosedReleases.TryGetValue(package, out Entry? closed))
        {
            Desk.SayLast($"{version} ({package[..12]}) was closed by {closed.Actor.Id}, entry {closed.Seq}");
            return;
        }

        DeployRequest request = await desk.RequestAsync(environment, package, cancellation).ConfigureAwait(false);
        var history = ReleaseHistory.Of(await desk.Engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false));
        ImmutableArray<Fault> missing = await desk.Engine.Weighing.JudgeAsync(request, judged => ClosingJudge.Missing(judged, history), cancellation).ConfigureAwait(false);
        if (!missing.IsEmpty)
            throw new FaultException(ExitCode.GateFailed, missing);
        await desk.RecordAsync(new ReleaseClosed(build.ReasonText ?? ""), new Subject(environment.Name, package, request.Manifest.Version), cancellation).ConfigureAwait(false);
        Desk.SayLast($"{request.Manifest.Version} ({package[..12]}) is closed");
        if (LearningText.ActionsAtOnce(desk.OpenTasks) is { } actions)
            Desk.SayLast(actions);
    }
}
