using System.Collections.Immutable;
using System.Globalization;
using Slipway.Composition;
using Slipway.Delivery.Conducting;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Releases.Status;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Verbs;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>What the verbs that only look do.</summary>
internal static class Observing
{
    private const int UsualHistory = 20;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly Observation Nothing = new(null, null, null, []);

    public static async Task StatusAsync(IObserve build, CancellationToken cancellation)
    {
        if (!build.Watches)
        {
            RunScope scope = RunScope.Current;
            (StatusView view, LedgerView ledger) = await LookAsync(build, cancellation).ConfigureAwait(false);
            scope.Answer(ReleaseJson.Status(build.ApplicationName, view, ledger));
            Say(StatusText.Render(view, TimeProvider.System.GetUtcNow(), scope.Columns(), scope.Palette));
            SayIfStale(ledger.Stale);
            return;
        }

        // Until it is interrupted. Where output is kept, only what changed is told again.
        for (string[] before = []; ; await Task.Delay(Pace, cancellation).ConfigureAwait(false))
        {
            (StatusView view, LedgerView ledger) = await LookAsync(build, cancellation).ConfigureAwait(false);
            string[] lines = [.. StatusText.Render(view, TimeProvider.System.GetUtcNow(), RunScope.Current.Columns(), RunScope.Current.Palette)];
            if (lines.SequenceEqual(before))
                continue;
            RunScope.Current.Wipe();
            RunScope.Current.Say($"{TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)} UTC, entry {ledger.End.Count}");
            Say(lines);
            before = lines;
        }
    }

    public static async Task HistoryAsync(IObserve build, CancellationToken cancellation)
    {
        ImmutableArray<Entry> entries = await ReadAllAsync(build.Engine, cancellation).ConfigureAwait(false);
        string? environment = build.EnvironmentName is null ? null : build.Chosen(null).Name;
        ImmutableArray<HistoryLine> lines = HistoryLine.Of(entries, environment);
        int? newest = NewestOf(build.LastText);
        RunScope.Current.Answer(ReleaseJson.History(newest is { } last ? [.. lines.TakeLast(last)] : lines));
        ReleaseState state = ReleaseState.Fold(entries);
        Say(HistoryText.Render(lines, newest ?? UsualHistory, state, await BlockedAsync(build, state, cancellation).ConfigureAwait(false), RunScope.Current.Columns(), RunScope.Current.Palette));
    }

    public static async Task ShowAsync(IObserve build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        ImmutableArray<Entry> entries = await ReadAllAsync(engine, cancellation).ConfigureAwait(false);
        ReleaseState state = ReleaseState.Fold(entries);
        string id = build.PackageName is { } name
            ? await PackageChoice.ResolveAsync(engine.Ports.Packages, name, cancellation).ConfigureAwait(false)
            : state.Packages.Values.MaxBy(package => package.Seq)?.Id
                ?? throw PackageChoice.NoneYet(engine.Ports.Packages);
        Manifest manifest = await engine.Ports.Packages.ReadAsync(id, cancellation).ConfigureAwait(false);
        ImmutableArray<Fault> altered = await engine.Ports.Packages.VerifyAsync(id, cancellation).ConfigureAwait(false);
        RunScope.Current.Answer(ReleaseJson.Package(id, manifest, state, altered));
        Say(PackageText.Render(new PackageView(id, manifest, state, altered), build.ShowsFiles, RunScope.Current.Columns(), RunScope.Current.Palette));
        if (!altered.IsEmpty)
            throw new FaultException(ExitCode.Damaged, altered);
    }

    private static int? NewestOf(string? text) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number
        : throw new FaultException(ExitCode.Usage, new Fault("SLP1516", $"'{text}' is no number of deployments", "--last", "give a whole number from 1 on"));

