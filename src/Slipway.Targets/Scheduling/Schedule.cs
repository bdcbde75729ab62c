using System.Collections.Immutable;
using Slipway.Targets.Events;
using Slipway.Targets.Graph;
using Slipway.Targets.Planning;

namespace Slipway.Targets.Scheduling;

/// <summary>
/// Decides which target of a plan comes next, from what has ended so far and from nothing else: no clock, no thread. Whoever runs targets asks
/// <see cref="Take"/> until it gives none, and tells each <see cref="End"/>; of what is ready the first of the plan comes first.
/// </summary>
/// <remarks>One caller at a time. Linear in targets and edges, and numbers in arrays, for the reason said at <see cref="IndexList"/>.</remarks>
public sealed class Schedule
{
    private readonly ImmutableArray<PlannedTarget> _steps;
    private readonly RunRules _rules;
    private readonly IndexList.Builder?[] _followers;
    private readonly int[] _waiting;
    private readonly Outcome?[] _ended;
    private readonly bool[] _runs;
    private readonly LowestFirst _ready;
    private readonly Holdings _holdings = new();
    private Dictionary<string, int>? _places;
    private int _left;
    private int _running;
    private bool _isStopped;
    private bool _isInterrupted;

    /// <summary>The schedule of a plan of which nothing has run.</summary>
    /// <param name="plan">Targets, each behind all it waits for.</param>
    /// <param name="rules">How many at once, and what follows a failure.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than one at once.</exception>
    public Schedule(ExecutionPlan plan, RunRules rules)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentOutOfRangeException.ThrowIfLessThan(rules.Parallel, 1);
        (_steps, _rules, _left) = (plan.Steps, rules, plan.Steps.Length);
        (_followers, _waiting, _ended) = (new IndexList.Builder?[_left], new int[_left], new Outcome?[_left]);
        (_runs, _ready) = (new bool[_left], new LowestFirst(_left));
        for (int place = 0; place < _left; place++)
        {
            foreach (int earlier in _steps[place].After)
                (_followers[earlier] ??= new IndexList.Builder()).Add(place);
            _waiting[place] = _steps[place].After.Count;
            if (_waiting[place] == 0)
                _ready.Add(place);
        }
    }

    /// <summary>True when every target has ended.</summary>
    public bool IsDone => _left == 0;

    /// <summary>The next target that starts or rests; null when none may now, because all have ended or because it must wait for one that runs.</summary>
    /// <param name="isInterrupted">True once the run was interrupted: from then on only what is assured starts.</param>
    public NextTarget? Take(bool isInterrupted)
    {
        _isInterrupted |= isInterrupted;
        while (_running < _rules.Parallel && _ready.TryTake(out int place))
        {
            if (Resting(place) is { } rests)
                return rests;
            if (_rules.Parallel > 1 && !_holdings.TryHold(_steps[place].Holds, place))
                continue; // comes back when what it needs is given back
            _runs[place] = true;
            _running++;
            return new NextTarget.Starts(place, IsBeside: _rules.Parallel > 1 && (_running > 1 || HasMore()));
        }

        return null;
    }

    /// <summary>True when another target would start or rest if it were taken now.</summary>
    public bool HasMore()
    {
        while (_running < _rules.Parallel && _ready.TryTake(out int place))
        {
            if (Resting(place) is null && _rules.Parallel > 1 && _holdings.MustWait(_steps[place].Holds, place))
                continue;
            _ready.Add(place);
            return true;
        }

        return false;
    }

    /// <summary>Tells that a target which was taken has ended.</summary>
    public void End(int place, Outcome outcome)
    {
        _ended[place] = outcome;
        _left--;
        _isInterrupted |= outcome == Outcome.Aborted;
        _isStopped |= IsStop(place);
        if (_runs[place])
        {
            _running--;
            if (_rules.Parallel > 1)
                _holdings.Release(_steps[place].Holds, _ready);
        }

        if (_followers[place] is not { } followers)
            return;
        for (int position = 0; position < followers.Count; position++)
        {
            if (--_waiting[followers[position]] == 0)
                _ready.Add(followers[position]);
        }
    }

    // What becomes of a target that does not run; null when it does.
    private NextTarget.Rests? Resting(int place)
    {
        PlannedTarget step = _steps[place];
        if (step.SkipReason is { } reason)
            return new NextTarget.Rests(place, Outcome.Skipped, reason);
        if (IsHeldBack(step))
            return step.Target.IsAssuredAfterFailure ? null : new NextTarget.Rests(place, Outcome.NotRun, Reason: null);
        return step.TriggeredOnlyBy.Length > 0 && !step.TriggeredOnlyBy.Any(HasRun)
            ? new NextTarget.Rests(place, Outcome.Skipped, $"{string.Join(", ", step.TriggeredOnlyBy)} did not run")
            : null;
    }

    // By a failure, or by an interrupt.
    private bool IsHeldBack(PlannedTarget step)
    {
        if (_isInterrupted)
            return true;
        if (!_isStopped || _rules.ContinueOnError == ContinueOnError.Always)
            return false;
        if (_rules.ContinueOnError == ContinueOnError.Never)
            return true;
        foreach (int needed in step.Needs)
        {
            if (IsStop(needed))
                return true;
        }

        return step.TriggeredOnlyBy.Length > 0
            && step.TriggeredOnlyBy.Any(source => IsStop(PlaceOf(source)))
            && !step.TriggeredOnlyBy.Any(source => HasRun(source) && !IsStop(PlaceOf(source)));
    }

    // One that failed and lets the run go on has run: what reports on it is triggered.
    private bool HasRun(string target) => PlaceOf(target) is >= 0 and var place && _ended[place] is Outcome.Succeeded or Outcome.Failed;

    private bool IsStop(int place) => place >= 0 && _ended[place] switch
    {
        Outcome.Failed => !_steps[place].Target.ProceedsAfterFailure,
        Outcome.Aborted or Outcome.NotRun => true,
        _ => false,
    };

    private int PlaceOf(string target)
    {
        _places ??= PlacesByName();
        return _places.TryGetValue(target, out int place) ? place : -1;
    }

    private Dictionary<string, int> PlacesByName()
    {
        var places = new Dictionary<string, int>(_steps.Length, StringComparer.Ordinal);
        for (int place = 0; place < _steps.Length; place++)
            places[_steps[place].Target.Name] = place;
        return places;
    }
}
