using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Conducting;
using Slipway.Delivery.Recording;
using Slipway.Delivery.Sources;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Running;
using Slipway.Verbs;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>What the verbs that change environments do: find out what is meant, hand it to the conductor, say how it ended.</summary>
internal static class Deploying
{
    public static async Task StageAsync(IStage build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        DeploymentEnvironment environment = build.Chosen(build.First.Name);
        string package = build.PackageName is { } name
            ? await PackageChoice.ResolveAsync(engine.Ports.Packages, name, cancellation).ConfigureAwait(false)
            : await NewestOfThisSourceAsync(engine, cancellation).ConfigureAwait(false);
        await DeployAsync(build, engine, new DeployOrder { Verb = "Stage", Lane = build.Environments, Environment = environment, PackageId = package, Reason = build.ReasonText }, cancellation).ConfigureAwait(false);
    }

    public static async Task PromoteAsync(IPromote build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        DeploymentEnvironment environment = build.Chosen(OnlyTarget(build));
        if (build.Again && string.IsNullOrWhiteSpace(build.ReasonText))
            throw new FaultException(ExitCode.Usage, Typed.Unreasoned("Promote --again"));
        string package = build.PackageName is { } name
            ? await PackageChoice.ResolveAsync(engine.Ports.Packages, name, cancellation).ConfigureAwait(false)
            : await LiveBeforeAsync(build, engine, environment, cancellation).ConfigureAwait(false);
        var order = new DeployOrder { Verb = "Promote", Lane = build.Environments, Environment = environment, PackageId = package, Again = build.Again, Reason = build.ReasonText };
        await DeployAsync(build, engine, order, cancellation).ConfigureAwait(false);
    }

    public static async Task RollbackAsync(IRollback build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        DeploymentEnvironment environment = build.Chosen(null);
        if (string.IsNullOrWhiteSpace(build.ReasonText))
            throw new FaultException(ExitCode.Usage, Typed.Unreasoned("Rollback"));
        Conductor conductor = await engine.ConductorAsync().ConfigureAwait(false);
        var order = new RollbackOrder(environment, build.ReasonText, build.To, SecretsOf(build));
        DeploymentRecord target = await conductor.RollBackAsync(order, cancellation).ConfigureAwait(false);
        build.Report("back to", $"{target.Version} {target.PackageId[..12]}");
        RunScope.Current.SayLast($"{environment.Name} serves {target.Version} ({target.PackageId[..12]}) again at {environment.Url}");
        ImmutableArray<DeploymentRecord> ran = (await engine.Folded.ReadAsync(cancellation).ConfigureAwait(false)).Fresh().State.In(environment.Name).Succeeded;
        RunScope.Current.SayLast(ran.Length > 1 && ran[^2].PackageId == target.PackageId
            ? $"What it left was another configuration of the same package. Next: mend the Configuration of {environment.Name} in the build"
            : "The release it left is barred there. Next: mend it, then ./build.sh Release");
    }

