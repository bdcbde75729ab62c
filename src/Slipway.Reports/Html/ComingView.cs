using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Risks;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>What the next releases hold, what stands in their way, and the command to type: a card for each environment.</summary>
internal static class ComingView
{
    private const int MostCommits = 10;
    private const int MostReasons = 3;

    public static Part Render(ImmutableArray<Standing> standings, Forge? forge)
    {
        ImmutableArray<Standing> awaited = [.. standings.Where(standing => standing.Coming is not null)];
        return When(!awaited.IsEmpty, () => Tag("div.coming", Each(awaited, standing => Card(standing, standing.Coming!, forge)))); // as chosen
    }

    /// <summary>What stands in its way, in a line.</summary>
    public static Part Way(ComingRelease coming) => coming.Obstacles is [var first, .. var others]
        ? Tag("p.why.bad", Sign("stop"), "blocked: ", Said(first.Cause), others.IsEmpty ? "" : $", and {Words.Plain(others.Length)} more")
        : Tag("p.why.ok", Sign("ok"), "nothing stands in its way");

    private static Part Card(Standing standing, ComingRelease coming, Forge? forge) => Tag(
        "section.card", ("data-environment", coming.Environment),
        Tag("h3", Said(coming.Version), " comes to ", Said(coming.Environment)),
        Tag("p.quiet", "package ", Tag("code", Words.Short(coming.PackageId)), ", ", coming.Outline),
        Tag("h4", "In its way"),
        coming.Obstacles.IsEmpty
            ? Tag("p.ok", Sign("ok"), "Nothing.")
            : Tag("ul.obstacles", Each(coming.Obstacles, Obstacle)),
        standing is { Freeze.IsFrozen: false, Ahead: { } ahead }
            ? Tag("p.note", Sign("freeze"), "freeze ", Said(ahead.Window.Id), $" begins {ahead.LocalStart}: ", Said(ahead.Window.Reason))
            : Part.None,
        Tag("p.command", "Next: ", Tag("code", coming.Command)),
        Tag("h4", $"Risk {Words.Plain(coming.Risk)} of 100"),
        coming.Reasons.IsEmpty
            ? Tag("p.quiet", "Nothing adds to it.")
            : Tag("ul.reasons", Each(coming.Reasons.Take(MostReasons), Reason), Others(coming)),
        Tag("h4", "What it brings"),
        Commits(coming, forge));

    private static Part Obstacle(ComingObstacle obstacle) =>
        Tag("li", Sign("stop"), Said(obstacle.Cause), Tag("span.quiet", Said(obstacle.Mend)));

    private static Part Reason(RiskReason reason) =>
        Tag("li", Tag("b", Points(reason.Points)), " ", Said($"{reason.Name}: {reason.Value}"));

    private static Part Others(ComingRelease coming)
    {
        ImmutableArray<RiskReason> others = [.. coming.Reasons.Skip(MostReasons)];
        return When(!others.IsEmpty, () => Tag("li", Tag("b", Points(others.Sum(reason => reason.Points))), $" {Words.Many(others.Length, "more reason")}"));
    }

    private static string Points(double points) => points.ToString("0.0", CultureInfo.InvariantCulture);

    private static Part Commits(ComingRelease coming, Forge? forge)
    {
        if (coming.Commits is not { } commits)
            return Tag("p.quiet", "The commits are not known on the machine that wrote this page.");
        if (commits.IsEmpty)
            return Tag("p.quiet", "No commit beside what is live there.");
        ImmutableArray<ComingCommit> shown = [.. commits.OrderByDescending(commit => commit.IsBreaking).Take(MostCommits)];
        return Both(
            Tag("ul.commits", Each(shown, commit => Commit(commit, forge))),
            When(commits.Length > shown.Length, () => Tag("p.quiet", $"and {Words.Many(commits.Length - shown.Length, "more commit")}")));
    }

    private static Part Commit(ComingCommit commit, Forge? forge) => Tag(
        commit.IsBreaking ? "li.bad" : "li",
        Out(forge?.CommitAt(commit.Id), Tag("code", Words.Short(commit.Id))), " ",
        When(commit.IsBreaking, () => Both(Sign("alert"), Tag("b", "breaking"), " ")),
        Said(commit.Subject), " ",
        Tag(
            "span.quiet", Said(string.Join(", ", commit.Authors)),
            Each(commit.PullRequests, number => Both(", pull request ", Out(forge?.PullRequestAt(number), $"#{number}"))),
            Each(commit.Issues, number => Both(", closes ", Out(forge?.IssueAt(number), $"#{number}"))),
            forge?.RunsOf(commit.Id) is { } runs ? Both(", ", Out(runs, "runs")) : Part.None));
}
