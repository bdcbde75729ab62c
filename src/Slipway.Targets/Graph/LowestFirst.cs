namespace Slipway.Targets.Graph;

/// <summary>A heap of positions that gives the lowest first; as long as it is, and not the framework's, for the reason said at <see cref="IndexList"/>.</summary>
internal sealed class LowestFirst(int capacity)
{
    private readonly int[] _heap = new int[capacity];
    private int _count;

    public void Add(int item)
    {
        int place = _count++;
        while (place > 0 && _heap[(place - 1) / 2] > item)
        {
            _heap[place] = _heap[(place - 1) / 2];
            place = (place - 1) / 2;
        }

        _heap[place] = item;
    }

    public bool TryTake(out int item)
    {
        item = _count > 0 ? _heap[0] : -1;
        if (_count == 0)
            return false;
        int last = _heap[--_count];
        int place = 0;
        while (2 * place + 1 < _count)
        {
            int child = 2 * place + 1;
            if (child + 1 < _count && _heap[child + 1] < _heap[child])
                child++;
            if (_heap[child] >= last)
                break;
            _heap[place] = _heap[child];
            place = child;
        }

        _heap[place] = last;
        return true;
    }
}
