using System.Diagnostics;

namespace Slipway.Composition;

/// <summary>The last line of a terminal, rewritten while something takes longer than a second.</summary>
internal sealed class LiveLine : IDisposable
{
    private readonly Action<string> _write;
    private readonly Lock _gate;
    private readonly Timer _timer;
    private readonly Stopwatch _running = new();
    private string? _doing;
    private string _detail = "";
    private Func<TimeSpan?>? _usual;
    private bool _isDrawn;

    public LiveLine(Action<string> write, Lock gate)
    {
        (_write, _gate) = (write, gate);
        _timer = new Timer(_ => Draw(), null, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>Says what is going on from now on, and how long it took when it last ran, which is asked only when the line is drawn; null for nothing, or for nothing known.</summary>
    public void Show(string? doing, Func<TimeSpan?>? usual)
    {
        lock (_gate)
        {
            Clear();
            (_doing, _detail, _usual) = (doing, "", usual);
            _running.Restart();
        }

        _timer.Change(doing is null ? Timeout.Infinite : 1000, 250);
    }

    public void Detail(string text) => _detail = text;

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
            if (_doing is null)
                return;
            int width = Math.Max(20, Console.WindowWidth - 1);
            string usual = _usual?.Invoke() is { } last ? $" of {(int)last.TotalSeconds} s last time" : "";
            string text = $"… {_doing}  {(int)_running.Elapsed.TotalSeconds} s{usual}  {_detail.Trim()}";
            _write("\r\e[2K" + (text.Length > width ? text[..width] : text));
            _isDrawn = true;
        }
    }
}
