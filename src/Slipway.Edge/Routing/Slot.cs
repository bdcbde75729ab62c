using Slipway.Edge.Counting;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Routing;

/// <summary>A deployment while it gets requests, and after that until the last one has left.</summary>
internal sealed class Slot(RouteTable table) : IDisposable
{
    private readonly Upstream[] _upstreams = Upstream.Of(table);
    private readonly CancellationTokenSource _cut = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inFlight;
    private volatile bool _isRetired;

    public RouteTable Table => table;

    /// <summary>What it was asked and how it answered.</summary>
    public Tally Tally { get; } = new();

    public HttpMessageInvoker Invoker { get; } = Upstream.Connect(table);

    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Ends once the slot gets no new requests and the last one has left.</summary>
    public Task Empty => _empty.Task;

    /// <summary>Cancelled when what is left is ended by force.</summary>
    public CancellationToken Cut => _cut.Token;

    public Upstream? Find(PathString path) => Array.Find(_upstreams, upstream => upstream.Takes(path));

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _inFlight) == 0 && _isRetired)
            Finish();
    }

    /// <summary>Called after another slot is live. A request that enters from now on sees that and leaves again without being sent.</summary>
    public void Retire()
    {
        _isRetired = true;
        Interlocked.MemoryBarrier();
        if (InFlight == 0)
            Finish();
    }

    public Task CutAsync() => _cut.CancelAsync();

    public void Dispose() => Invoker.Dispose();

    private void Finish()
    {
        if (_empty.TrySetResult())
            Invoker.Dispose();
    }
}
