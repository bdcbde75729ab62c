using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Edge.Keeping;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Routing;

/// <summary>Holds the live slot, swaps it by reference, and sees retired ones out.</summary>
internal sealed class Switchboard : IDisposable
{
    // After a cut, requests need a moment to notice; then they are left to themselves.
    private static readonly TimeSpan CutPatience = TimeSpan.FromSeconds(5);

    private readonly RoutesFile _file;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private ImmutableList<Slot> _retired = [];
    private Slot? _live;

    public Switchboard(RoutesFile file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
        (RouteTable? table, Warning) = file.Read();
        _live = table is null ? null : new Slot(table);
    }

    /// <summary>What was wrong with the routes at start, or null.</summary>
    public string? Warning { get; }

    public RouteTable? LiveTable => Volatile.Read(ref _live)?.Table;

    public ImmutableArray<SlotStatus> Slots
    {
        get
        {
            Slot? live = Volatile.Read(ref _live);
            var retired = _retired.Where(slot => !slot.Empty.IsCompleted).Select(slot => new SlotStatus(slot.Table.DeploymentId, false, slot.InFlight));
            return live is null ? [.. retired] : [new(live.Table.DeploymentId, true, live.InFlight), .. retired];
        }
    }

    /// <summary>Runs the code of a switch once, without one; a folder that cannot be written is told by the first real switch instead.</summary>
    public void WarmUp()
    {
        var example = new RouteTable("warm-up", "", [new("/", "none", "/nowhere")]);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(example, EdgeJson.Default.RouteTable);
        using var slot = new Slot(JsonSerializer.Deserialize(json, EdgeJson.Default.RouteTable)!);   // what was just written is not null
        slot.Enter();
        _ = slot.Find("/") is not null && example.LeadsWhere(slot.Table);
        slot.Leave();
        slot.Retire();
        try
        {
            _file.WarmUp(example);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // a route that exists must be served even where none can be written
        }
    }

    /// <summary>Takes a place in the live slot, or null without one. Every slot given out is to be left.</summary>
    public Slot? Claim()
    {
        while (Volatile.Read(ref _live) is { } slot)
        {
            slot.Enter();
            if (ReferenceEquals(slot, Volatile.Read(ref _live)))
                return slot;
            slot.Leave();   // the swap came between: nothing was sent, take the new one
        }

        return null;
    }

    /// <summary>Sends all new requests where the table says; durable before it is in force. Null takes the route away.</summary>
    /// <exception cref="IOException">The table could not be written; the old one is in force.</exception>
    public async Task<SwitchAnswer> SwitchAsync(RouteTable? table, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            long start = _clock.GetTimestamp();
            Slot? old = _live;
            bool isSame = table is null ? old is null : old is not null && table.LeadsWhere(old.Table);
            if (!isSame)
            {
                _file.Write(table);
                Volatile.Write(ref _live, table is null ? null : new Slot(table));
                Interlocked.MemoryBarrier();
                _retired = _retired.RemoveAll(slot => slot.Empty.IsCompleted);
                if (old is not null)
                {
                    _retired = _retired.Add(old);
                    old.Retire();
                }
            }

            return new(old?.Table.DeploymentId, _clock.GetElapsedTime(start).TotalMilliseconds);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Waits until nothing of a retired deployment is in flight; cuts what is left at the deadline. Null when it is the live one.</summary>
    public async Task<DrainAnswer?> DrainAsync(string deploymentId, TimeSpan deadline, CancellationToken cancellation)
    {
        if (LiveTable?.DeploymentId == deploymentId)
            return null;

        long start = _clock.GetTimestamp();
        ImmutableList<Slot> leaving = _retired.FindAll(slot => slot.Table.DeploymentId == deploymentId);
        Task empty = Task.WhenAll(leaving.Select(slot => slot.Empty));
        int cut = 0;
        if (!await EndsAsync(empty, deadline, cancellation))
        {
            cut = leaving.Sum(slot => slot.InFlight);
            foreach (Slot slot in leaving)
                await slot.CutAsync();
            await EndsAsync(empty, CutPatience, cancellation);
        }

        return new(_clock.GetElapsedTime(start).TotalMilliseconds, cut);
    }

    public void Dispose()
    {
        _live?.Dispose();
        _retired.ForEach(slot => slot.Dispose());
        _oneAtATime.Dispose();
    }

    private async Task<bool> EndsAsync(Task task, TimeSpan deadline, CancellationToken cancellation)
    {
        try
        {
            await task.WaitAsync(deadline, _clock, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
