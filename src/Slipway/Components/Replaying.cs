using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Signing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Replaying;
using Slipway.Reports.Bundles;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Makes decisions again from the ledger and the store, or from an exported bundle and nothing else.</summary>
internal static class Replaying
{
    public static async Task RunAsync(IObserve build, CancellationToken cancellation)
    {
        BundleContents contents = build.BundlePath is { } bundle
            ? await BundleFile.ReadAsync(AbsolutePath.Create(Path.GetFullPath(bundle, build.RootDirectory)), cancellation).ConfigureAwait(false)
            : await RecordedAsync(build.Engine, cancellation).ConfigureAwait(false);
        AuditFilter filter = Auditing.FilterOf(build);
        if (filter.Mistyped(contents.Entries, build.Environments.Select(environment => environment.Name)) is { IsEmpty: false } mistyped)
            throw new FaultException(ExitCode.Usage, mistyped);
        RunScope scope = RunScope.Current;
        ImmutableArray<ReplayedDecision> decisions = await new Judging(new SshKeygen(scope.Runner))
            .JudgeAsync(answers => Replay.Of(contents.Entries, contents.Manifests, filter.Holds, answers), cancellation).ConfigureAwait(false);
        string head = contents.Entries.IsEmpty ? LedgerChain.Genesis : contents.Entries[^1].Hash;
        scope.Answer(ReplayJson.Of(decisions, head));
        foreach (string line in ReplayText.Render(decisions))
            scope.Say(line);
        foreach (BackwardTime backward in BackwardTime.In(contents.Entries))
            scope.Say($"warning: time runs backwards: {backward.Text}");
        scope.SayLast(ReplayText.Sum(decisions, head));
        if (ReplayFaults.Of(decisions) is { } fault)
            throw fault;
    }

    // A package that left the store is missed by the decisions that need it, and by no others.
    private static async Task<BundleContents> RecordedAsync(ReleaseEngine engine, CancellationToken cancellation)
    {
        ImmutableArray<Entry> entries = await engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false);
        ImmutableArray<string> stored = await engine.Ports.Packages.ListAsync(cancellation).ConfigureAwait(false);
        var manifests = ImmutableSortedDictionary.CreateBuilder<string, Manifest>(StringComparer.Ordinal);
        foreach (string id in Replay.Needed(entries).Where(id => stored.Contains(id)))
            manifests[id] = await engine.Ports.Packages.ReadAsync(id, cancellation).ConfigureAwait(false);
        return new BundleContents(entries, manifests.ToImmutable());
    }
}
