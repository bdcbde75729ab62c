namespace Slipway.Components;

/// <summary>Proves the way back before it is needed.</summary>
public interface IRehearse : IStage
{
    /// <summary>Take the first environment back to the release before and forward again, with smoke tests; the result is evidence.</summary>
    Target Rehearse => _ => _
        .Description("Take the first environment back to the release before and forward again, with smoke tests; the result is evidence")
        .Executes(cancellation => RehearsalRun.RunAsync(this, cancellation));
}
