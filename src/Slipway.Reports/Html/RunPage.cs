using Slipway.Reports.Console;
using Slipway.Reports.Graphs;
using Slipway.Targets.Events;
using Slipway.Vocabulary.Faults;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>How one run went, as one page that needs nothing else: what ran, how long, what went wrong and what to do about it.</summary>
public static class RunPage
{
    /// <summary>Renders the page.</summary>
    /// <param name="title">Whose run it was.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="graph">Its plan, with the durations of this very run.</param>
    /// <param name="started">When it started.</param>
    public static string Render(string title, BuildResult result, PlanGraph graph, DateTimeOffset started)
    {
        TimeSpan total = result.Duration;
        Fault[] faults = [.. result.Targets.SelectMany(target => target.Faults)];
        return QuietPage.Render(
            title,
            Tag("p", Tag(result.IsSucceeding ? "b.ok" : "b.bad", result.IsSucceeding ? "● succeeded" : $"✖ ended with {(int)result.ExitCode}"), $" · started {Words.Utc(started)} · {SummaryTable.Duration(total)} in all"),
            When(faults.Length > 0, () => Both(Tag("h2", "What went wrong"), Each(faults, Fault))),
            Tag("h2", "Targets"),
            Tag(
                "div.scroll", ("tabindex", "0"), ("role", "region"), ("aria-label", "Targets"),
                Tag(
                    "table.list", Tag("thead", Tag("tr", Each(["Target", "Status", "Duration", "", "Said"], head => Tag("th", ("scope", "col"), head)))),
                    Tag("tbody", Each(result.Targets.Where(target => target.HasActions || target.Outcome != Outcome.Succeeded), target => Row(target, total))))),
            Tag("h2", "What waited for what"),
            Tag("p", PlanPage.CriticalWords(graph)),
            GraphView.Render(PlanPage.Drawn(graph)));
    }

    private static Part Row(TargetResult target, TimeSpan total) => Tag(
        "tr",
        Tag("th", ("scope", "row"), Said(target.Target)),
        Tag("td", Shape(target.Outcome), " ", target.Outcome.ToString()),
        Tag("td", target.Outcome is Outcome.Skipped or Outcome.NotRun ? "" : SummaryTable.Duration(target.Duration)),
        Tag("td", Tag("meter", ("min", "0"), ("max", "1"), ("value", Words.At(total > TimeSpan.Zero ? target.Duration / total : 0)), ("aria-label", $"share of {target.Target}"))),
        Tag("td", Said(target.Reason ?? "")));

    private static string Shape(Outcome outcome) => outcome switch { Outcome.Succeeded => "●", Outcome.Failed => "✖", Outcome.Aborted => "▲", _ => "○" };

    private static Part Fault(Fault fault) => Tag(
        "section.card",
        Tag("h3", fault.Code),
        Each(fault.Cause.Split('\n'), line => Tag("p", Said(line))),
        Tag("dl", Tag("dt", "Place"), Tag("dd", Said(fault.Place)), Tag("dt", "Mend"), Tag("dd", Said(fault.Mend))));
}
