namespace Slipway.Execution.Running;

/// <summary>
/// The one thread on which the actions of targets begin, kept from target to target: an action may block, and starting a thread for each costs more than most small targets.
/// Whoever gives an action up leaves its thread with it, and goes on with another.
/// </summary>
internal sealed class ActionThread : TaskScheduler, IDisposable
{
    private readonly object _gate = new(); // waited on, which a Lock cannot be
    private readonly Queue<Task> _waiting = [];
    private bool _isEnding;

    public ActionThread() => new Thread(Work) { IsBackground = true, Name = "targets" }.Start();

    /// <summary>Begins an action there. What it awaits goes on wherever it would without us.</summary>
    public Task Begin(Func<Task> action) => Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.HideScheduler, this).Unwrap();

    /// <summary>Ends the thread once the action it is in returns.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isEnding = true;
            Monitor.Pulse(_gate);
        }
    }

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
            return [.. _waiting];
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _waiting.Enqueue(task);
            Monitor.Pulse(_gate);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    private void Work()
    {
        while (Next() is { } task)
            TryExecuteTask(task);
    }

    private Task? Next()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_isEnding)
                Monitor.Wait(_gate);
            return _waiting.TryDequeue(out Task? task) ? task : null;
        }
    }
}
