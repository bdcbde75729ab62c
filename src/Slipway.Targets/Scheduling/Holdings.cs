using System.Collections.Immutable;
using Slipway.Targets.Graph;

namespace Slipway.Targets.Scheduling;

/// <summary>
/// Who holds what only one may hold. A target takes all it needs at once or nothing, so that no two wait for each other; one that cannot stands in the
/// row of the first thing it misses until that is given back.
/// </summary>
internal sealed class Holdings
{
    private readonly Dictionary<string, IndexList.Builder> _rows = new(StringComparer.Ordinal); // of what is held: who waits for it

    /// <summary>Takes all of it, or puts the one who asks into a row.</summary>
    public bool TryHold(ImmutableArray<string> names, int place)
    {
        if (MustWait(names, place))
            return false;
        foreach (string name in names)
            _rows.TryAdd(name, new IndexList.Builder()); // named twice is held once
        return true;
    }

    /// <summary>True where somebody holds some of it: then the one who asks stands in a row from now on.</summary>
    public bool MustWait(ImmutableArray<string> names, int place)
    {
        foreach (string name in names)
        {
            if (!_rows.TryGetValue(name, out IndexList.Builder? row))
                continue;
            row.Add(place);
            return true;
        }

        return false;
    }

    /// <summary>Gives all of it back; who waits for it is ready again.</summary>
    public void Release(ImmutableArray<string> names, LowestFirst ready)
    {
        foreach (string name in names)
        {
            if (!_rows.Remove(name, out IndexList.Builder? row))
                continue;
            for (int position = 0; position < row.Count; position++)
                ready.Add(row[position]);
        }
    }
}
