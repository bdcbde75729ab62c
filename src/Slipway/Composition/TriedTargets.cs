using Slipway.Running;
using Slipway.Targets.Declaring;
using Slipway.Targets.Planning;
using Slipway.Vocabulary.Faults;

namespace Slipway.Composition;

/// <summary>The targets of a run that are tried again when they fail, and those that have a time to end in.</summary>
internal static class TriedTargets
{
    // A child is asked, told and killed within this time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>The plan with targets that are tried as they say; the same plan where none says so.</summary>
    public static ExecutionPlan Wrap(ExecutionPlan plan)
    {
        foreach (PlannedTarget step in plan.Steps)
        {
            if (IsTried(step.Target))
                return new ExecutionPlan([.. plan.Steps.Select(one => IsTried(one.Target) ? one with { Target = Wrapped(one.Target) } : one)]);
        }

        return plan;
    }

    private static bool IsTried(TargetDeclaration target) => (target.Retries > 0 || target.Timeout is not null) && target.Actions.Length > 0;

    private static TargetDeclaration Wrapped(TargetDeclaration target) =>
        target with { Actions = [new TargetAction(target.Actions[0].Place, cancellation => RunAsync(target, cancellation))] };

    private static async Task RunAsync(TargetDeclaration target, CancellationToken cancellation)
    {
        for (int tried = 1; ; tried++)
        {
            try
            {
                await TryAsync(target, cancellation);
                return;
            }
            catch (Exception exception) when (tried <= target.Retries && !cancellation.IsCancellationRequested)
            {
                string why = exception is FaultException { Faults: [var fault, ..] } ? fault.Cause : $"{exception.GetType().Name}: {exception.Message}";
                RunScope.Current.Say($"  failed ({why.Split('\n')[0]}); tried again, {tried} of {target.Retries}");
            }
        }
    }

    private static async Task TryAsync(TargetDeclaration target, CancellationToken cancellation)
    {
        if (target.Timeout is not { } limit)
        {
            await ActAsync(target, cancellation);
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using IDisposable scope = RunScope.Enter(RunScope.Current.Until(stop.Token));
        // On a thread of its own: an action that blocks could not be left otherwise.
        void Act() => ActAsync(target, stop.Token).GetAwaiter().GetResult();
        Task work = Task.Factory.StartNew(Act, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAny(work, Task.Delay(limit, TimeProvider.System, cancellation));
        if (work.IsCompleted || cancellation.IsCancellationRequested)
        {
            await work;
            return;
        }

        await stop.CancelAsync();
        await Task.WhenAny(work, Task.Delay(Patience, TimeProvider.System, cancellation));
        throw new FaultException(ExitCode.Failed, new Fault(
            "SLP1306", $"{target.Name} took longer than {limit.TotalSeconds:0.###} s{(work.IsCompleted ? "" : ", and did not end when it was told")}",
            $"{target.DeclaredBy}.{target.Name}", "give it more time with Timeout(…), or see in the log what it waited for"));
    }

    private static async Task ActAsync(TargetDeclaration target, CancellationToken cancellation)
    {
        foreach (TargetAction action in target.Actions)
        {
            cancellation.ThrowIfCancellationRequested();
            Task work = action.Invoke(cancellation);
            try
            {
                await work;
            }
            catch when (work.Exception is { InnerExceptions.Count: > 1 } several)
            {
                throw several; // awaiting shows the first of them only
            }
        }
    }
}
