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

    [Theory]
    [InlineData("Saves", "Ms.BasketTests", "Saves", "Ms.BasketTests.Saves")]
    [InlineData("Saves (1,2)", "Ms.BasketTests, Ms, Version=1.0.0.0", "Saves", "Ms.BasketTests.Saves (1,2)")]
    [InlineData("Adds(1,2)", "Nu.Outer+Inner", "Adds", "Nu.Outer+Inner.Adds(1,2)")]
    [InlineData("X.Facts.Adds(a: 1)", "X.Facts", "Adds", "X.Facts.Adds(a: 1)")]
    [InlineData("a basket is saved", "X.Facts", "Saves", "a basket is saved")]
    public void Every_test_has_its_full_name_whichever_framework_wrote_it(string shown, string type, string method, string full)
    {
        TestResults results = TestResults.Parse(Defined(
            "total=\"3\" passed=\"1\" failed=\"1\"", [(shown, type, method, "Passed"), (shown, "Other", method, "NotExecuted"), (shown, "Third", method, "Failed")]));

        Assert.Equal([full], results.PassedNames);
        Assert.Equal(full == shown ? 1 : 3, results.PassedNames.Union(results.SkippedNames).Union(results.FailedNames).Count);
        Assert.EndsWith(": broken", Assert.Single(results.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trx_file_holds_what_tests_print_and_as_much_of_it_as_they_like()
    {
        string loud = $"<UnitTestResult testName=\"A\" outcome=\"Passed\"><Output><StdOut>&#x1b;[2J \u0001 {new string('x', 20_000_000)}</StdOut></Output></UnitTestResult>";

        TestResults results = TestResults.Parse(Trx("total=\"2\" passed=\"1\" failed=\"1\"", loud, Result("B", "Failed", "said &#x0;&#x1b;[31m\u000b")));

        Assert.Equal((1, 1), (results.Passed, results.Failed));
        Assert.Equal(["A"], results.PassedNames);
    }

    [Fact]
    public void A_trx_file_that_was_cut_is_no_success()
    {
        string whole = Trx("total=\"1\" passed=\"1\" failed=\"0\"", Result("A", "Passed"));

        foreach (int length in Enumerable.Range(0, whole.TrimEnd().Length))
            Assert.Throws<XmlException>(() => TestResults.Parse(whole[..length]));
    }

    [Fact]
    public void Files_of_one_name_in_two_projects_are_two_and_one_reached_from_two_folders_is_one()
    {
        LineCoverage alpha = LineCoverage.Parse(Cobertura("Rules.cs", ["/repo/src/Alpha/"], (1, 1), (2, 1))), beta = LineCoverage.Parse(Cobertura("Rules.cs", ["/repo/src/Beta/"], (1, 0), (2, 0), (3, 0)));
        LineCoverage wide = LineCoverage.Parse(Cobertura("Alpha/Rules.cs", ["/repo/src"], (1, 0), (2, 0))), whole = LineCoverage.Parse(Cobertura("/repo/src/Beta/../Alpha/Rules.cs", ["/elsewhere"], (1, 0), (2, 0)));

        Assert.Equal(40.0, alpha.Plus(beta).Percent);
        Assert.Equal(alpha.Lines.OrderBy(line => line.Key), alpha.Plus(wide).Plus(whole).Lines.OrderBy(line => line.Key));
        Assert.Equal(["C:/repo/src/Rules.cs:1"], LineCoverage.Parse(Cobertura(@"src\Rules.cs", [@"C:\repo\"], (1, 1))).Lines.Keys);
        Assert.Equal(["https://forge.example/a//Rules.cs:1"], LineCoverage.Parse(Cobertura("https://forge.example/a//Rules.cs", ["/repo"], (1, 1))).Lines.Keys);
    }

    [Fact]
    public void Of_several_folders_the_one_that_has_the_file_counts() => Assert.Equal(
        ["/repo/b/Rules.cs:1"], LineCoverage.Read(new StringReader(Cobertura("Rules.cs", ["/repo/a/", "/repo/b/"], (1, 1))), path => path == "/repo/b/Rules.cs").Lines.Keys);

    private static string Defined(string counters, (string Shown, string Type, string Method, string Outcome)[] tests) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun id="1" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>{string.Concat(tests.Select((test, index) => $"<UnitTestResult testId=\"{index}\" testName=\"{test.Shown}\" outcome=\"{test.Outcome}\"><Output><ErrorInfo><Message>broken\nmore</Message><StackTrace>at</StackTrace></ErrorInfo></Output></UnitTestResult>"))}</Results>
          <TestDefinitions>{string.Concat(tests.Select((test, index) => $"<UnitTest name=\"{test.Shown}\" id=\"{index}\"><Execution id=\"e{index}\"/><TestMethod className=\"{test.Type}\" name=\"{test.Method}\"/></UnitTest>"))}</TestDefinitions>
          <ResultSummary outcome="Failed"><Counters {counters} /></ResultSummary>
        </TestRun>
        """;

    private static string Trx(string counters, params string[] results) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun id="1" name="ada" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>{string.Concat(results)}</Results>
          <ResultSummary outcome="Failed"><Counters {counters} /></ResultSummary>
        </TestRun>
        """;

    private static string Result(string name, string outcome, string? message = null) =>
        $"<UnitTestResult testName=\"{name}\" outcome=\"{outcome}\">{(message is null ? "" : $"<Output><ErrorInfo><Message>{message}</Message></ErrorInfo></Output>")}</UnitTestResult>";

    private static string Cobertura(string file, params (int Number, int Hits)[] lines) => Cobertura(file, [], lines);

    private static string Cobertura(string file, string[] sources, params (int Number, int Hits)[] lines) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <coverage line-rate="0.5" version="1.9"><sources>{string.Concat(sources.Select(source => $"<source>{source}</source>"))}</sources><packages><package name="Shop"><classes><class name="Shop.Basket" filename="{file}">
          <methods><method name="Add"><lines><line number="99" hits="1"/></lines></method></methods>
          <lines>{string.Concat(lines.Select(line => $"<line number=\"{line.Number}\" hits=\"{line.Hits}\" branch=\"False\"/>"))}</lines>
        </class></classes></package></packages></coverage>
        """;
}
