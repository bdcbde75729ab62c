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
    /// <param name="run">Whom the wish met.</param>
    public static IEnumerable<string> Answer(RolloutWish wish, Ruling ruling, RolloutRun run)
    {
        ArgumentNullException.ThrowIfNull(wish);
        string what = wish switch
        {
            RolloutWish.Hold => "be held",
            RolloutWish.Resume => "go on",
            _ => "be taken back",
        };
        yield return ruling is Ruling.Standing { By: var by }
            ? $"The rollout in {wish.Environment} was to {what} already: {by.Actor.Id}, entry {by.Seq}"
            : $"The rollout in {wish.Environment} is to {what}; that stands in the ledger";
        yield return run switch
        {
            RolloutRun.AtWork => "Its run hears of it at its next look",
            RolloutRun.TakenBack => "The run that walked it was gone: it is taken back, and what served before serves",
            _ => $"It had ended by then; ./build.sh Status --environment {wish.Environment} shows what serves",
        };
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
        if (rollout.Since is { } since && rollout.Judged.LastOrDefault()?.Step != rollout.Step)
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

    private static string Standing(RolloutState rollout) => rollout is { Step: 0, Weight: var weight }
        ? weight == 0 ? "not exposed yet" : "watched with all of the traffic"
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
