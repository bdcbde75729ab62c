using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.LedgerBranch;
using Slipway.Delivery.LedgerFiles;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Reports.Html;
using Slipway.Targets.Graph;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Gathers what a dashboard shows; asked again, it reads what is new.</summary>
internal sealed class DashboardSource(IReport build)
{
    private readonly ReleaseEngine _engine = build.Engine;
    private readonly DateTimeOffset? _since = build.SinceFilter is { } since ? Auditing.Since(since) : null;
    private ImmutableDictionary<string, Manifest> _manifests = ImmutableDictionary<string, Manifest>.Empty;
    private LedgerMark? _end;

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

        return new DashboardModel
        {
            Application = build.ApplicationName,
            History = history,
            Lane = build.Environments,
            Ledger = verdict,
            Now = TimeProvider.System.GetUtcNow(),
            Policy = _engine.Policy,
            Manifests = _manifests,
            Graph = Targets(),
            Since = _since,
            IsRedacted = build.IsRedacted,
            IsLive = build.Serves,
        };
    }

    /// <summary>True when the ledger is not where it was at the last reading; damage counts as a change once.</summary>
    public async Task<bool> HasChangedAsync(CancellationToken cancellation)
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

    // Targets that lead to others, or follow from them; those that stand alone make no graph.
    private DashboardGraph? Targets()
    {
        if (build is not SlipwayBuild own)
            return null;
        TargetGraph graph = GraphBuilder.Build(TargetTable.Read(own, out _));
        ImmutableArray<GraphEdge> edges = [.. graph.Targets.Index().SelectMany(target => graph.NamesOf(graph.Dependencies[target.Index]).Select(before => new GraphEdge(before, target.Item.Name))
            .Concat(graph.NamesOf(graph.Triggers[target.Index]).Select(after => new GraphEdge(target.Item.Name, after, "triggers"))))];
        HashSet<string> linked = [.. edges.SelectMany(edge => new[] { edge.From, edge.To })];
        return new DashboardGraph("Targets and what they need", [.. graph.Targets.Where(target => linked.Contains(target.Name)).Select(target => new GraphNode(target.Name, target.DeclaredBy, target.Description ?? ""))], edges);
    }
}
