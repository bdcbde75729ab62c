using Slipway.Composition;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Governing;
using Slipway.Releases.Packages;
using Slipway.Releases.Versions;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>The plan of a release: of a package where one was sealed of this source, of the source itself otherwise.</summary>
internal static class Planning
{
    public static async Task RunAsync(IGovern build, CancellationToken cancellation)
    {
        Desk desk = await Desk.OpenAsync(build, cancellation).ConfigureAwait(false);
        DeploymentEnvironment environment = desk.Environment;
        (DeployRequest request, bool isSealed) = await RequestAsync(desk, environment, cancellation).ConfigureAwait(false);
        Assessment assessment = await desk.Engine.Weighing.AssessAsync(request, cancellation).ConfigureAwait(false);
        await ShowAsync(build, request, assessment, cancellation, isSealed).ConfigureAwait(false);
        if (build.ApprovesPlan)
            await build.Counter.RecordAsync(
                occasion => Consent.Decide(new PlanWish(request, build.HoursText, build.ReasonText), occasion), ruled => ConsentText.Plan(ruled.Ruling), cancellation).ConfigureAwait(false);
    }

    /// <summary>Shows a plan on the screen and answers <c>--json</c> with it.</summary>
    public static async Task ShowAsync(IGovern build, DeployRequest request, Assessment assessment, CancellationToken cancellation, bool isSealed = true)
    {
        ReleaseEngine engine = build.Engine;
        VersionDecision version = await VersionAsync(build, engine, request, cancellation).ConfigureAwait(false);
        var plan = new PlanView
        {
            Environment = request.Environment,
            Request = request,
            Assessment = assessment,
            VersionWhy = $"{request.Manifest.Version}: {version.Why}{(version.BaseTag is null ? "" : $", counted from {version.BaseTag}")}",
            Scope = await ScopeAsync(engine, request, cancellation).ConfigureAwait(false),
            PlanApprovals = await engine.Weighing.JudgeAsync(request, judged => PlanConsent.Of(judged, assessment), cancellation).ConfigureAwait(false),
            IsSealed = isSealed,
        };
        RunScope scope = RunScope.Current;
        scope.Answer(PlanJson.Of(plan));
        foreach (string line in Folding.Fold(ReleasePlanText.Render(plan, scope.Palette), scope.Columns(), 13))
            scope.Say(line);
    }

    // A source that is not sealed yet is planned as the package it would become, without its artifacts.
    private static async Task<(DeployRequest Request, bool IsSealed)> RequestAsync(Desk desk, DeploymentEnvironment environment, CancellationToken cancellation)
    {
        if (desk.Build.PackageName is not null)
            return (await desk.RequestAsync(environment, await desk.PackageAsync(environment, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false), true);
        PackageSource source = await desk.Engine.Source.ReadAsync(cancellation).ConfigureAwait(false);
        if (desk.State.NewestOf(source.Commit, source.Tree) is { } id)
            return (await desk.RequestAsync(environment, id, cancellation).ConfigureAwait(false), true);
        SourceChange change = await desk.Engine.Source.ReadChangeAsync(await CountedFrom.OfAsync(desk.Build, desk.Engine, cancellation).ConfigureAwait(false), source.Commit, cancellation).ConfigureAwait(false);
        VersionDecision version = await VersionOf.DecideAsync(desk.Build, desk.Engine, cancellation).ConfigureAwait(false);
        var request = new DeployRequest
        {
            State = desk.State.With(ChangeEvidence.Draft(source, change, desk.Build.ApplicationName)),
            Lane = desk.Build.Environments,
            Environment = environment,
            PackageId = new string('0', 64),
            Manifest = new Manifest
            {
                Application = desk.Build.ApplicationName,
                Version = version.Version,
                Source = source,
                Services = Deployables.Of(desk.Build),
                Artifacts = [],
                Flags = desk.Build.Flags,
                Migrations = MigrationScript.ToPackaged(desk.Build.Migrations),
                Rollback = new RollbackPlan(),
            },
            Policy = desk.Policy,
            IsPlanOnly = true,
            Now = desk.Now,
            Exceptions = [.. desk.Build.ExceptionIds],
            IsEmergency = desk.Build.IsEmergency,
            OwnGates = desk.Build.OwnGates,
        };
        return (await desk.Engine.Weighing.SeenAsync(request, cancellation).ConfigureAwait(false), false);
    }

    private static async Task<VersionDecision> VersionAsync(IGovern build, ReleaseEngine engine, DeployRequest request, CancellationToken cancellation)
    {
        try
        {
            return await VersionOf.DecideAsync(build, engine, cancellation).ConfigureAwait(false) is var decision && decision.Version == request.Manifest.Version
                ? decision
                : new VersionDecision(request.Manifest.Version, null, "as sealed; this source would be another version", []);
        }
        catch (FaultException)
        {
            return new VersionDecision(request.Manifest.Version, null, "as sealed", []); // a machine that only promotes has no history to explain it by
        }
    }

    /// <summary>What lies between what is live and what is asked for; null where the commits are not known here.</summary>
    internal static async Task<SourceChange?> ScopeAsync(ReleaseEngine engine, DeployRequest request, CancellationToken cancellation)
    {
        try
        {
            string? from = request.Live?.Source.Commit;
            bool isKnown = (from is null || await engine.Source.HasCommitAsync(from, cancellation).ConfigureAwait(false))
                && await engine.Source.HasCommitAsync(request.Manifest.Source.Commit, cancellation).ConfigureAwait(false);
            if (!isKnown)
                return null;
            return await engine.Source.ReadChangeAsync(from, request.Manifest.Source.Commit, cancellation).ConfigureAwait(false);
        }
        catch (FaultException)
        {
            return null; // no git here; the screen says so
        }
    }
}
