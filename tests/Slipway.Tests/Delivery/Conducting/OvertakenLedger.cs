using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>A ledger in which somebody else always records something between what was read and what is to be appended.</summary>
internal sealed class OvertakenLedger(ILedgerStore ledger) : ILedgerStore
{
    public string Place => ledger.Place;

    public Task<ImmutableArray<Entry>> ReadAsync(CancellationToken cancellation) => ledger.ReadAsync(cancellation);

    public Task<LedgerTail> ReadAfterAsync(LedgerMark? mark, CancellationToken cancellation) => ledger.ReadAfterAsync(mark, cancellation);

    public Task<ImmutableArray<Entry>> AppendAsync(ImmutableArray<Entry> drafts, CancellationToken cancellation) => ledger.AppendAsync(drafts, cancellation);

    public async Task<ImmutableArray<Entry>?> TryAppendAsync(ImmutableArray<Entry> drafts, string expectedHead, CancellationToken cancellation)
    {
        await ledger.AppendAsync([Facts.Draft("from.somebody.else")], cancellation);
        return await ledger.TryAppendAsync(drafts, expectedHead, cancellation);
    }
}
