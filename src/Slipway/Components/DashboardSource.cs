using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.LedgerBranch;
using Slipway.Delivery.LedgerFiles;
using Slipway.Git;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;
using Slipway.Releases.Packages;
using Slipway.Releases.Status;
using Slipway.Reports.Html;
using Slipway.Targets.Graph;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Gathers what a dashboard shows; asked again, it reads what is new.</summary>
internal sealed class DashboardSource(IReport build)
{
    private const int ReleasesWithNotes = 40;
    private const int LongestNotes = 6000;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly ReleaseEngine _engine = build.Engine;
    private readonly DateTimeOffset? _since = build.SinceFilter is { } since ? Auditing.Since(since) : null;
    private ImmutableDictionary<string, Manifest> _manifests = ImmutableDictionary<string, Manifest>.Empty;
    private ImmutableDictionary<string, string> _notes = ImmutableDictionary<string, string>.Empty;
    private LedgerMark? _end;
    private ReleaseState? _state;
    private string _seen = "";
    private long _looked;

    /// <summary>How often it is worth asking for changes: a file is asked at once, a branch only over the network.</summary>
    public TimeSpan Pace => _engine.Ledger is BranchLedger ? TimeSpan.FromSeconds(15) : TimeSpan.FromSeconds(1);

    /// <summary>Everything anew, the ledger checked from its first entry to its last.</summary>
    public async Task<DashboardModel> ReadAsync(CancellationToken cancellation)
    {
        (ImmutableArray<Entry> entries, LedgerVerdict verdict) = await CheckedAsync(cancellation).ConfigureAwait(false);
        var history = ReleaseHistory.Of(entries);
        foreach (string id in history.State.Packages.Keys.Where(id => !_manifests.ContainsKey(id)))
        {
            if (await ManifestAsync(id, cancellation).ConfigureAwait(false) is { } manifest)
                _manifests = _manifests.Add(id, manifest);
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        _state = history.State;
        ImmutableArray<EnvironmentStatus> statuses = await LookAsync(history.State, cancellation).ConfigureAwait(false);
        var metrics = DeliveryMetrics.Of(history, [.. build.Environments.Select(environment => environment.Name)], now);
        return new DashboardModel
        {
            Application = build.ApplicationName,
            History = history,
            Lane = build.Environments,
            Ledger = verdict,
            Now = now,
            Statuses = statuses,
            Forge = Forge.Of(Remote()),
            Coming = verdict.Damage is null // nothing is promoted on a damaged ledger
                ? await ComingReleases.ReadAsync(build, _engine, history.State, _manifests, cancellation).ConfigureAwait(false)
                : [],
            Policy = _engine.Policy,
            Manifests = _manifests,
            Notes = await NotesAsync(history, cancellation).ConfigureAwait(false),
            Calendar = _engine.Calendar,
            Measures = metrics.Environments.IsEmpty ? [] : DashboardMeasure.Of(metrics.Environments[^1]),
            MeasuredOf = metrics.Environments.IsEmpty ? "" : $"{metrics.Environments[^1].Environment}, the last {MetricWindow.DefaultDays} days",
            Graph = Targets(),
            Since = _since,
            IsRedacted = build.IsRedacted,
            IsLive = build.Serves,
        };
    }

    /// <summary>
    /// True when the ledger is not where it was at the last reading, or environments do otherwise than they did; damage counts as a change once.
    /// </summary>
    public async Task<bool> HasChangedAsync(CancellationToken cancellation) =>
        await HasGrownAsync(cancellation).ConfigureAwait(false) || await HasTurnedAsync(cancellation).ConfigureAwait(false);

    private async Task<bool> HasTurnedAsync(CancellationToken cancellation)
    {
        if (_state is null || TimeProvider.System.GetElapsedTime(_looked) < LookEvery)
            return false;
        string before = _seen;
        await LookAsync(_state, cancellation).ConfigureAwait(false);
        return _seen != before;
    }

    // What cannot be looked at is told of by the ledger alone.
    private async Task<ImmutableArray<EnvironmentStatus>> LookAsync(ReleaseState state, CancellationToken cancellation)
    {
        ImmutableArray<EnvironmentStatus> statuses;
        try
        {
            statuses = await Observing.ReadAsync(build, _engine, state, cancellation).ConfigureAwait(false);
        }
        catch (FaultException)
        {
            statuses = [];
        }

        _looked = TimeProvider.System.GetTimestamp();
        _seen = string.Join('\n', statuses.Select(Outline));
        return statuses;
    }

    private static string Outline(EnvironmentStatus status) =>
        $"{status.Environment.Name} {status.Health} {status.Seen.LivePackage} {string.Join(' ', status.Live.Select(live => $"{live.Service} {live.Health}"))}";

    private async Task<bool> HasGrownAsync(CancellationToken cancellation)
    {
        try
        {
            LedgerTail tail = await _engine.Ledger.ReadAfterAsync(_end, cancellation).ConfigureAwait(false);
            return tail.End != _end;
        }
        catch (FaultException exception) when (exception.ExitCode == ExitCode.Damaged)
        {
            return _end is not null;
        }
    }

    private async Task<(ImmutableArray<Entry> Entries, LedgerVerdict Verdict)> CheckedAsync(CancellationToken cancellation)
    {
        try
        {
            LedgerTail all = await _engine.Ledger.ReadAfterAsync(null, cancellation).ConfigureAwait(false);
            _end = all.End;
            return (all.Entries, new LedgerVerdict(all.End.Count, all.End.Head) { AsOf = all.Stale?.AsOf });
        }
        catch (FaultException exception) when (exception.ExitCode == ExitCode.Damaged)
        {
            _end = null;
            AbsolutePath lines = _engine.Ledger is BranchLedger branch ? branch.Lines : AbsolutePath.Create(_engine.Ledger.Place);
            LedgerReading sound = SoundBeginning.Read(lines);
            return (sound.Entries, new LedgerVerdict(sound.End.Count, sound.Head, exception.Faults[0]));
        }
    }

    private string? Remote()
    {
        try
        {
            return RepositoryReader.Read(build.RootDirectory).Remote?.HttpsUrl;
        }
        catch (FaultException)
        {
            return null; // no repository, or one of a form that is not read
        }
    }

    // A package may be pruned, or lie on another machine; the page then shows what the ledger says of it.
    private async Task<Manifest?> ManifestAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return await _engine.Ports.Packages.ReadAsync(id, cancellation).ConfigureAwait(false);
        }
        catch (FaultException)
        {
            return null;
        }
    }

    // Of the newest packages, as they were sealed; where one is not at hand, or was sealed without, the page has none.
    private async Task<ImmutableDictionary<string, string>> NotesAsync(ReleaseHistory history, CancellationToken cancellation)
    {
        foreach (string id in history.Releases.Reverse().Take(ReleasesWithNotes).Select(release => release.Package.Id).Where(id => _manifests.ContainsKey(id) && !_notes.ContainsKey(id)))
        {
            AbsolutePath file = _engine.Ports.Packages.FolderOf(id) / "notes" / "notes.md";
            string text = File.Exists(file) ? (await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false)).Trim() : "";
            _notes = _notes.Add(id, text.Length > LongestNotes ? $"{text[..LongestNotes]}…" : text);
        }

        return _notes.Where(note => note.Value.Length > 0).ToImmutableDictionary();
    }

    private DashboardGraph? Targets() => build is SlipwayBuild own ? DashboardGraph.Of(GraphBuilder.Build(TargetTable.Read(own, out _))) : null;
}
