using System.Collections;
using System.Runtime.CompilerServices;

namespace Slipway.Targets.Graph;

/// <summary>
/// Positions in a graph, in order, never changed. A class of our own rather than a generic collection of numbers:
/// those are compiled while the program starts, and starting is what a build does most.
/// </summary>
[CollectionBuilder(typeof(IndexList), nameof(Create))]
public sealed class IndexList : IReadOnlyList<int>
{
    private readonly int[] _items;

    private IndexList(int[] items) => _items = items;

    /// <summary>A list of none.</summary>
    public static IndexList Empty { get; } = new([]);

    /// <summary>How many there are.</summary>
    public int Count => _items.Length;

    /// <summary>The one at a position.</summary>
    public int this[int position] => _items[position];

    /// <summary>A list of these, copied.</summary>
    public static IndexList Create(ReadOnlySpan<int> items) => items.IsEmpty ? Empty : new(items.ToArray());

    /// <summary>True when it holds an index.</summary>
    public bool Contains(int index) => Array.IndexOf(_items, index) >= 0;

    /// <summary>For <c>foreach</c>, without a box.</summary>
    public Enumerator GetEnumerator() => new(_items);

    IEnumerator<int> IEnumerable<int>.GetEnumerator() => ((IEnumerable<int>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    /// <summary>Walks the list.</summary>
    public struct Enumerator(int[] items)
    {
        private int _next;

        /// <summary>The index at hand.</summary>
        public int Current { get; private set; }

        /// <summary>Goes on to the next; false after the last.</summary>
        public bool MoveNext()
        {
            if (_next == items.Length)
                return false;
            Current = items[_next++];
            return true;
        }
    }

    /// <summary>A list while it is being made.</summary>
    internal sealed class Builder
    {
        private int[] _items = new int[4];

        public int Count { get; private set; }

        public int this[int position] => _items[position];

        public void Add(int item)
        {
            if (Count == _items.Length)
                Array.Resize(ref _items, Count * 2);
            _items[Count++] = item;
        }

        public IndexList ToList() => Create(_items.AsSpan(0, Count));
    }
}