    public static async Task SmokeTestAsync(ISmokeTest build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        DeploymentEnvironment environment = build.Chosen(build.First.Name);
        Conductor conductor = await engine.ConductorAsync().ConfigureAwait(false);
        ReleaseState state = ReleaseState.Fold(await engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false));
        DeploymentRecord current = state.In(environment.Name).Current
            ?? throw new FaultException(ExitCode.GateFailed, new Fault("SLP1501", $"nothing is deployed to {environment.Name}", environment.Url.ToString(), "./build.sh Release"));
        ImmutableArray<Fault> faults = await conductor.SmokeAsync(environment, current, cancellation).ConfigureAwait(false);
        if (!faults.IsEmpty)
            throw new FaultException(ExitCode.Failed, faults);
        build.Report("smoke", $"passed at {environment.Url}");
    }

    public static async Task<IReadOnlyList<string>> DescribeDeployAsync(IApplication build, DeploymentEnvironment environment, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        EnvironmentState state = ReleaseState.Fold(await engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false)).In(environment.Name);
        if (environment.IsFeed)
            return [$"take the lease of {environment.Name}", "check every digest of the package, and the gates", $"publish to {environment.Url} what is not there yet, and refuse what is there with other content", "record every step in the ledger"];
        ImmutableArray<PackagedService> services = Deployables.Of(build);
        return
        [
            $"take the lease of {environment.Name}",
            "check every digest of the package, and the gates",
            $"unpack into {engine.State / "environments" / environment.Name}",
            .. services.Where(service => service.Migrate is not null).Select(service => $"run {service.Migrate!.Program} to migrate the data of {service.Name}"), // not null: asked before
            .. services.Where(service => !service.StartsLate).Select(service => $"start {service.Name}{(service.IsWorker ? "" : " on a unix socket")}, wait for {service.Readiness.Words}"),
            $"switch {environment.Url} from {state.Current?.Version ?? "nothing"}, drain, smoke-test",
            .. services.Where(service => service.StartsLate).Select(service => $"end the old {service.Name}, start the new one, wait for {service.Readiness.Words}"),
            "record every step in the ledger",
        ];
    }

    public static async Task<IReadOnlyList<string>> DescribeRollbackAsync(IRollback build, CancellationToken cancellation)
    {
        DeploymentEnvironment environment = build.Chosen(null);
        ReleaseState state = ReleaseState.Fold(await build.Engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false));
        return ReleaseDecider.RollBack(state, environment, build.To) is Decision.Proceed proceed
            ? [$"switch {environment.Url} to deployment {proceed.DeploymentId}, drain, smoke-test", $"bar {state.In(environment.Name).Current!.PackageId[..12]} in {environment.Name} and pin it"]
            : [$"nothing: {environment.Name} has no release to go back to"];
    }

    /// <summary>The one environment a package can be promoted to; null where there are several, or none.</summary>
    public static string? OnlyTarget(IApplication build) => build.Environments.Length == 2 ? build.LastName : null;

    public static ImmutableSortedDictionary<string, string> SecretsOf(IApplication build) =>
        ReleaseEngine.Secrets(Deployables.Of(build));

    private static async Task DeployAsync(IApplication build, ReleaseEngine engine, DeployOrder order, CancellationToken cancellation)
    {
        Manifest manifest = await engine.Ports.Packages.ReadAsync(order.PackageId, cancellation).ConfigureAwait(false);
        if (PlaceJudge.Unfit(manifest, order.Environment) is { } unfit)
            throw new FaultException(ExitCode.Usage, unfit);
        RunScope scope = RunScope.Current;
        scope.Say($"  {manifest.Application} {manifest.Version} ({order.PackageId[..12]}) → {order.Environment.Name} {order.Environment.Url}");
        Conductor conductor = await engine.ConductorAsync().ConfigureAwait(false);
        order = order with { Secrets = ReleaseEngine.Secrets(manifest.Services), Exceptions = [.. build.ExceptionIds], IsEmergency = build.IsEmergency, OwnGates = build.OwnGates, TakeSnapshot = build.TakeSnapshotAsync, Remediates = await RemedyChoice.OfAsync(build, engine, cancellation).ConfigureAwait(false) };
        Decision decision = await conductor.DeployAsync(order, cancellation).ConfigureAwait(false);
        foreach (GateResult gate in decision.Gates.Where(gate => gate.Reason.StartsWith("warning", StringComparison.Ordinal)))
            scope.Say($"  {gate.Gate}: {gate.Reason}");
        build.Report(order.Environment.Name, decision is Decision.AlreadyLive ? $"{manifest.Version} is already live" : manifest.Version);
        if (decision is Decision.AlreadyLive)
            scope.SayLast($"{manifest.Version} ({order.PackageId[..12]}) is already live in {order.Environment.Name}");
        else if (order.Verb == "Promote")
            scope.SayLast($"{order.Environment.Name} serves {manifest.Version} ({order.PackageId[..12]}) at {order.Environment.Url}");
        if (decision is Decision.Proceed proceed)
            await ScopeRecord.WriteAsync(engine, order, proceed.DeploymentId, manifest, cancellation).ConfigureAwait(false);
        if (order.Environment.Name == build.Last.Name)
            await TagAsync(engine, manifest, order.PackageId, order.Environment.Name, cancellation).ConfigureAwait(false);
    }

    // The first success in the last environment gives the version to these bytes for good.
    private static async Task TagAsync(ReleaseEngine engine, Manifest manifest, string packageId, string environment, CancellationToken cancellation)
    {
        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        if ((await journal.StateAsync(cancellation).ConfigureAwait(false)).Tagged.ContainsKey(manifest.Version))
            return;
        TagOutcome outcome = await engine.Source.TagAsync(manifest.Version, $"{manifest.Application} {manifest.Version}\n\npackage {packageId}", manifest.Source.Commit, journal.Actor.Id, cancellation).ConfigureAwait(false);
        RunScope scope = RunScope.Current;
        if (outcome is TagOutcome.Failed failed)
        {
            // Nothing is recorded, so that the next Promote tries again.
            scope.SayLast($"warning: {manifest.Version} has no tag: {failed.Words.ReplaceLineEndings(" ")}");
            scope.SayLast($"Versions are counted from tags. Next: mend that, then ./build.sh Promote --environment {environment}, or by hand: git tag {failed.Name} {manifest.Source.Commit[..12]}");
            return;
        }

        await journal.AppendAsync(EntryType.VersionTagged, new Subject(PackageId: packageId, Version: manifest.Version), CancellationToken.None, ("tag", outcome.Name), ("written", outcome is TagOutcome.Written ? "true" : "false")).ConfigureAwait(false);
        if (outcome is TagOutcome.Written)
            scope.SayLast($"Tagged {outcome.Name} (local; git push origin {outcome.Name} shares it)");
        else if (outcome is TagOutcome.Existed existed && existed.Commit != manifest.Source.Commit)
            scope.SayLast($"warning: the tag {existed.Name} names commit {existed.Commit[..12]}, not {manifest.Source.Commit[..12]}, of which this package was made");
    }

    /// <summary>The package that this run has sealed, also where the tree has changed since (a log that is written beside it changes it); otherwise the newest of this very source.</summary>
    public static async Task<string> NewestOfThisSourceAsync(ReleaseEngine engine, CancellationToken cancellation)
    {
        if (RunScope.Current.Memory.SealedPackage is { } sealedNow)
            return sealedNow;
        PackageSource source = await engine.Source.ReadAsync(cancellation).ConfigureAwait(false);
        ReleaseState state = ReleaseState.Fold(await engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false));
        return state.NewestOf(source.Commit, source.Tree)
            ?? throw new FaultException(ExitCode.GateFailed, new Fault("SLP1503", "no package was made of this source", engine.Ports.Packages.Place, "./build.sh Package"));
    }

    private static async Task<string> LiveBeforeAsync(IPromote build, ReleaseEngine engine, DeploymentEnvironment environment, CancellationToken cancellation)
    {
        if (Lane.Before(build.Environments, environment.Name) is not { } previous)
            throw new FaultException(ExitCode.GateFailed, new Fault("SLP1504", $"{environment.Name} is the first environment; nothing comes before it", "--environment", $"./build.sh Stage, or Promote --environment {build.Last.Name}"));
        ReleaseState state = ReleaseState.Fold(await engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false));
        return state.In(previous.Name).Current?.PackageId
            ?? throw new FaultException(ExitCode.GateFailed, new Fault("SLP1505", $"nothing is live in {previous.Name}, from where {environment.Name} is promoted", $"environment {previous.Name}", previous.Name == build.First.Name ? "./build.sh Release" : $"./build.sh Promote --environment {previous.Name}"));
    }
}
