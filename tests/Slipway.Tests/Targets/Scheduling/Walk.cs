using System.Collections.Immutable;
using Slipway.Targets.Events;
using Slipway.Targets.Planning;
using Slipway.Targets.Scheduling;

namespace Slipway.Tests.Targets.Scheduling;

/// <summary>A story as a schedule tells it, with all that is wrong about it.</summary>
internal sealed class Walk
{
    private readonly Story _story;
    private readonly Outcome?[] _ended;
    private readonly List<int> _running = [];
    private readonly List<int> _order = [];
    private readonly List<int> _late = [];
    private readonly List<string> _faults = [];
    private int _alone = -1;
    private bool _isStopped;

    private Walk(Story story) => (_story, _ended) = (story, new Outcome?[story.Plan.Steps.Length]);

    public ImmutableArray<Outcome> Outcomes => [.. _ended.Select(outcome => outcome ?? Outcome.Aborted)];

    /// <summary>Places in the order they were taken.</summary>
    public ImmutableArray<int> Order => [.. _order];

    /// <summary>Places that started after the interrupt.</summary>
    public ImmutableArray<int> StartedLate => [.. _late];

    public ImmutableArray<string> Faults => [.. _faults];

    /// <param name="story">What happens.</param>
    /// <param name="interruptedAfter">After how many ends the run is interrupted; then what runs is aborted.</param>
    public static Walk Of(Story story, int interruptedAfter = int.MaxValue)
    {
        var walk = new Walk(story);
        var schedule = new Schedule(story.Plan, story.Rules);
        var random = new Random(story.Seed);
        for (int ends = 0; !schedule.IsDone; ends++)
        {
            while (schedule.Take(ends >= interruptedAfter) is { } next)
                walk.Take(next, schedule, isLate: ends >= interruptedAfter);
            if (walk._running.Count > 0)
                walk.End(walk._running[random.Next(walk._running.Count)], schedule, isLate: ends >= interruptedAfter);
            else if (!schedule.IsDone)
            {
                walk._faults.Add("nothing runs, and nothing may");
                break;
            }
        }

        return walk;
    }

    private void Take(NextTarget next, Schedule schedule, bool isLate)
    {
        PlannedTarget step = _story.Plan.Steps[next.Place];
        Check(!_order.Contains(next.Place), $"{step.Target.Name} comes twice");
        Check(step.After.All(place => _ended[place] is not null), $"{step.Target.Name} is early");
        _order.Add(next.Place);
        if (next is NextTarget.Rests rests)
        {
            _ended[next.Place] = rests.Outcome;
            schedule.End(next.Place, rests.Outcome);
            return;
        }

        Check(_running.Count < _story.Rules.Parallel, "too many run");
        Check(_alone < 0, $"{step.Target.Name} runs beside one that was alone");
        Check(!_running.Any(other => _story.Plan.Steps[other].Holds.Intersect(step.Holds).Any()), $"{step.Target.Name} holds what another has");
        Check(!_isStopped || _story.Rules.ContinueOnError != ContinueOnError.Never || step.Target.IsAssuredAfterFailure, $"{step.Target.Name} starts after a failure");
        _alone = ((NextTarget.Starts)next).IsBeside ? -1 : next.Place;
        _running.Add(next.Place);
        if (isLate)
            _late.Add(next.Place);
    }

    private void End(int place, Schedule schedule, bool isLate)
    {
        PlannedTarget step = _story.Plan.Steps[place];
        bool fails = _story.Fails.Contains(step.Target.Name);
        Outcome outcome = isLate && !_late.Contains(place) ? Outcome.Aborted
            : _story.Declines.Contains(step.Target.Name) ? Outcome.Skipped
            : fails ? Outcome.Failed
            : Outcome.Succeeded;
        _isStopped |= outcome == Outcome.Failed && !step.Target.ProceedsAfterFailure;
        _ended[place] = outcome;
        _running.Remove(place);
        _alone = -1;
        schedule.End(place, outcome);
    }

    private void Check(bool holds, string otherwise)
    {
        if (!holds)
            _faults.Add(otherwise);
    }
}
