using Slipway.Releases.Packages;

namespace Slipway.Tests.Releases.Packages;

public sealed class StaticAssetTimesTests
{
    private static readonly DateTimeOffset Commit = new(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(2));

    [Fact]
    public void Every_file_gets_the_time_and_nothing_else_changes()
    {
        string list = """
            {"Version":1,"Endpoints":[{"Route":"a+b.css","ResponseHeaders":[{"Name":"ETag","Value":"\"x=\""},
            {"Name":"Last-Modified","Value":"Sat, 28 Nov 2026 16:13:14 GMT"}]},{"Route":"c.js","ResponseHeaders":[{ "Name" : "Last-Modified",
              "Value" : "Fri, 01 Jan 2021 03:04:05 GMT" },{"Name":"Vary","Value":"Accept-Encoding"}]}]}
            """;

        string settled = StaticAssetTimes.Settle(list, Commit);

        string expected = list;
        foreach (string former in new[] { "Sat, 28 Nov 2026 16:13:14 GMT", "Fri, 01 Jan 2021 03:04:05 GMT" })
            expected = expected.Replace(former, "Wed, 04 Mar 2026 03:06:07 GMT", StringComparison.Ordinal);
        Assert.Equal(expected, settled);
    }

    [Fact]
    public void Lists_made_at_different_times_become_one()
    {
        string list = """[{"Name":"Last-Modified","Value":"TIME"},{"Name":"Cache-Control","Value":"no-cache"}]""";

        Assert.Equal(
            StaticAssetTimes.Settle(list.Replace("TIME", "Sat, 28 Nov 2026 16:13:14 GMT", StringComparison.Ordinal), Commit),
            StaticAssetTimes.Settle(list.Replace("TIME", "Fri, 01 Jan 2021 03:04:05 GMT", StringComparison.Ordinal), Commit));
    }

    [Fact]
    public void A_list_without_times_stays_as_it_is() => Assert.Equal("{}", StaticAssetTimes.Settle("{}", Commit));
}
