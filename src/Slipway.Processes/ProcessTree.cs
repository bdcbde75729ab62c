using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Slipway.Processes;

/// <summary>
/// The living processes that one child brought about: its descendants, and every process that carries the run's marker
/// in its environment. The marker finds those whose parents are gone (double fork) and those in other sessions. Linux only.
/// </summary>
internal sealed class ProcessTree(int root, string marker)
{
    /// <summary>Environment variable set on every child; its value holds the marker of each run around it.</summary>
    public const string MarkerVariable = "SLIPWAY_RUN";

    /// <summary>Has a process that is about to start carry a new marker beside those of the runs around it.</summary>
    public static string Mark(ProcessStartInfo start)
    {
        string marker = Guid.NewGuid().ToString("N");
        string? outer = start.Environment.TryGetValue(MarkerVariable, out string? runs) ? runs : null;
        start.Environment[MarkerVariable] = string.IsNullOrEmpty(outer) ? marker : $"{outer},{marker}";
        return marker;
    }

    // Pid with start time: a pid that was given to someone else since is not ours any more.
    private readonly HashSet<(int Id, ulong Start)> _known = [];
    private readonly byte[] _marker = Encoding.UTF8.GetBytes(marker);

    /// <summary>Reads /proc anew; remembers what it saw, so that a child that loses its parent later stays known.</summary>
    public IReadOnlyList<int> Living()
    {
        List<Entry> entries = [.. Directory.EnumerateDirectories("/proc").Select(Read).OfType<Entry>().Where(entry => entry.Id != Environment.ProcessId)];
        ILookup<int, Entry> children = entries.ToLookup(entry => entry.Parent);
        var found = new HashSet<int>();
        var queue = new Queue<Entry>(entries.Where(entry => IsOurs(entry)));
        while (queue.TryDequeue(out Entry entry))
        {
            if (!found.Add(entry.Id))
                continue;
            _known.Add((entry.Id, entry.Start));
            foreach (Entry child in children[entry.Id])
                queue.Enqueue(child);
        }

        return [.. entries.Where(entry => found.Contains(entry.Id) && !entry.IsZombie).Select(entry => entry.Id)];
    }

    private bool IsOurs(Entry entry) =>
        _known.Contains((entry.Id, entry.Start))
        || (entry.Id == root && entry.Parent == Environment.ProcessId)
        || CarriesMarker(entry.Id);

    private bool CarriesMarker(int id)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/environ").AsSpan().IndexOf(_marker) >= 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // Ended meanwhile, or another user's: not ours.
            return false;
        }
    }

    private static Entry? Read(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
            return null;
        try
        {
            // "pid (name) state ppid … start …": the name may hold anything, so count from its closing bracket.
            string stat = File.ReadAllText($"{folder}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return new Entry(id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0] is "Z" or "X",
                ulong.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private readonly record struct Entry(int Id, int Parent, bool IsZombie, ulong Start);
}
