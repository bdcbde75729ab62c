using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Edge.Keeping;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Routing;

/// <summary>Holds the live split, swaps it by reference, and sees retired slots out.</summary>
internal sealed class Switchboard : IDisposable
{
    // After a cut, requests need a moment to notice; then they are left to themselves.
    private static readonly TimeSpan CutPatience = TimeSpan.FromSeconds(5);

    private readonly RoutesFile _file;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private ImmutableList<Slot> _retired = [];
    private Split? _live;

    public Switchboard(RoutesFile file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
        (RouteTable? table, Warning) = file.Read();
        _live = table is null ? null : Split.Of(table, null);
    }

    /// <summary>What was wrong with the routes at start, or null.</summary>
    public string? Warning { get; }

    public RouteTable? LiveTable => Volatile.Read(ref _live)?.Table;

    public ImmutableArray<SlotStatus> Slots
    {
        get
        {
            IEnumerable<Slot> live = Volatile.Read(ref _live)?.Slots ?? [];
            return
            [
                .. live.Select(slot => new SlotStatus(slot.Table.DeploymentId, true, slot.InFlight)),
                .. _retired.Where(slot => !slot.Empty.IsCompleted).Select(slot => new SlotStatus(slot.Table.DeploymentId, false, slot.InFlight)),
            ];
        }
    }

    /// <summary>What the arms were asked and how they answered; nothing where nobody serves.</summary>
    public EdgeCounts Counts()
    {
        if (Volatile.Read(ref _live) is not { } split)
            return new(Environment.ProcessId, [], null);
        Audience? audience = split.Audience;
        int weight = split.Table.Canary?.Weight ?? 0;
        ArmCounts serving = split.Serving.Tally.Read(split.Serving.Table, CanaryRoute.Whole - weight, audience?.Serving);
        return new(Environment.ProcessId, split.Canary is null ? [serving] : [serving, split.Canary.Tally.Read(split.Canary.Table, weight, audience?.Canary)], audience?.All);
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

    /// <summary>Takes a place in a live slot for a request, or null without one. Every slot given out is to be left.</summary>
    public Slot? Claim(IHeaderDictionary headers)
    {
        while (Volatile.Read(ref _live) is { } split)
        {
            Slot slot = split.Choose(headers, out ulong? user);
            slot.Enter();
            if (ReferenceEquals(split, Volatile.Read(ref _live)))
            {
                if (user is { } who)
                    split.Audience!.Met(who, ReferenceEquals(slot, split.Canary)); // only an audience knows users
                return slot;
            }

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
            return Move(table);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Gives a part of the requests to a canary. Null when the deployment it is to stand beside does not serve: then nothing changes.</summary>
    /// <exception cref="IOException">The table could not be written; the old one is in force.</exception>
    public async Task<SwitchAnswer?> ExposeAsync(ExposeRequest request, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            return _live?.Table is { } table && table.DeploymentId == request.Serving && table.DeploymentId != request.Canary.DeploymentId
                ? Move(table with { Canary = request.Canary })
                : null;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    // One at a time. A slot that is in both splits goes on; one that is not gets nothing new from here on.
    private SwitchAnswer Move(RouteTable? table)
    {
        long start = _clock.GetTimestamp();
        Split? old = _live;
        bool isSame = table is null ? old is null : old is not null && table.LeadsWhere(old.Table);
        if (!isSame)
        {
            _file.Write(table);
            Split? next = table is null ? null : Split.Of(table, old);
            Volatile.Write(ref _live, next);
            Interlocked.MemoryBarrier();
            _retired = _retired.RemoveAll(slot => slot.Empty.IsCompleted);
            foreach (Slot left in old is null ? [] : next is null ? old.Slots : old.Slots.Except(next.Slots))
            {
                _retired = _retired.Add(left);
                left.Retire();
            }
        }

        return new(old?.Table.DeploymentId, _clock.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>Waits until nothing of a retired deployment is in flight; cuts what is left at the deadline. Null when it gets new ones.</summary>
    public async Task<DrainAnswer?> DrainAsync(string deploymentId, TimeSpan deadline, CancellationToken cancellation)
    {
        if (LiveTable is { } live && (live.DeploymentId == deploymentId || live.Canary?.DeploymentId == deploymentId))
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
        foreach (Slot slot in _live?.Slots ?? [])
            slot.Dispose();
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
