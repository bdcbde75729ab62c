using Slipway.Fakes;
using Slipway.Releases.Notes;
using Slipway.Releases.Packages;
using Slipway.Reports.Json;
using Slipway.Reports.Markdown;

namespace Slipway.Tests.Reports.Markdown;

/// <summary>One release, told to everybody in their own words.</summary>
public sealed class NotesTextTests
{
    private static readonly ReleaseNotes Notes = ReleaseNotes.Of(new NotesFacts
    {
        Application = "shop",
        Version = "1.4.0",
        Since = "v1.3.0",
        Commits =
        [
            Commit('1', "feat(basket): keep it for a week (#41)", "Fixes #7"), Commit('2', "fix: round prices once", ""), Commit('3', "feat(api)!: drop v1", "BREAKING CHANGE: call /v2 instead"), Commit('4', "perf: cache the shelf", ""),
            Commit('5', "docs: say how", ""), Commit('6', "Tidy up", ""), Commit('7', "fix: update Leaky.Bucket (CVE-2026-12345)", ""), Commit('8', "Revert \"feat: regretted\"", "This reverts commit abcdef0."), Commit('9', "test: more", ""),
        ],
        Manifest = Facts.Manifest("1.4.0") with
        {
            Services = [new PackagedService { Name = "storefront", EntryPoint = "Storefront.dll", Configuration = [new ConfigurationKey("Shop__Currency"), new ConfigurationKey("PAYMENT_KEY", Secret: true)] }],
            Flags = [new FeatureFlag("gift-cards", "ada", new DateOnly(2026, 12, 1)), new FeatureFlag("shed-load", "ops", IsKillSwitch: true)],
            Migrations = [new Migration("0007-split-name", MigrationPhase.Expand, "name", "migrations/0007.sql", Facts.Id('a'))],
        },
        Before = Facts.Manifest("1.3.0") with { Services = [new PackagedService { Name = "storefront", EntryPoint = "Storefront.dll", Configuration = [new ConfigurationKey("Shop__Colour")] }] },
        KnownIssues = ["INC-3: search is slow on Mondays"],
    });

    [Fact]
    public void For_customers() => Golden.Match(NotesText.Customers(Notes));

    [Fact]
    public void For_support() => Golden.Match(NotesText.Support(Notes));

    [Fact]
    public void For_operators() => Golden.Match(NotesText.Operators(Notes));

    [Fact]
    public void For_machines() => Golden.Match(NotesJson.Render(Notes));

    [Fact]
    public void A_release_in_which_nothing_changed_says_so() =>
        Assert.Equal("# shop 1.4.1\n\nSince v1.4.0.\n\nNothing changed.\n", NotesText.Customers(Notes with { Version = "1.4.1", Since = "v1.4.0", Entries = [], KnownIssues = [] }));

    [Fact]
    public void A_change_log_keeps_what_is_there_and_holds_each_version_once()
    {
        var day = new DateOnly(2026, 3, 14);
        const string Before = "# Changelog\r\n\r\nAll of it.\r\n\r\n## Unreleased\r\n\r\n- soon\r\n\r\n## [1.3.0] - 2026-01-01\r\n\r\n- old\r\n";

        string once = ChangelogText.With(Before, Notes, day);
        string twice = ChangelogText.With(once, Notes, day);
        string mended = ChangelogText.With(once, Notes with { Entries = [Notes.Entries[0]] }, day);

        Golden.Match(once.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.Equal(once.Count(letter => letter == '\n'), once.Split("\r\n").Length - 1);
        Assert.Equal(once, twice);
        Assert.EndsWith("\r\n\r\n## [1.3.0] - 2026-01-01\r\n\r\n- old\r\n", mended, StringComparison.Ordinal);
        Assert.DoesNotContain("round prices", mended, StringComparison.Ordinal);
        Assert.StartsWith("# Changelog\n\n## 1.4.0 – 2026-03-14\n", ChangelogText.With("", Notes, day), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("## v1.4.0")]
    [InlineData("## [v1.4.0](https://example.org) - 2026-01-01")]
    [InlineData("## V1.4.0 (2026-01-01)")]
    public void A_heading_with_a_v_is_the_section_of_its_version(string heading) =>
        Assert.DoesNotContain("forgotten", ChangelogText.With($"# Changelog\n\n{heading}\n\n- forgotten\n\n## v1.3.0\n\n- old\n", Notes, new DateOnly(2026, 3, 14)), StringComparison.Ordinal);

    [Theory]
    [InlineData("support List<T> and strip <!-- from pages", "support List&lt;T> and strip &lt;!-- from pages")]
    [InlineData("support `List<T>` and ``a`<b>`` but <i>", "support `List<T>` and ``a`<b>`` but &lt;i>")]
    [InlineData("a < b, R&D, &nbsp; and &#60;", "a < b, R&D, &amp;nbsp; and &amp;#60;")]
    [InlineData("an open ` tick <b>", "an open ` tick &lt;b>")]
    public void Words_that_look_like_HTML_are_told_as_they_were_written(string subject, string told)
    {
        ReleaseNotes notes = ReleaseNotes.Of(new NotesFacts { Application = "shop", Version = "1.4.0", Commits = [Commit('1', $"feat: {subject}", "")], Manifest = Facts.Manifest("1.4.0") });

        Assert.Contains($"\n- {told}\n", NotesText.Customers(notes), StringComparison.Ordinal);
        Assert.Contains($"\n- {told}\n", ChangelogText.With("", notes, new DateOnly(2026, 3, 14)), StringComparison.Ordinal);
    }

    private static NoteCommit Commit(char id, string subject, string body) => new(new string(id, 40), subject, body);
}
