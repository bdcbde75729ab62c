using System.Diagnostics;
using System.Xml;
using System.Xml.Linq;
using Slipway.Fakes;
using Slipway.Reports.Graphs;

namespace Slipway.Tests.Reports.Graphs;

/// <summary>Graphviz, which knows nothing of us, draws what we wrote.</summary>
public sealed class GraphvizTests
{
    private const string Dot = "/usr/bin/dot";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly PlanGraph Plan = new()
    {
        Nodes = [.. HostileNames.All.Select((name, place) => new PlanNode(name, $"does {name}", place == 0, place == 1 ? "not \"today\"" : null) { Duration = place == 2 ? TimeSpan.FromMilliseconds(20) : null })],
        Edges = [.. HostileNames.All.Zip(HostileNames.All.Skip(1), (before, after) => new PlanEdge(before, after, IsTrigger: after.Length % 2 == 0))],
        CriticalPath = [HostileNames.All[0], HostileNames.All[1]],
    };

    [Fact]
    public async Task Every_name_is_drawn_as_it_is_and_every_edge_is_there()
    {
        Assert.SkipUnless(File.Exists(Dot), "graphviz, the independent reader, is not installed: apt-get install graphviz");

        XElement[] groups = [.. (await DrawnAsync()).Descendants(Svg + "g")];

        XElement[] nodes = [.. groups.Where(group => (string?)group.Attribute("class") == "node")];
        XElement[] edges = [.. groups.Where(group => (string?)group.Attribute("class") == "edge")];
        Assert.Equal(Plan.Nodes.Select(node => node.Duration is null ? node.Name : node.Name + "\n< 1 s"), nodes.Select(Label));
        string[] titles = [.. nodes.Select(node => node.Element(Svg + "title")!.Value)]; // every group has one
        Assert.Equal(titles.Zip(titles.Skip(1), (from, to) => $"{from}->{to}"), edges.Select(edge => edge.Element(Svg + "title")!.Value)); // as above
        Assert.Equal(Plan.Edges.Select(edge => edge.IsTrigger), edges.Select(edge => edge.Element(Svg + "path")!.Attribute("stroke-dasharray") is not null)); // an edge is drawn as a path
    }

    private static string Label(XElement node) => string.Join('\n', node.Descendants(Svg + "text").Select(text => text.Value.Replace('\u00a0', ' ')));

    private static async Task<XDocument> DrawnAsync()
    {
        using Process dot = Process.Start(new ProcessStartInfo(Dot, ["-Tsvg"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!; // it is there
        Task<string> drawn = dot.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), said = dot.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await dot.StandardInput.WriteAsync(string.Join('\n', DotText.Render(Plan)));
        dot.StandardInput.Close();
        await dot.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await said);
        Assert.Equal(0, dot.ExitCode);
        using var reader = XmlReader.Create(new StringReader(await drawn), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
