using System.Collections.Immutable;
using Slipway.Releases.Facts;

namespace Slipway.Releases.Ledger;

/// <summary>What is where, as the ledger tells it: a fold over its entries and nothing else.</summary>
public sealed record ReleaseState
{
    /// <summary>The state before the first entry.</summary>
    public static ReleaseState Empty { get; } = new();

    /// <summary>Sealed packages by id.</summary>
    public ImmutableSortedDictionary<string, SealedPackage> Packages { get; init; } = ImmutableSortedDictionary<string, SealedPackage>.Empty;

    /// <summary>Environments by name, those that were ever touched.</summary>
    public ImmutableSortedDictionary<string, EnvironmentState> Environments { get; init; } = ImmutableSortedDictionary<string, EnvironmentState>.Empty;

    /// <summary>The newest evidence of each kind, by "kind tree".</summary>
    public ImmutableSortedDictionary<string, Entry> Evidence { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>Packages that own a version for good, by version.</summary>
    public ImmutableSortedDictionary<string, string> Tagged { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How packages stand at destinations, by "package destination".</summary>
    public ImmutableSortedDictionary<string, PublicationState> Publications { get; init; } = ImmutableSortedDictionary<string, PublicationState>.Empty;

    /// <summary>Everything people decided: approvals, exceptions, freezes, risks, ticks.</summary>
    public GovernanceState Governance { get; init; } = new();

    /// <summary>Hash of the very first entry: the identity of this ledger, which every signature names.</summary>
    public string Project { get; init; } = LedgerChain.Genesis;

    /// <summary>Place and hash of the newest entry.</summary>
    public int Count { get; init; }

    /// <summary>The latest instant any entry was written at, by its writer's clock; the beginning of time while there is none.</summary>
    public DateTimeOffset Latest { get; init; }

    /// <summary>Hash of the last entry; what the chain begins with when there is none.</summary>
    public string Head { get; init; } = LedgerChain.Genesis;

    /// <summary>The state after entries, oldest first.</summary>
    public static ReleaseState Fold(IEnumerable<Entry> entries) => entries.Aggregate(Empty, (state, entry) => state.With(entry));

    /// <summary>The environment's state, empty when it was never touched.</summary>
    public EnvironmentState In(string environment) => Environments.TryGetValue(environment, out EnvironmentState? state) ? state : new EnvironmentState { Name = environment };

    /// <summary>The newest evidence of a kind about a source tree, or null.</summary>
    public Entry? EvidenceOf(string kind, string tree) => Evidence.GetValueOrDefault($"{kind} {tree}");

    /// <summary>What was published to a destination last, or tried to; null where nothing was.</summary>
    public PublicationState? NewestAt(string destination) => Publications.Values.Where(one => one.Destination == destination).MaxBy(one => one.Seq);

    /// <summary>The package that was sealed last of a source, or null.</summary>
    public string? NewestOf(string commit, string tree) => Packages.Values.Where(package => package.Commit == commit && package.Tree == tree).MaxBy(package => package.Seq)?.Id;

    /// <summary>The state after one more entry; kinds that are not known here change nothing.</summary>
    public ReleaseState With(Entry entry) => (entry.IsSound ? Changed(entry) with { Governance = Governance.With(entry) } : this) with
    {
        Latest = entry.Utc > Latest ? entry.Utc : Latest,
        Project = Count == 0 ? entry.Hash : Project,
        Count = entry.Seq,
        Head = entry.Hash,
    };

    private ReleaseState Changed(Entry entry) => entry.Type switch
    {
        EntryType.CandidateSealed when entry.PackageId is { } id => this with { Packages = Packages.SetItem(id, SealedPackage.Of(entry, id).Over(Packages.GetValueOrDefault(id))) },
        EntryType.EvidenceRecorded => this with { Evidence = Evidence.SetItem($"{entry.Data.GetValueOrDefault("kind")} {entry.Data.GetValueOrDefault("tree")}", entry) },
        EntryType.AuthorsNamed when entry.PackageId is { } id && Packages.TryGetValue(id, out SealedPackage? known) => this with { Packages = Packages.SetItem(id, known.By(entry)) },
        EntryType.PackagePruned when entry.PackageId is { } id && Packages.TryGetValue(id, out SealedPackage? known) =>
            this with { Packages = Packages.SetItem(id, known with { Pruned = entry.Utc }) },
        EntryType.VersionTagged when entry is { PackageId: { } id, Version: { } version } => this with { Tagged = Tagged.SetItem(version, id) },
        EntryType.PublishStarted or EntryType.PublishCompleted or EntryType.PublishFailed when PublicationState.Of(entry) is { } publication =>
            this with { Publications = Publications.SetItem(PublicationState.KeyOf(publication.PackageId, publication.Destination), publication) },
        _ when entry.Environment is { } name => this with { Environments = Environments.SetItem(name, In(name).With(entry)) },
        _ => this,
    };
}

/// <summary>A package as it was sealed, by whom, and the mail addresses of those who wrote the commits since its base.</summary>
public sealed record SealedPackage(string Id, string Version, string Commit, string Tree, bool IsDirty, int Seq, DateTimeOffset Utc, string Sealer, ImmutableArray<string> Authors)
{
    /// <summary>The commit its authors are counted from; null where all of history counts, or the entry does not say.</summary>
    public string? Base { get; init; }

    /// <summary>When its files were deleted from the store; null while they are there, and again once the same package is sealed anew.</summary>
    public DateTimeOffset? Pruned { get; init; }

    // Authors that did not fit into the entry of the package itself.
    internal SealedPackage By(Entry named) => this with { Authors = [.. Authors.Concat(AuthorsOf(named)).Distinct()] };

    // Whoever seals the same bytes again does not become their only maker.
    internal SealedPackage Over(SealedPackage? before) => before is null ? this : this with { Authors = [.. before.Authors.Append(before.Sealer).Concat(Authors).Distinct()] };

    /// <summary>What an entry tells of the package it sealed.</summary>
    public static SealedPackage Of(Entry entry, string id) => new(
        id, entry.Version ?? "0.0.0", entry.Data.GetValueOrDefault("commit", ""), entry.Data.GetValueOrDefault("tree", ""),
        entry.Data.GetValueOrDefault("dirty") == "true", entry.Seq, entry.Utc, entry.Actor.Id, AuthorsOf(entry))
    {
        Base = entry.Data.GetValueOrDefault("base") is { Length: > 0 } from ? from : null,
    };

    private static ImmutableArray<string> AuthorsOf(Entry entry) => [.. entry.Data.GetValueOrDefault("authors", "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
