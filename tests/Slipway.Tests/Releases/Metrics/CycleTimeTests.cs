using System.Text;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Metrics;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Metrics;

/// <summary>From the day an issue was opened to the day users had it, in hours counted by hand.</summary>
public sealed class CycleTimeTests
{
    private const double Hour = 3600;

    // #1 opened at 0 and #2 at 10 come at 50, #3 opened at 20 at 80; #1 is closed again at 80, #9 is in no list.
    private static Chronicle Delivered => new Chronicle()
        .Deploys('a', 50).Brings(("c1", 40, "1,2"), ("c2", 41, ""))
        .Deploys('b', 80).Brings(("c3", 70, "3"), ("c4", 71, "1,9"))
        .Imports((1, 0), (2, 10), (3, 20), (4, 30));

    [Fact]
    public void It_is_the_median_over_issues_of_the_first_deployment_that_closes_them()
    {
        Measure cycle = Delivered.Measured(100)["cycle_time"];

        Assert.Equal((50 * Hour, 60 * Hour, 3, 2), (cycle.Value, cycle.P90, cycle.N, cycle.Deployments)); // 50, 40 and 60
        Assert.Equal(["1 closed issue has no opening on record: Issues --import"], cycle.Remarks);
        Assert.Equal([2, 3, 5, 6, 7], cycle.Seqs); // two deployments, their scopes, one list
    }

    [Fact]
    public void It_counts_where_it_ended_and_in_that_environment_alone()
    {
        Assert.Equal((60 * Hour, 1), Of(Delivered.Measured(80, 1)));
        Assert.Equal((null, 0), Of(Delivered.Measured(100, 90, "staging")));
    }

    [Fact]
    public void What_the_tracker_says_last_counts() =>
        Assert.Equal((45 * Hour, 3), Of(Delivered.Imports((1, 5)).Measured(100))); // 45, 40 and 60

    [Fact]
    public void An_issue_opened_after_its_deployment_is_flagged_and_not_dropped()
    {
        Measure cycle = new Chronicle().Deploys('a', 50).Brings(("c1", 40, "1")).Imports((1, 60)).Measured(100)["cycle_time"];

        Assert.Equal((-10 * Hour, 1), (cycle.Value, cycle.N));
        Assert.StartsWith("1 of 1 issues were opened after they were deployed", Assert.Single(cycle.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_is_read_as_shells_and_trackers_write_it()
    {
        const string One = """[{"number":1,"createdAt":"2026-01-04T10:00:00Z"}]""", Two = """[{"number":2,"createdAt":"2026-01-04T10:00:00Z"}]""";
        foreach (Encoding encoding in new[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
            Assert.Equal("1", Assert.Single(IssueList.Parse((byte[])[.. encoding.Preamble, .. encoding.GetBytes(One)], "issues.json")).Number);

        Assert.Equal(["1", "2"], IssueList.Parse(Encoding.UTF8.GetBytes($"{One}\n{Two}"), "pages.json").Select(issue => issue.Number));
        Assert.Equal("SLP4626", Assert.Throws<FaultException>(() => IssueList.Parse(Encoding.UTF8.GetBytes($"{One}{{}}"), "pages.json")).Faults.Single().Code);
        Assert.Equal("SLP4625", Assert.Throws<FaultException>(() => IssueList.Parse(default, "empty.json")).Faults.Single().Code);
    }

    [Theory]
    [InlineData("""[{"number":7,"createdAt":"2026-01-04T09:00:00Z"},{"number":9,"createdAt":"2026-01-05T10:00:00+01:00"}]""", "7:1767517200 9:1767603600")] // gh
    [InlineData("""[{"id":1,"iid":7,"created_at":"2026-01-04T09:00:00.000Z"}]""", "7:1767517200")] // GitLab
    [InlineData("""[{"number":7,"created_at":"2026-01-04T09:00:00Z"},{"number":8,"created_at":"2026-01-04T09:00:00Z","pull_request":{}}]""", "7:1767517200")] // GitHub's REST
    [InlineData("""[{"number":7,"createdAt":"2026-01-04T09:00:00Z"},{"number":7,"createdAt":"2026-01-04T09:00:01Z"}]""", "7:1767517201")]
    public void Lists_are_read_as_trackers_print_them(string json, string expected)
    {
        string text = Assert.Single(IssueList.Write(IssueList.Parse(Encoding.UTF8.GetBytes(json), "issues.json")));

        Assert.Equal(expected, text);
        Assert.Equal(expected.Split(' ').Length, IssueList.Known([Facts.Draft(EntryType.IssuesImported, "production", 'a', ("issues", text))]).Count);
    }

    [Theory]
    [InlineData("[\n  {,", "SLP4625 issues.json:2:4")]
    [InlineData("""{"number":7}""", "SLP4626 issues.json")]
    [InlineData("""[{"number":7,"createdAt":"2026-01-04T09:00:00Z"},{"number":"7"},7,{"number":0,"createdAt":"2026-01-04T09:00:00Z"},{"number":7,"createdAt":"yesterday"},{"number":7,"createdAt":"1960-01-01T00:00:00Z"}]""", "SLP4627 issues.json|SLP4627 issues.json|SLP4627 issues.json|SLP4627 issues.json|SLP4627 issues.json")]
    public void What_is_no_list_is_refused_with_every_item_named(string json, string expected)
    {
        FaultException refusal = Assert.Throws<FaultException>(() => IssueList.Parse(Encoding.UTF8.GetBytes(json), "issues.json"));

        Assert.Equal(expected, string.Join('|', refusal.Faults.Select(fault => $"{fault.Code} {fault.Place}")));
        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
    }

    [Fact]
    public void What_an_entry_says_wrongly_is_left_out() =>
        Assert.Empty(IssueList.Known([Facts.Draft(EntryType.IssuesImported, "production", 'a', ("issues", "7 7: :7 7:x 7:-1 7:1:1 7:99999999999999"))]));

    private static (double?, int) Of(EnvironmentMeasures measures) => (measures["cycle_time"].Value, measures["cycle_time"].N);
}
