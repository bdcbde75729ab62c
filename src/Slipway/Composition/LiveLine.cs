using System.Diagnostics;

namespace Slipway.Composition;

/// <summary>The last line of a terminal, rewritten while something takes longer than a second: what runs, since when, and what it said last.</summary>
internal sealed class LiveLine : IDisposable
{
    private readonly Action<string> _write;
    private readonly object _gate;
    private readonly Timer _timer;
    private readonly List<Running> _running = [];
    private string _detail = "";
    private bool _isDrawn;

    public LiveLine(Action<string> write, object gate)
    {
        (_write, _gate) = (write, gate);
        _timer = new Timer(_ => Draw(), null, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>Says that something runs from now on.</summary>
    /// <param name="name">What.</param>
    /// <param name="usual">How long it took when it last ran, asked only when the line is drawn; null where that is not known.</param>
    public void Begin(string name, Func<TimeSpan?> usual)
    {
        bool isFirst;
        lock (_gate)
        {
            Clear();
            isFirst = _running.Count == 0;
            _detail = "";
            _running.Add(new Running(name, usual, Stopwatch.GetTimestamp()));
        }

        if (isFirst)
            _timer.Change(1000, 250);
    }

    /// <summary>Says that it has ended.</summary>
    public void End(string name)
    {
        bool isLast;
        lock (_gate)
        {
            Clear();
            _detail = "";
            _running.RemoveAll(one => one.Name == name);
            isLast = _running.Count == 0;
        }

        if (isLast)
            _timer.Change(Timeout.Infinite, 250);
    }

    /// <summary>The last line of what runs, or of one of several.</summary>
    public void Detail(string text, string? name) => _detail = name is null ? text : $"{name}: {text.Trim()}";

    /// <summary>Takes the line away; the caller holds the gate.</summary>
    public void Clear()
    {
        if (_isDrawn)
            _write("\r\e[2K");
        _isDrawn = false;
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
            Clear();
    }

    private void Draw()
    {
        lock (_gate)
        {
            if (_running.Count == 0)
                return;
            int width = Math.Max(20, Console.WindowWidth - 1);
            string text = $"… {string.Join(" · ", _running.Select(Said))}  {_detail.Trim()}";
            _write("\r\e[2K" + (text.Length > width ? text[..width] : text));
            _isDrawn = true;
        }
    }

    private static string Said(Running one)
    {
        string usual = one.Usual() is { } last ? $" of {(int)last.TotalSeconds} s last time" : "";
        return $"{one.Name}  {(int)Stopwatch.GetElapsedTime(one.Since).TotalSeconds} s{usual}";
    }

    private sealed record Running(string Name, Func<TimeSpan?> Usual, long Since);
}
