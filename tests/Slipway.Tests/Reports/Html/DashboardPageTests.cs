using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;
using Slipway.Releases.Schedule;
using Slipway.Reports.Console;
using Slipway.Reports.Html;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Reports.Html;

public sealed partial class DashboardPageTests
{
    private static readonly Year Story = new(24);

    private static DashboardModel Model => new()
    {
        Application = "storefront",
        History = Story.History,
        Lane = Year.Lane,
        Now = Year.Now,
        Policy = Year.Policy,
        Manifests = Story.Manifests,
        Notes = Story.Notes,
        Ledger = new LedgerVerdict(Story.Entries.Length, Story.Entries[^1].Hash),
    };

    [Fact]
    public void The_same_model_gives_the_same_bytes() => Assert.Equal(DashboardPage.Render(Model), DashboardPage.Render(Model with { History = ReleaseHistory.Of(Story.Entries) }));

    [Fact]
    public void The_policy_of_the_page_allows_exactly_its_own_style_and_script()
    {
        string page = DashboardPage.Render(Model);
        string policy = Policy.Match(page).Groups[1].Value.Replace("&#39;", "'", StringComparison.Ordinal);

        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src {Hash(Style.Match(page).Groups[1].Value)};", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src {string.Join(' ', Script.Matches(page).Select(script => Hash(script.Groups[1].Value)))};", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("connect-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_comes_back_whatever_is_written_in_it_and_is_nothing_a_browser_could_take_for_markup()
    {
        string notes = string.Concat(Enumerable.Repeat("🚀ä日</script>", 30_000));
        string page = DashboardPage.Render(Model with { Notes = Model.Notes.SetItem(Story.Entries.First(entry => entry.PackageId is not null).PackageId!, notes) }); // asked in front

        Assert.DoesNotContain("🚀ä日", page, StringComparison.Ordinal);
        using var data = JsonDocument.Parse(DashboardText.DataOf(page));
        Assert.Contains(data.RootElement.GetProperty("notes").EnumerateObject(), note => note.Value[0][1].GetString() == notes);
    }

    [Fact]
    public void A_page_is_ascii_whatever_it_says()
    {
        string page = DashboardPage.Render(Model with { Application = "Bücher und 日本 🚀 \ud83d" });

        Assert.True(Ascii.IsValid(page));
        Assert.Contains("<bdi>B&#xfc;cher und &#x65e5;&#x672c; &#x1f680; &#xfffd;</bdi>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_served_page_may_connect_and_only_to_where_it_came_from()
    {
        string page = DashboardPage.Render(Model with { IsLive = true });

        Assert.Contains("connect-src &#39;self&#39;;", page, StringComparison.Ordinal);
        Assert.Contains("data-live=\"changes\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("\"'><img src=x onerror=alert(1)>")]
    [InlineData("<!-- ]]> -->")]
    [InlineData("\u202Egro.elpmaxe\u0000\u0007")]
    public void What_stands_in_the_ledger_is_text(string hostile)
    {
        ImmutableArray<Entry> entries = Facts.Ledger(
            Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id('a'), Version = hostile, Actor = new Actor(hostile, "human"), Data = ImmutableSortedDictionary<string, string>.Empty.Add("commit", hostile).Add(hostile, hostile) },
            Facts.Draft(EntryType.DeployRefused, "staging", 'a', ("reason", hostile)),
            Facts.Draft(EntryType.RiskOpened) with { Data = ImmutableSortedDictionary<string, string>.Empty.Add("id", hostile).Add("title", hostile) });

        string page = DashboardPage.Render(new DashboardModel
        {
            Application = hostile, History = ReleaseHistory.Of(entries), Lane = Facts.Lane, Now = Facts.Noon.AddHours(1), Ledger = new LedgerVerdict(3, entries[^1].Hash),
            Measures = [new DashboardMeasure(hostile, hostile, 1)], Graph = new DashboardGraph(hostile, [new GraphNode(hostile, hostile, hostile)], []),
        });

        Assert.Equal(3, Regex.Count(page, "<script"));
        Assert.Equal(3, Regex.Count(page, "</script>"));
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\u0000", page, StringComparison.Ordinal);
        using var data = JsonDocument.Parse(DashboardText.DataOf(page));
        Assert.Contains(hostile, data.RootElement.GetProperty("entries").GetProperty("texts").EnumerateArray().Select(text => text.GetString()));
    }

    [Fact]
    public void Every_entry_comes_back_out_of_the_columns()
    {
        using var data = JsonDocument.Parse(DashboardText.DataOf(DashboardPage.Render(Model)));
        JsonElement table = data.RootElement.GetProperty("entries");
        string[] texts = [.. table.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!)]; // no text is null
        string[] types = [.. table.GetProperty("types").EnumerateArray().Select(text => text.GetString()!)]; // as above
        byte[] hashes = table.GetProperty("hash").GetBytesFromBase64();
        long utc = 0;
        int who = 0;
        for (int place = 0; place < Story.Entries.Length; place++)
        {
            Entry entry = Story.Entries[place];
            utc += table.GetProperty("age")[place].GetInt64();
            who += table.GetProperty("at")[place].GetInt32();
            string[] about = [.. table.GetProperty("who")[who].EnumerateArray().Select(text => texts[text.GetInt32()])];
            int[] facts = [.. table.GetProperty("facts")[table.GetProperty("data")[place].GetInt32()].EnumerateArray().Select(text => text.GetInt32())];

            Assert.Equal(entry.Type, types["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".IndexOf(table.GetProperty("type").GetString()![place], StringComparison.Ordinal)]); // it is there
            Assert.Equal(entry.Utc.ToUnixTimeSeconds(), utc);
            Assert.Equal([entry.Actor.Id, entry.Run, entry.Environment ?? "", entry.PackageId ?? "", entry.Version ?? "", entry.DeploymentId ?? ""], about);
            Assert.Equal(entry.Data.Where(fact => fact.Value.Length > 0).Select(fact => fact.Key), table.GetProperty("names")[facts[0]].EnumerateArray().Select(text => texts[text.GetInt32()]));
            Assert.Equal(entry.Hash[..8], Convert.ToHexStringLower(hashes.AsSpan(place * 4, 4)));
        }
    }

    [Fact]
    public void A_value_that_names_entries_shows_their_numbers_and_a_long_one_its_digest()
    {
        ImmutableArray<Entry> first = Facts.Ledger(Facts.Draft(EntryType.ApprovalGranted, "staging", 'a', ("signature", new string('s', 400)), ("reason", new string('r', 400))));
        ImmutableArray<Entry> entries = Facts.Ledger(
            Facts.Draft(EntryType.ApprovalGranted, "staging", 'a', ("signature", new string('s', 400)), ("reason", new string('r', 400))),
            Facts.Draft(EntryType.DeployStarted, "staging", 'a', ("approvals", first[0].Hash)));

        string page = DashboardText.Whole(DashboardPage.Render(Model with { History = ReleaseHistory.Of(entries), Lane = Facts.Lane, Ledger = new LedgerVerdict(2, entries[^1].Hash) }));

        Assert.Contains("\"#1\"", page, StringComparison.Ordinal);
        Assert.Contains("\"400 characters, SHA-256 ", page, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('s', 101), page, StringComparison.Ordinal);
        Assert.Contains(new string('r', 100) + "… (400 characters, SHA-256 ", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_ledger_is_said_so_in_red_with_its_first_fault()
    {
        string page = DashboardPage.Render(Model with { Ledger = new LedgerVerdict(3, Story.Entries[2].Hash, new Fault("SLP3001", "entry 4 of the ledger is damaged", "ledger.jsonl:4", "restore it")) });

        Assert.Contains("<div class=\"badge bad\"", page, StringComparison.Ordinal);
        Assert.Contains("SLP3001 entry 4 of the ledger is damaged", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ledger verified", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Since_leaves_older_entries_and_releases_out_but_never_what_runs_where()
    {
        DateTimeOffset since = Year.Now.AddDays(-60);

        string page = DashboardPage.Render(Model with { Since = since });

        using var data = JsonDocument.Parse(DashboardText.DataOf(page));
        Assert.Equal(Story.Entries.First(entry => entry.Utc >= since).Seq, data.RootElement.GetProperty("entries").GetProperty("first").GetInt32());
        Assert.Equal(Story.History.Releases.Count(release => release.Entries[^1].Utc >= since), data.RootElement.GetProperty("releases").GetArrayLength());
        Assert.Contains($"<bdi>{Story.History.State.In("production").Current!.Version}</bdi>", page, StringComparison.Ordinal); // production serves
    }

    [Fact]
    public void An_environment_only_the_ledger_knows_is_shown_and_gets_nothing_next()
    {
        string page = DashboardPage.Render(Model with { Lane = Year.Lane[..1] });

        Assert.Contains("<bdi>production</bdi></span><span class=\"quiet\"> no longer in the lane</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"next\" role=\"cell\" data-environment=\"production\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_ledger_is_a_page_too()
    {
        string page = DashboardPage.Render(new DashboardModel { Application = "shop", History = ReleaseHistory.Of([]), Lane = Facts.Lane, Now = Facts.Noon, Ledger = new LedgerVerdict(0, LedgerChain.Genesis) });

        Assert.Contains("nothing waits", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Measures_stand_in_the_words_of_the_screen_with_their_count_trend_and_entries()
    {
        EnvironmentMeasures measures = DeliveryMetrics.Of(Story.History, [.. Year.Lane.Select(environment => environment.Name)], Year.Now).Environments[^1];

        ImmutableArray<DashboardMeasure> shown = DashboardMeasure.Of(measures);
        string page = DashboardPage.Render(Model with { Measures = shown, MeasuredOf = "production, the last 90 days" });

        Assert.Equal(measures.Measures.Select(measure => (measure.Name, MeasureText.Value(measure), measure.N, measure.IsTooFew)), shown.Select(measure => (measure.Name, measure.Value, measure.Count, measure.IsTooFew)));
        Assert.Equal(measures["change_fail_rate"].Seqs, shown.Single(measure => measure.Name == "Change fail rate").Entries);
        Assert.Equal(measures["deployment_frequency"].Trend.Select(point => point.Value), shown.Single(measure => measure.Name == "Deployment frequency").Trend.Select(point => point.Value));
        Assert.StartsWith(measures["change_fail_rate"].Formula, shown.Single(measure => measure.Name == "Change fail rate").Explanation, StringComparison.Ordinal);
        Assert.Contains("production, the last 90 days", page, StringComparison.Ordinal);
        Assert.Contains("Nothing to measure yet: ", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_actions_incidents_and_late_dates_need_attention()
    {
        ImmutableArray<Entry> entries = Facts.Ledger(
            Facts.Draft(EntryType.IncidentOpened, "production") with { Data = Said(("id", "INC-1"), ("title", "no sales"), ("severity", "critical")) },
            Facts.Draft(EntryType.IncidentOpened, "production") with { Data = Said(("id", "INC-2"), ("title", "over"), ("severity", "low")) },
            Facts.Draft(EntryType.IncidentResolved, "production") with { Data = Said(("id", "INC-2")) },
            Facts.Draft(EntryType.ActionOpened) with { Data = Said(("id", "A-1"), ("title", "soak longer"), ("owner", "ada"), ("due", "2026-03-10")) });
        ReleaseCalendar calendar = CalendarText.Parse("""{ "cadence": { "weeks": 1, "from": "2026-02-24" }, "releases": [{ "version": "1.4.0", "date": "2026-03-13T10:00" }] }"""u8, "calendar.json");

        string page = DashboardPage.Render(new DashboardModel { Application = "shop", History = ReleaseHistory.Of(entries), Lane = Facts.Lane, Now = Facts.Noon.AddHours(3), Calendar = calendar, Ledger = new LedgerVerdict(4, entries[^1].Hash) });

        Assert.Contains("<bdi>INC-1 (critical) is open in production: no sales</bdi>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("INC-2 (low) is open", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>A-1: soak longer (ada, overdue since 2026-03-10)</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#calendar\"><bdi>1.4.0 goes live: late</bdi></a>", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>2 release dates of the last quarter passed without a release</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("<rect class=\"incident\"", page, StringComparison.Ordinal);
    }

    private static ImmutableSortedDictionary<string, string> Said(params (string Name, string Value)[] data) => data.ToImmutableSortedDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal);

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy { get; }

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style { get; }

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script { get; }
}
