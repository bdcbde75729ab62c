using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Reports.Graphs;
using Slipway.Reports.Html;
using Slipway.Targets.Graph;
using Slipway.Tests.Targets;

namespace Slipway.Tests.Reports.Graphs;

public sealed class PlanGraphTests
{
    private const string Hostile = "a\"]; <script>&amp; \\ \n--> b";

    private static readonly TargetGraph Graph = Declared.GraphOf(
        Declared.Target("Restore"), Declared.Target("Compile", "Restore"), Declared.Target("Test", "Compile"), Declared.Target("Scan", "Restore"), Declared.Target("Package", "Compile"),
        Declared.Target("Stage", "Package Scan", "Notify"), Declared.Target("Notify"));

    [Fact]
    public void Without_durations_the_longest_chain_is_critical()
    {
        PlanGraph plan = Of("Stage Test");

        Assert.Equal(["Restore", "Compile", "Package", "Stage", "Notify"], plan.CriticalPath);
        Assert.Null(plan.CriticalDuration);
    }

    [Fact]
    public void With_durations_the_way_that_took_longest_is_critical()
    {
        // Restore 5 + Scan 90 + Stage 10 beats Restore 5 + Compile 30 + Package 20 + Stage 10, and Restore 5 + Compile 30 + Test 40.
        PlanGraph plan = Of("Stage Test", durations: [("Restore", 5), ("Compile", 30), ("Test", 40), ("Scan", 90), ("Package", 20), ("Stage", 10)]);

        Assert.Equal(["Restore", "Scan", "Stage"], plan.CriticalPath);
        Assert.Equal(TimeSpan.FromSeconds(105), plan.CriticalDuration);
    }

    [Fact]
    public void What_is_skipped_takes_no_time()
    {
        PlanGraph plan = Of("Stage Test", skipped: "Scan", durations: [("Restore", 5), ("Compile", 30), ("Test", 40), ("Scan", 90), ("Package", 20), ("Stage", 10)]);

        Assert.Equal(["Restore", "Compile", "Test"], plan.CriticalPath);
        Assert.Equal(TimeSpan.FromSeconds(75), plan.CriticalDuration);
        Assert.Null(plan.Nodes.Single(node => node.Name == "Scan").Duration);
    }

    [Fact]
    public void As_text_for_other_programs()
    {
        PlanGraph plan = Of("Stage Test", skipped: "Scan", durations: [("Restore", 0.2), ("Compile", 75)]);

        Golden.Match([.. MermaidText.Render(plan), "", .. DotText.Render(plan)], "Golden/plan.txt");
    }

    [Fact]
    public void Names_that_look_like_markup_stay_names()
    {
        PlanGraph plan = Made(Hostile, "</title><img src=x onerror=alert(1)>");

        Golden.Match([.. MermaidText.Render(plan), "", .. DotText.Render(plan)], "Golden/hostile.txt");
        string page = PlanPage.Render(Hostile, plan);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;&amp;amp;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_five_thousand_targets_is_laid_out()
    {
        string[] names = [.. Enumerable.Range(0, 5000).Select(number => $"T{number}")];

        PlanGraph plan = Of(names[^1], graph: Declared.GraphOf([.. names.Select((name, at) => Declared.Target(name, at == 0 ? "" : names[at - 1]))]));

        Assert.Equal(names, plan.CriticalPath);
        Assert.Equal(5000, System.Text.RegularExpressions.Regex.Count(PlanPage.Render("long", plan), "<g class=\"node critical\">"));
        Assert.Equal(5000 + 4999 + 3, MermaidText.Render(plan).Count());
    }

    private static PlanGraph Made(string first, string second) => new()
    {
        Nodes = [new PlanNode(first, second, IsInvoked: true, null) { Duration = TimeSpan.FromSeconds(2) }, new PlanNode(second, first, IsInvoked: false, "because of " + first)],
        Edges = [new PlanEdge(first, second, IsTrigger: true), new PlanEdge(first, second, IsTrigger: false)],
        CriticalPath = [first, second],
    };

    private static PlanGraph Of(string invoked, string skipped = "", TargetGraph? graph = null, params (string Name, double Seconds)[] durations) => PlanGraph.Of(
        Declared.Plan(graph ?? Graph, invoked, skipped), graph ?? Graph, durations.ToImmutableDictionary(item => item.Name, item => TimeSpan.FromSeconds(item.Seconds)));
}
