using System.Globalization;
using Slipway.Releases.Rollouts;

namespace Slipway.Releases.Trials;

/// <summary>What a rollout does next.</summary>
public abstract record Move
{
    private Move()
    {
    }

    /// <summary>It stays where it is.</summary>
    /// <param name="Line">What it waits for.</param>
    public sealed record Stay(string Line) : Move;

    /// <summary>The step has passed.</summary>
    public sealed record Advance : Move;

    /// <summary>The release goes back.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="IsBad">True where it was found to be bad, or is not wanted; false where nothing could be told.</param>
    public sealed record Back(string Reason, bool IsBad) : Move;
}

/// <summary>What is known beside the counts when a rollout is looked at.</summary>
/// <param name="InStep">Time since the step began, or since somebody held it or let it go on.</param>
/// <param name="HeldBy">Who holds it and why; null while nobody does.</param>
/// <param name="AbortedBy">Who wants it taken back and why, or null.</param>
/// <param name="Broken">What of the new release broke down, or null.</param>
public sealed record Circumstance(TimeSpan InStep, string? HeldBy = null, string? AbortedBy = null, string? Broken = null);

/// <summary>Decides from a verdict and the circumstances whether a rollout stays, goes on, or goes back. What cannot be told is never passed.</summary>
public static class Pace
{
    /// <summary>The next move.</summary>
    public static Move Next(Trial trial, Verdict verdict, Circumstance circumstance)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(circumstance);
        if (circumstance.Broken is { } broken)
            return new Move.Back(broken, IsBad: true);
        if (verdict.Finding == Finding.Harmful)
            return new Move.Back(verdict.Line, IsBad: true);
        if (circumstance.AbortedBy is { } aborted)
            return new Move.Back(aborted, IsBad: true);
        RolloutPlan plan = trial.Plan;
        TimeSpan soak = plan.Steps[trial.Step].Soak;
        bool hasPassed = verdict.Finding == Finding.Safe && trial.Soaked >= soak && circumstance.HeldBy is null;
        if (hasPassed)
            return new Move.Advance();
        string why = circumstance.HeldBy ?? (verdict.Finding == Finding.Safe ? Remaining(soak - trial.Soaked) : verdict.Line);
        return circumstance.InStep >= plan.Deadline
            ? new Move.Back(string.Create(CultureInfo.InvariantCulture, $"nothing could be told within {SpanText.Of(plan.Deadline)}: {why}"), IsBad: false)
            : new Move.Stay(why);
    }

    private static string Remaining(TimeSpan rest) => $"shown to be safe, soaks for another {SpanText.Of(rest)}";
}
