using System.Collections.Immutable;
using Slipway.Delivery.LedgerFiles;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Conducting;

/// <summary>Writes what a run does into the ledger, under the run's own name.</summary>
/// <param name="ledger">Where to.</param>
/// <param name="application">The application all entries are about.</param>
/// <param name="actor">Who runs.</param>
/// <param name="run">Name of the run.</param>
/// <param name="clock">Stamps the entries; nothing is decided on the stamps.</param>
public sealed class Journal(ILedgerStore ledger, string application, Actor actor, string run, TimeProvider clock)
{
    /// <summary>Who acts.</summary>
    public Actor Actor => actor;

    /// <summary>The instant that entries get.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Names the machine and state folder this run works in without telling them; where a ledger is shared, leases of another place are not seen here.</summary>
    public string Place { get; init; } = "";

    /// <summary>Who runs, since when and as which process, for whoever finds the environment taken.</summary>
    public string Holder(string doing) => $"{doing} by {actor.Id}, process {Environment.ProcessId}, since {clock.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC";

    /// <summary>Folds the ledger from its last checkpoint on; without it every entry is folded each time.</summary>
    public FoldedLedger? Folded { get; init; }

    /// <summary>What the ledger tells now.</summary>
    /// <exception cref="FaultException">The ledger is damaged (exit 10), or those who keep it do not answer (exit 1).</exception>
    public async Task<ReleaseState> StateAsync(CancellationToken cancellation) => Folded is null
        ? await ProvenStateAsync(cancellation).ConfigureAwait(false)
        : (await Folded.ReadAsync(cancellation).ConfigureAwait(false)).Fresh().State;

    /// <summary>What the ledger tells now, every entry from the first on checked again: what traffic moves on.</summary>
    public async Task<ReleaseState> ProvenStateAsync(CancellationToken cancellation) => ReleaseState.Fold(await ledger.ReadAsync(cancellation).ConfigureAwait(false));

    /// <summary>Appends one entry; durable when this returns.</summary>
    public async Task<Entry> AppendAsync(string type, Subject subject, CancellationToken cancellation, params (string Name, string Value)[] data) =>
        (await ledger.AppendAsync([Draft(type, subject, data)], cancellation).ConfigureAwait(false))[0];

    /// <summary>Appends entries together; durable when this returns.</summary>
    public Task AppendAsync(ImmutableArray<Entry> drafts) => ledger.AppendAsync(drafts, CancellationToken.None);

    /// <summary>Appends entries together, only if nothing was recorded since the state that was decided on; false when something was.</summary>
    public async Task<bool> TryAppendAsync(ImmutableArray<Entry> drafts, ReleaseState decidedOn, CancellationToken cancellation) =>
        await ledger.TryAppendAsync(drafts, decidedOn.Head, cancellation).ConfigureAwait(false) is not null;

    /// <summary>An entry that the ledger has yet to give a place.</summary>
    public Entry Draft(string type, Subject subject, params (string Name, string Value)[] data) => new()
    {
        Seq = 0,
        Type = type,
        Utc = clock.GetUtcNow(),
        Actor = actor,
        Run = run,
        Application = application,
        Environment = subject.Environment,
        PackageId = subject.PackageId,
        Version = subject.Version,
        DeploymentId = subject.DeploymentId,
        Data = data.ToImmutableSortedDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal),
    };
}

/// <summary>What an entry is about.</summary>
public sealed record Subject(string? Environment = null, string? PackageId = null, string? Version = null, string? DeploymentId = null)
{
    /// <summary>A deployment as what entries are about.</summary>
    public static Subject Of(Deployment deployment) => new(deployment.Environment.Name, deployment.PackageId, deployment.Version, deployment.Id);
}
