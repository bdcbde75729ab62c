using Slipway.Targets.Planning;

namespace Slipway.Execution.Running;

/// <summary>
/// The time in which one target runs. It ends once: by the target, or by whoever has waited for it long enough and goes on without it.
/// </summary>
/// <param name="Place">The target's place in the plan, from 0.</param>
/// <param name="Step">The target.</param>
/// <param name="IsBeside">True where another runs meanwhile, or may start before this one ends.</param>
/// <param name="Began">When, as its clock counts.</param>
/// <param name="Token">What the target hears an interrupt by; one that cannot be cancelled is never given up.</param>
internal sealed record Turn(int Place, PlannedTarget Step, bool IsBeside, long Began, CancellationToken Token)
{
    private readonly TaskCompletionSource _returned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isOver;

    /// <summary>Done when the target has returned.</summary>
    public Task Returned => _returned.Task;

    /// <summary>Ends it for the one who asks first; false for the other, who must then touch nothing.</summary>
    public bool TryEnd() => Interlocked.Exchange(ref _isOver, 1) == 0;

    /// <summary>Tells those who wait that the target has returned.</summary>
    public void Return() => _returned.SetResult();
}
