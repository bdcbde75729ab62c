using Slipway.Reports.Console;

namespace Slipway.Tests.Reports.Console;

public sealed class TestCountTests
{
    [Fact]
    public void What_both_platforms_print_of_a_test_is_counted() => Assert.Equal("3 passed, 2 failed, 1 skipped", Counted(
        "Starting test execution, please wait...",
        "  Passed Shop.Orders.Are_kept [< 1 ms]",
        "  Passed Shop.Orders.Of(name: \"a b\") [1 m 3 s]",
        "  Failed Shop.Orders.Are_sent [12 ms]",
        "  Skipped Shop.Orders.On_windows [1 ms]",
        "passed Are_kept (3ms)",
        "failed Are_sent (1s 204ms)").Text);

    [Fact]
    public void What_is_about_no_test_changes_nothing() => Assert.Equal("", Counted(
        "", "   ", "Passed!  - Failed:     0, Passed:    43, Skipped:     1, Total:    44, Duration: 1 m 12 s - Tests.dll (net10.0)",
        "  Passed", "Failed to load the settings", "passed on to the next (see below)").Text);

    private static TestCount Counted(params string[] lines) => lines.Aggregate(default(TestCount), (count, line) => count.After(line));
}
