using System.Text.RegularExpressions;
using Slipway.Fakes;
using Slipway.Releases.History;
using Slipway.Reports.Html;
using Slipway.Targets.Declaring;
using Slipway.Targets.Graph;

namespace Slipway.Tests.Reports.Html;

public sealed class DashboardGraphTests
{
    // Declared the other way round than they run.
    private static readonly TargetGraph Targets = GraphBuilder.Build(
    [
        new TargetDeclaration { Name = "Release", DependsOn = ["Test"] },
        new TargetDeclaration { Name = "Clean" },
        new TargetDeclaration { Name = "Test", DependsOn = ["Compile"] },
        new TargetDeclaration { Name = "Compile", Triggers = ["Notify"] },
        new TargetDeclaration { Name = "Notify" },
    ]);

    [Fact]
    public void Targets_stand_in_the_order_they_run_in_and_those_that_stand_alone_are_left_out()
    {
        string[] order = [.. DashboardGraph.Of(Targets).Nodes.Select(node => node.Name)];

        Assert.Equal(["Compile", "Notify", "Release", "Test"], order.Order(StringComparer.Ordinal));
        Assert.True(order.IndexOf("Compile") < order.IndexOf("Test"));
        Assert.True(order.IndexOf("Test") < order.IndexOf("Release"));
        Assert.True(order.IndexOf("Compile") < order.IndexOf("Notify"));
    }

    [Fact]
    public void Edges_tell_what_is_needed_from_what_is_triggered() => Assert.Equal(
        [new GraphEdge("Compile", "Notify", "triggers"), new GraphEdge("Compile", "Test"), new GraphEdge("Test", "Release")],
        DashboardGraph.Of(Targets).Edges.OrderBy(edge => edge.From, StringComparer.Ordinal).ThenBy(edge => edge.To, StringComparer.Ordinal));

    [Fact]
    public void The_page_numbers_them_in_that_order()
    {
        var graph = DashboardGraph.Of(Targets);
        string page = DashboardPage.Render(new DashboardModel
        {
            Application = "shop", History = ReleaseHistory.Of([]), Lane = Facts.Lane, Now = Facts.Noon, Ledger = new LedgerVerdict(0, ""), Graph = graph,
        });

        Assert.Equal(["1", "2", "3", "4"], Regex.Matches(page, "<text class=\"kind order\"[^>]*>(.*?)</text>").Select(match => match.Groups[1].Value));
        Assert.Matches($"<ol><li><b><bdi>{graph.Nodes[0].Name}</bdi>.*<b><bdi>{graph.Nodes[3].Name}</bdi>", page);
    }
}