    private static async Task<(StatusView View, LedgerView Ledger)> LookAsync(IObserve build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        LedgerView ledger = await engine.Folded.ReadAsync(cancellation).ConfigureAwait(false);
        ImmutableArray<EnvironmentStatus> statuses = await ReadAsync(build, engine, ledger.State, cancellation).ConfigureAwait(false);
        StatusView view = StatusView.Of(statuses, build.Environments, ledger.State, engine.Policy, engine.Calendar, TimeProvider.System.GetUtcNow());
        return (view with { Destinations = [.. build.Destinations.Select(destination => destination.Name)] }, ledger);
    }

    internal static async Task<ImmutableArray<EnvironmentStatus>> ReadAsync(IApplication build, ReleaseEngine engine, ReleaseState state, CancellationToken cancellation)
    {
        IEnumerable<DeploymentEnvironment> asked = build.EnvironmentName is null ? build.Environments : [build.Chosen(null)];
        return [.. await Task.WhenAll(asked.Select(async environment =>
        {
            (Observation seen, Fault? unreachable) = await LookAtAsync(engine, environment, cancellation).ConfigureAwait(false);
            string? version = seen.LivePackage is { } live && state.Packages.TryGetValue(live, out SealedPackage? package) ? package.Version : null;
            return new EnvironmentStatus(environment, state.In(environment.Name), seen, version)
            {
                Unreachable = unreachable,
                Obstacle = await ObstacleAsync(engine, environment, state, cancellation).ConfigureAwait(false),
                Holder = await engine.Ports.Leases.HolderAsync(environment.Name, cancellation).ConfigureAwait(false),
            };
        })).ConfigureAwait(false)];
    }

    // One place that does not answer hides no other.
    private static async Task<(Observation Seen, Fault? Unreachable)> LookAtAsync(ReleaseEngine engine, DeploymentEnvironment environment, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            return (await engine.Ports.Deployer.ObserveAsync(environment, limit.Token).ConfigureAwait(false), null);
        }
        catch (FaultException fault)
        {
            return (Nothing, fault.Faults[0]);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (Nothing, new Fault(
                "SLP1518", $"nobody said within {Patience.TotalSeconds:0} s what runs in {environment.Name}", environment.Url.ToString(), "look whether its machine can be reached, then ask again"));
        }
    }

    // What Rollback would say of stored data, said before anybody relies on it. Nobody is kept from looking by a package that cannot be read.
    private static async Task<string?> ObstacleAsync(ReleaseEngine engine, DeploymentEnvironment environment, ReleaseState state, CancellationToken cancellation)
    {
        if (state.In(environment.Name) is not { Current: { } left, RollbackTarget: { } target })
            return null;
        try
        {
            return (await StoredData.ForbidsAsync(engine.Ports.Packages, left, target, environment, cancellation).ConfigureAwait(false))?.Faults[0].Cause;
        }
        catch (FaultException unreadable)
        {
            return unreadable.Faults[0].Summary;
        }
    }

    private static async Task<ImmutableHashSet<string>> BlockedAsync(IObserve build, ReleaseState state, CancellationToken cancellation)
    {
        var blocked = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (DeploymentEnvironment environment in build.Environments)
        {
            if (await ObstacleAsync(build.Engine, environment, state, cancellation).ConfigureAwait(false) is not null)
                blocked.Add(environment.Name);
        }

        return blocked.ToImmutable();
    }

    // Whoever only looks may look at what was verified last, and is told so.
    internal static async Task<ImmutableArray<Entry>> ReadAllAsync(ReleaseEngine engine, CancellationToken cancellation)
    {
        LedgerTail all = await engine.Ledger.ReadAfterAsync(null, cancellation).ConfigureAwait(false);
        SayIfStale(all.Stale);
        return all.Entries;
    }

    private static void SayIfStale(Staleness? stale)
    {
        if (stale is not null)
            RunScope.Current.Say($"ledger: as of {stale.AsOf:yyyy-MM-dd HH:mm:ss} UTC, {stale.Reason.Cause}");
    }

    internal static void Say(IEnumerable<string> lines)
    {
        foreach (string line in lines)
            RunScope.Current.Say(line);
    }
}
