using System.Xml;
using Slipway.Releases.Evidence;

namespace Slipway.Tests.Releases.Evidence;

public sealed class EvidenceTests
{
    [Fact]
    public void A_trx_file_is_counted()
    {
        TestResults results = TestResults.Parse(Trx(
            "total=\"5\" executed=\"4\" passed=\"2\" failed=\"1\" error=\"0\" timeout=\"1\" aborted=\"0\" notExecuted=\"0\"",
            Result("Shop.Tests.Adds", "Passed"), Result("Shop.Tests.Rounds", "Failed", "Assert.Equal() Failure: Values differ\n   Expected: 1"),
            Result("Shop.Tests.Hangs", "Timeout"), Result("Shop.Tests.Later", "NotExecuted"), Result("Shop.Tests.Pays", "Passed")));

        Assert.Equal((5, 2, 2, 1), (results.Total, results.Passed, results.Failed, results.Skipped));
        Assert.Equal(["Shop.Tests.Rounds: Assert.Equal() Failure: Values differ", "Shop.Tests.Hangs: no message"], results.Failures);
    }

    [Fact]
    public void Runs_add_up()
    {
        TestResults sum = TestResults.None.Plus(new(3, 2, 1, 0, ["a"])).Plus(new(4, 2, 1, 1, ["b"]));

        Assert.Equal((7, 4, 2, 1), (sum.Total, sum.Passed, sum.Failed, sum.Skipped));
        Assert.Equal(["a", "b"], sum.Failures);
    }

    [Fact]
    public void A_failed_result_counts_even_where_the_counters_forgot_it() =>
        Assert.Equal(1, TestResults.Parse(Trx("total=\"1\" passed=\"0\" failed=\"0\"", Result("x", "Error"))).Failed);

    [Fact]
    public void What_is_no_trx_file_is_refused()
    {
        Assert.Throws<FormatException>(() => TestResults.Parse("<TestRun/>"));
        Assert.Throws<XmlException>(() => TestResults.Parse("<TestRun>"));
        Assert.Throws<XmlException>(() => TestResults.Parse(""));
    }

    [Fact]
    public void Lines_of_a_cobertura_file_are_counted_once_and_runs_add_up_line_by_line()
    {
        LineCoverage first = LineCoverage.Parse(Cobertura("Shop.cs", (1, 3), (2, 0), (2, 1), (3, 0)));
        LineCoverage second = LineCoverage.Parse(Cobertura("Shop.cs", (1, 0), (3, 9), (4, 0)));

        Assert.Equal(200.0 / 3, first.Percent!.Value, 6);
        Assert.Equal(75.0, first.Plus(second).Percent);
        Assert.Equal(first.Plus(second).Lines.OrderBy(line => line.Key), second.Plus(first).Lines.OrderBy(line => line.Key));
        Assert.Equal(50.0, first.Plus(LineCoverage.Parse(Cobertura("Other.cs", (1, 0)))).Percent);
    }

    [Fact]
    public void No_line_to_reach_is_no_data_not_all() => Assert.Null(LineCoverage.None.Plus(LineCoverage.Parse("<coverage line-rate=\"1\"/>")).Percent);

    private static string Trx(string counters, params string[] results) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun id="1" name="ada" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>{string.Concat(results)}</Results>
          <ResultSummary outcome="Failed"><Counters {counters} /></ResultSummary>
        </TestRun>
        """;

    private static string Result(string name, string outcome, string? message = null) =>
        $"<UnitTestResult testName=\"{name}\" outcome=\"{outcome}\">{(message is null ? "" : $"<Output><ErrorInfo><Message>{message}</Message></ErrorInfo></Output>")}</UnitTestResult>";

    private static string Cobertura(string file, params (int Number, int Hits)[] lines) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <coverage line-rate="0.5" version="1.9"><packages><package name="Shop"><classes><class name="Shop.Basket" filename="{file}">
          <methods><method name="Add"><lines><line number="99" hits="1"/></lines></method></methods>
          <lines>{string.Concat(lines.Select(line => $"<line number=\"{line.Number}\" hits=\"{line.Hits}\" branch=\"False\"/>"))}</lines>
        </class></classes></package></packages></coverage>
        """;
}
