using System.ComponentModel;
using System.Diagnostics;
using Slipway.Vocabulary.Routing;

namespace Slipway.Edge.Keeping;

/// <summary>
/// Sees to it that a front door has a keeper: the edge at once, for it can give it the listening socket; the supervisor after a moment, in case the edge is
/// gone too.
/// </summary>
internal sealed class KeeperWatch : IDisposable
{
    private const int Killed = 128 + 9;

    private readonly Household _household;
    private readonly TimeSpan _patience;
    private readonly int? _listener;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private bool _isEnding;

    /// <param name="options">What a keeper is told.</param>
    /// <param name="patience">How long others may take to start one.</param>
    public KeeperWatch(EdgeOptions options, TimeSpan patience)
    {
        _household = new(options);
        _patience = patience;
        _listener = options.Listener;
    }

    /// <summary>Follows keepers until the end.</summary>
    public async Task RunAsync()
    {
        int fell = 0;
        while (!_ending.IsCancellationRequested)
        {
            long started = Stopwatch.GetTimestamp();
            if (Household.Find(Household.Keeper) is { } keeper)
            {
                await Household.EndsAsync(keeper, Household.Keeper, _ending.Token);
                await Household.PauseAsync(_patience, _ending.Token);
            }
            else
            {
                Start();
            }

            TimeSpan lived = Stopwatch.GetElapsedTime(started);
            fell = Revival.Fallen(lived, fell);
            await Household.PauseAsync(Revival.After(Killed, lived, true, Math.Max(0, fell - 1)).Pause, _ending.Token);
        }
    }

    /// <summary>Follows no more.</summary>
    /// <param name="isWithKeeper">True where the front door is to end as a whole: its keeper hears of it.</param>
    public void End(bool isWithKeeper)
    {
        lock (_gate)
        {
            if (_isEnding)
                return;
            _isEnding = true; // from here on the server may close the socket
        }

        _ending.Cancel();
        if (isWithKeeper)
            Household.Find(Household.Keeper)?.Signal(Posix.Terminate);
    }

    public void Dispose()
    {
        End(false);
        _ending.Dispose();
    }

    private void Start()
    {
        lock (_gate)
        {
            if (_isEnding)
                return;
            try
            {
                using Process keeper = _household.Start(Household.Keeper, _listener, isPassedOn: _listener is not null);
                Console.WriteLine($"keeper {keeper.Id} follows one that ended");
            }
            catch (Exception problem) when (problem is Win32Exception or InvalidOperationException)
            {
                Console.WriteLine($"no keeper can be started: {problem.Message}"); // no memory, no process left: it is tried again
            }
        }
    }
}
