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
    private bool _isDrawn;

    public LiveLine(Action<string> write, Lock gate)
    {
        (_write, _gate) = (write, gate);
        _timer = new Timer(_ => Draw(), null, Timeout.Infinite, Timeout.Infinite);
    }

    public void Show(string? doing)
    {
        lock (_gate)
        {
            Clear();
            (_doing, _detail) = (doing, "");
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
            string text = $"… {_doing}  {(int)_running.Elapsed.TotalSeconds} s  {_detail.Trim()}";
            _write("\r\e[2K" + (text.Length > width ? text[..width] : text));
            _isDrawn = true;
        }
    }
}
