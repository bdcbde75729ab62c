using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Schedule;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>The wish to say that a milestone was reached, or a dependency met.</summary>
/// <param name="What"><c>1.4.0/code-freeze</c>.</param>
/// <param name="Reason">How it is known.</param>
public sealed record ReachWish(string What, string? Reason);

/// <summary>Milestones and dependencies of planned releases: each is reached once, and somebody answers for it.</summary>
public static class Milestones
{
    /// <summary>Decides a wish on what is on record.</summary>
    public static Ruling Decide(ReachWish wish, Occasion occasion, ReleaseCalendar calendar)
    {
        string[] known = [.. calendar.Releases.SelectMany(Known)];
        if (!known.Contains(wish.What))
        {
            return Ruling.Usage("SLP1652", $"nothing is planned as {wish.What}", known.Length == 0
                ? "plan releases with milestones and dependencies in .nuke/calendar.json"
                : Nearest.Mend(wish.What, known, "milestones and dependencies"));
        }

        if (occasion.Governance.Reached.TryGetValue(wish.What, out Entry? before))
            return Ruling.Usage("SLP1653", $"{wish.What} was reached already: {Signed.PersonOf(before.Data)}, {UtcText.Of(before.Utc)}",
                "nothing is left to do");
        if ((Asked.Missing(wish.Reason, "Calendar --reach", "--reason", "how you know") ?? occasion.Stranger()) is { } refused)
            return refused;
        return Ruling.Record(
            new PlanReached(wish.What, wish.Reason!), new Subject(Version: wish.What.Split('/')[0]),
                occasion.Statement("reach", wish.Reason) with { About = wish.What }); // asked above
    }

    // What depends on a version of something else is met by that version, not by hand.
    private static IEnumerable<string> Known(PlannedRelease release) => release.Milestones.Select(milestone => milestone.Id)
        .Concat(release.DependsOn.Where(dependency => dependency.Version is null).Select(dependency => dependency.Id))
        .Select(id => $"{release.Version}/{id}");
}
