using System.Collections.Concurrent;

namespace Storefront.Orders;

/// <summary>Orders taken by this instance, each id once. Kept in memory: an instance's book ends with it.</summary>
public sealed class OrderBook
{
    private readonly ConcurrentDictionary<string, Order> _orders = new(StringComparer.Ordinal);
    private int _repeats;

    /// <summary>Takes an order; false with the order as first taken when the id is known.</summary>
    public bool TryTake(Order order, out Order taken)
    {
        taken = _orders.GetOrAdd(order.Id, order);
        if (ReferenceEquals(taken, order))
            return true;

        Interlocked.Increment(ref _repeats);
        return false;
    }

    /// <summary>Orders so far.</summary>
    public OrderCount Count() => new(_orders.Count, Volatile.Read(ref _repeats));
}
