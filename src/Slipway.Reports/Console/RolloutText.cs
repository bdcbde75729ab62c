using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Rollouts;
using Slipway.Releases.Trials;

namespace Slipway.Reports.Console;

/// <summary>Rollouts in words: how far one is, how one ended, and what was wanted of it.</summary>
public static class RolloutText
{
    /// <summary>What was recorded, and what comes of it.</summary>
    /// <param name="wish">What was wanted.</param>
    /// <param name="ruling">What was decided.</param>
    /// <param name="isGone">True where the run that walked the rollout is gone, and it was taken back.</param>
    public static IEnumerable<string> Answer(RolloutWish wish, Ruling ruling, bool isGone)
    {
        ArgumentNullException.ThrowIfNull(wish);
        string done = wish switch
        {
            RolloutWish.Hold => "stays where it is",
            RolloutWish.Resume => "goes on",
            _ => "goes back",
        };
        if (ruling is Ruling.Standing standing)
            yield return $"The rollout in {wish.Environment} {done} already: {standing.By.Actor.Id}, entry {standing.By.Seq}";
        else
            yield return $"The rollout in {wish.Environment} {done}.";
        yield return isGone
            ? "The run that walked it is gone: it was taken back, and what served before serves."
            : "Its run hears of it at its next look, within seconds.";
    }

    /// <summary>A rollout that is under way: a line for each step.</summary>
    public static IEnumerable<string> Ladder(string environment, RolloutState rollout, DateTimeOffset now, Palette palette)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(palette);
        string held = rollout.Held is { } entry ? palette.Careful($", held by {entry.Actor.Id}: {Said.ReasonOf(entry.Data)}") : "";
        yield return $"{environment}: rollout of {rollout.Version}, {Standing(rollout)}{held}";
        foreach (JudgedStep step in rollout.Judged)
            yield return $"  {Mark(step, palette)} {RolloutStep.PercentText(step.Weight),-7} {step.Line}";
        if (rollout.Judged.LastOrDefault()?.Step != rollout.Step && rollout.Since is { } since)
            yield return $"  {palette.Careful("▶")} {RolloutStep.PercentText(rollout.Weight),-7} since {SpanText.Of(TimeSpan.FromSeconds(Math.Max(0, Math.Floor((now - since).TotalSeconds))))}";
        yield return palette.Quiet($"  {rollout.Plan}");
    }

    /// <summary>How the last rollout of a package went, in one line.</summary>
    public static string Outcome(RolloutState rollout, Palette palette)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(palette);
        if (rollout.Judged.LastOrDefault() is not { } last)
            return $"{RolloutStep.PercentText(rollout.Weight)}, not judged";
        string what = last.Finding switch
        {
            Finding.Harmful => palette.Bad($"taken back at {RolloutStep.PercentText(last.Weight)}"),
            Finding.Safe => palette.Good($"passed {RolloutStep.PercentText(last.Weight)}"),
            _ => palette.Careful($"held at {RolloutStep.PercentText(last.Weight)} and taken back"),
        };
        return $"{what}: {last.Line}{Met(last)}";
    }

    private static string Standing(RolloutState rollout) => rollout.Step == 0
        ? "not exposed yet"
        : string.Create(CultureInfo.InvariantCulture, $"{RolloutStep.PercentText(rollout.Weight)}, step {rollout.Step} of {rollout.Steps}");

    private static string Mark(JudgedStep step, Palette palette) => step.Finding switch
    {
        Finding.Safe => palette.Good("✔"),
        Finding.Harmful => palette.Bad("✖"),
        _ => palette.Careful("○"),
    };

    private static string Met(JudgedStep step) => step is { Users: { } users, AllUsers: { } all and > 0 }
        ? string.Create(CultureInfo.InvariantCulture, $"; {100.0 * users / all:0.0} % of users met it (about {users:N0} of {all:N0})")
        : "";
}
