using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Targets.Events;
using Slipway.Targets.Graph;
using Slipway.Targets.Parameters;
using Slipway.Tests.Targets;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Reports.Console;

/// <summary>What the engine says on the console and to machines; the goldens are the manual.</summary>
public sealed class EngineTextTests
{
    private static readonly Palette Plain = new(IsColored: false);
    private static readonly Palette Colored = new(IsColored: true);

    private static readonly TargetGraph Graph = Declared.GraphOf(
        Declared.Target("Clean", before: "Compile") with { Description = "Empty the output folders" },
        Declared.Target("Compile") with { Description = "Compile everything" },
        Declared.Target("Test", "Compile", triggers: "Report") with { Description = "Run the tests" },
        Declared.Target("Report"),
        Declared.Target("Secretly") with { IsListed = false });

    private static readonly Fault Broken = new("SLP9999", "target Deploy waits for itself\nsecond line", "build/Build.cs:12", "drop one of the two; 100% sure");

    private static readonly BuildResult Result = new(
        [
            new("Restore", Outcome.Succeeded, TimeSpan.FromMilliseconds(400), null, [], HasActions: true),
            new("Gathers", Outcome.Succeeded, TimeSpan.Zero, null, [], HasActions: false),
            new("Compile", Outcome.Succeeded, TimeSpan.FromSeconds(7.9), "3 warnings", [], HasActions: true),
            new("Test", Outcome.Failed, TimeSpan.FromSeconds(125), null, [Broken], HasActions: true),
            new("Lint", Outcome.Skipped, TimeSpan.Zero, "--skip", [], HasActions: true),
            new("Deploy", Outcome.Aborted, TimeSpan.FromSeconds(59.99), null, [], HasActions: true),
            new("SmokeTestWithAVeryLongName", Outcome.NotRun, TimeSpan.Zero, null, [], HasActions: true),
        ],
        ExitCode.Failed);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_summary(bool isColored) => Golden.Match(SummaryTable.Render(Result, new Palette(isColored)), $"Golden/summary{(isColored ? ".colored" : "")}.txt");

    [Fact]
    public void The_summary_of_nothing() => Golden.Match(SummaryTable.Render(new BuildResult([], ExitCode.Succeeded), Plain), "Golden/summary.empty.txt");

    [Theory]
    [InlineData(0, "< 1 s")]
    [InlineData(999, "< 1 s")]
    [InlineData(1000, "1 s")]
    [InlineData(59_999, "59 s")]
    [InlineData(60_000, "1:00 min")]
    [InlineData(3_725_000, "62:05 min")]
    public void A_duration(int milliseconds, string expected) => Assert.Equal(expected, SummaryTable.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_plan(bool isColored) => Golden.Match(
        PlanText.Render(Declared.Plan(Graph, "Clean Test", "Compile", unmet: [("Clean", "IsLocalBuild")]), new Palette(isColored)), $"Golden/plan{(isColored ? ".colored" : "")}.txt");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_help(bool isColored)
    {
        ImmutableArray<ParameterDefinition> parameters =
        [
            new() { Name = "Configuration", Type = typeof(string), Description = "Debug or Release" },
            new() { Name = "ApiKey", Type = typeof(string), Description = "Key of the feed", IsSecret = true },
            new() { Name = "Tags", Type = typeof(string[]), Description = "What to run" },
            new() { Name = "Reason", Type = typeof(string), Description = "Why", IsRequired = true },
            new() { Name = "Quiet", Type = typeof(bool) },
        ];
        var given = new ParameterSource("command line", new Dictionary<string, GivenValue> { ["APIKEY"] = new(["hunter2"], ""), ["TAGS"] = new(["a", "b"], ""), ["CONFIGURATION"] = new(["Release"], "") });

        string[] lines = [.. HelpText.Help(Graph, [], new HashSet<string> { "Compile" }, parameters, ParameterSet.Resolve(parameters, [given], out _), new Palette(isColored))];

        Assert.DoesNotContain(lines, line => line.Contains("hunter2", StringComparison.Ordinal));
        Golden.Match(lines, $"Golden/help{(isColored ? ".colored" : "")}.txt");
    }

    [Fact]
    public void Help_of_one_target_shows_what_it_reads_and_how_it_is_used()
    {
        TargetGraph graph = Declared.GraphOf(Declared.Target("Risks") with { Description = "Show the risks", DeclaredBy = "IGovern", Examples = ["./build.sh Risks --open \"untested\""] });
        ImmutableArray<ParameterDefinition> parameters =
        [
            new() { Name = "Open", Type = typeof(string), Description = "What to open", DeclaredBy = "IGovern", Targets = ["Risks", "Actions"] },
            new() { Name = "Declare", Type = typeof(string), Description = "Freeze to declare", DeclaredBy = "IGovern", Targets = ["Freeze"] },
            new() { Name = "Reason", Type = typeof(string), Description = "Why", DeclaredBy = "IApplication", Targets = ["Risks"] },
            new() { Name = "Own", Type = typeof(string), Description = "Read by all of its component", DeclaredBy = "IGovern" },
        ];
        ParameterSet none = ParameterSet.Resolve(parameters, [], out _);

        string[] one = [.. HelpText.Help(graph, [0], new HashSet<string>(), parameters, none, Plain)];
        string whole = string.Join('\n', HelpText.Help(graph, [], new HashSet<string>(), parameters, none, Plain));

        Assert.Equal(["./build.sh Risks [--parameter value…]", "", "  Risks  Show the risks", "\nParameters"], one[..4]);
        Assert.Equal(["--open", "--own", "--reason"], one[4..7].Select(line => line.Trim().Split(' ')[0]));
        Assert.Equal(["\nExamples", "  ./build.sh Risks --open \"untested\""], one[7..]);
        Assert.Contains("What to open  [Risks, Actions]", whole, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_fault(bool isColored) => Golden.Match(FaultLines.Render(Broken, new Palette(isColored)), $"Golden/fault{(isColored ? ".colored" : "")}.txt");

    [Fact]
    public void Colours_are_left_out_where_they_are_not_wanted()
    {
        Assert.Equal("\e[32mfine\e[0m", Colored.Good("fine"));
        Assert.Equal("fine fine fine fine fine", $"{Plain.Good("fine")} {Plain.Bad("fine")} {Plain.Careful("fine")} {Plain.Quiet("fine")} {Plain.Strong("fine")}");
    }

    [Fact]
    public void Every_host_in_its_own_words() => Golden.Match(Enum.GetValues<HostKind>().SelectMany(host => new[]
    {
        $"{host}",
        "  open   " + HostDialect.OpenGroup(host, "Smoke test", Facts.Noon),
        "  close  " + HostDialect.CloseGroup(host, "Smoke test", Facts.Noon),
        "  fault  " + HostDialect.Annotation(host, Broken),
        "  error  " + HostDialect.Annotation(host, CompilerLine.Parse("/repo/src/A, B.cs(3,9): error CS0103: no 'x' [here] [/repo/a.csproj::net10.0]")!, "/repo"),
        "  warns  " + HostDialect.Annotation(host, CompilerLine.Parse("CSC : warning CS8002: 100% unsigned")!, "/repo"),
    }).Select(line => line.TrimEnd()), "Golden/hosts.txt");

    [Fact]
    public void The_engine_for_machines() => Golden.Match(
        string.Join('\n', EngineJson.List(Graph), EngineJson.Plan(Declared.Plan(Graph, "Test", "Compile")), EngineJson.Faults([Broken], ExitCode.Usage), EngineJson.Result(Result)), "Golden/engine.json.txt");
}
