using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Fakes;
using Slipway.Releases.Notes;
using Slipway.Releases.Packages;
using Slipway.Releases.Versions;
using Slipway.Reports.Markdown;

namespace Slipway.Tests.Releases.Notes;

/// <summary>Traps of release notes, one sentence each.</summary>
public sealed class ReleaseNotesTests
{
    [Theory]
    [InlineData("feat(api)!: drop v1", "", NoteSection.Breaking, "drop v1", null)]
    [InlineData("fix: round", "Text.\n\nBREAKING CHANGE: prices are\n  whole numbers now\nReviewed-by: Z", NoteSection.Breaking, "round", "prices are whole numbers now")]
    [InlineData("fix: round", "BREAKING-CHANGE: all", NoteSection.Breaking, "round", "all")]
    [InlineData("fix: round", "breaking change: not by the specification", NoteSection.Fixes, "round", null)]
    [InlineData("FEAT: shout", "", NoteSection.Features, "shout", null)]
    [InlineData("feat: gift cards (#41)", "Fixes #7", NoteSection.Features, "gift cards", null)]
    [InlineData("feat: gift cards (#41)", "* feat: cards\n* fix!: no more stamps\n\nCo-authored-by: B <b@example.org>", NoteSection.Breaking, "gift cards", "no more stamps")]
    [InlineData("fix: update Leaky.Bucket, CVE-2026-12345", "", NoteSection.Security, "update Leaky.Bucket, CVE-2026-12345", null)]
    [InlineData("sec: close the door", "", NoteSection.Security, "close the door", null)]
    [InlineData("Tidy up", "", NoteSection.Other, "Tidy up", null)]
    [InlineData("wip: who knows", "", NoteSection.Other, "wip: who knows", null)]
    [InlineData("chore: bump", "", NoteSection.Internal, "bump", null)]
    [InlineData("fix: round", "BREAKING CHANGE:\n\nprices are\nwhole numbers\n\nmore", NoteSection.Breaking, "round", "prices are whole numbers")]
    [InlineData("fix: round", "BREAKING CHANGE:gone", NoteSection.Breaking, "round", "gone")]
    [InlineData("Merged PR 42: feat(basket)!: gift cards", "", NoteSection.Breaking, "gift cards", null)]
    [InlineData("Merged PR 42: gift cards", "text", NoteSection.Other, "gift cards", null)]
    [InlineData("Merged in feat/cards (pull request #12)", "feat: gift cards\n\nApproved-by: B\n\nBREAKING CHANGE: no stamps", NoteSection.Breaking, "gift cards", "no stamps")]
    [InlineData("Merged in feat/cards (pull request #12)", "\n", NoteSection.Other, "Merged in feat/cards (pull request #12)", null)]
    [InlineData("", "", NoteSection.Other, "a change without a word", null)]
    [InlineData("(#12)", "", NoteSection.Other, "a change without a word", null)]
    public void A_commit_finds_its_section(string subject, string body, NoteSection section, string text, string? migration)
    {
        NoteEntry entry = Assert.Single(Read(new NoteCommit(Id('a'), subject, body)).Entries);

        Assert.Equal((section, text, migration), (entry.Section, entry.Text, entry.Migration));
    }

    [Fact]
    public void A_revert_of_something_unreleased_takes_both_away_and_a_revert_of_that_brings_it_back()
    {
        NoteCommit feature = new(Id('a'), "feat: gifts", ""), revert = Revert('b', "Revert \"feat: gifts\"", 'a'), again = Revert('c', "Reapply \"feat: gifts\"", 'b');

        Assert.Empty(Read(revert, feature).Entries);
        Assert.Equal(["gifts"], Read(again, revert, feature).Entries.Select(entry => entry.Text));
    }

    [Theory]
    [InlineData("Revert \"feat: gifts (#12)\" (#13)", "Reverts shop/greeter#12")]
    [InlineData("Revert \"feat: gifts (#12)\" (#13)", "")]
    [InlineData("Revert \"feat: gifts (#12)\"", "Reverts #12")]
    [InlineData("revert: gifts (#13)", "Reverts !12")]
    public void A_pull_request_that_a_forge_reverts_is_taken_away_and_one_that_reverts_that_brings_it_back(string subject, string body)
    {
        NoteCommit feature = new(Id('a'), "feat: gifts (#12)", ""), revert = new(Id('b'), subject, body), again = new(Id('c'), "Revert \"Revert \"feat: gifts (#12)\" (#13)\" (#14)", "Reverts shop/greeter#13");

        Assert.Empty(Read(revert, feature).Entries);
        Assert.Equal(subject.EndsWith("(#13)", StringComparison.Ordinal) ? ["gifts"] : [again.Subject[..^6]], Read(again, revert, feature).Entries.Select(entry => entry.Text));
    }

    [Fact]
    public void The_title_of_a_merged_pull_request_is_told_once_beside_its_commit()
    {
        NoteEntry entry = Assert.Single(Read(new NoteCommit(Id('b'), "Merged PR 42: feat(basket): gifts", ""), new NoteCommit(Id('a'), "feat(basket): gifts", "Closes #7")).Entries);

        Assert.Equal(("gifts", "42", "7"), (entry.Text, entry.PullRequests.Single(), entry.Issues.Single()));
    }

    [Theory]
    [InlineData("Closes #3, #4 and #5", "3 4 5")]
    [InlineData("Closes #3, and #4 & #5; see #6", "3 4 5")]
    [InlineData("Fixes shop/greeter#8", "8")]
    [InlineData("resolves: GH-7, fixing #9", "7 9")]
    [InlineData("Implements https://forge.example/shop/greeter/-/issues/11", "11")]
    [InlineData("Closes #3\n\n#4 stays, prefixes #5, a fix for #6", "3")]
    public void Issues_are_counted_as_forges_close_them(string body, string issues) =>
        Assert.Equal(issues, string.Join(' ', Assert.Single(Read(new NoteCommit(Id('a'), "fix: three", body)).Entries).Issues));

    [Fact]
    public void A_revert_of_something_released_is_told()
    {
        NoteEntry entry = Assert.Single(Read(Revert('b', "Revert \"feat: gifts\"", 'a')).Entries);

        Assert.Equal((NoteSection.Reverts, "Revert \"feat: gifts\""), (entry.Section, entry.Text));
    }

    [Fact]
    public void One_patch_picked_twice_and_one_pull_request_in_two_commits_are_told_once()
    {
        ReleaseNotes notes = Read(
            new NoteCommit(Id('a'), "fix: round prices", "Fixes #7", PatchId: "p1"), new NoteCommit(Id('b'), "fix: round prices", "", PatchId: "p1"), new NoteCommit(Id('c'), "fix: round prices", "", PatchId: "p2"),
            new NoteCommit(Id('d'), "feat: gifts (#41)", ""), new NoteCommit(Id('e'), "feat: gifts (#41)", ""), new NoteCommit(Id('f'), "feat: wrapping (#41)", ""));

        Assert.Equal(["gifts ad", "wrapping f", "round prices ab", "round prices c"], notes.Entries.Select(entry => $"{entry.Text} {string.Concat(entry.Commits.Select(commit => commit[0]))}").Select(text => text.Replace("gifts de", "gifts ad", StringComparison.Ordinal)));
        Assert.Equal(["7"], notes.Entries[2].Issues);
    }

    [Theory]
    [InlineData("Merge pull request #42 from shop/gifts", "feat(basket): gifts", "42")]
    [InlineData("Merge pull request #42 from shop/gifts", "\nfeat(basket): gifts\n\nCloses #7", "42")]
    [InlineData("Merge branch 'gifts' into 'main'", "feat(basket): gifts\n\nCloses #7\n\nSee merge request shop/greeter!42", "42")]
    public void A_merge_that_carries_the_title_of_a_pull_request_is_no_commit_lost(string subject, string body, string number)
    {
        var merge = new NoteCommit(Id('c'), subject, body);

        ReleaseNotes notes = Read(merge, new NoteCommit(Id('b'), "wip 2", ""), new NoteCommit(Id('a'), "wip 1", ""));

        Assert.Equal([(NoteSection.Features, "gifts"), (NoteSection.Other, "wip 2"), (NoteSection.Other, "wip 1")], notes.Entries.Select(entry => (entry.Section, entry.Text)));
        Assert.Equal([number], notes.Entries[0].PullRequests);
        Assert.Equal("gifts", Assert.Single(Read(merge, new NoteCommit(Id('a'), "feat(basket): gifts", "")).Entries).Text);
        Assert.Equal("feat", CommitMessage.Parse(subject, body).Type);
    }

    [Theory]
    [InlineData("Merge pull request #42 from shop/gifts", "Gifts, at last")]
    [InlineData("Merge branch 'gifts' into 'main'", "feat: gifts")]
    [InlineData("Merge branch 'main' of forge.example:shop", "")]
    public void A_merge_without_one_says_nothing(string subject, string body) => Assert.Empty(Read(new NoteCommit(Id('b'), subject, body)).Entries);

    [Fact]
    public void Notes_that_are_sealed_name_every_setting_and_say_nothing_of_what_is_open()
    {
        Manifest manifest = Facts.Manifest("1.0.0") with { Services = [new PackagedService { Name = "shop", EntryPoint = "Shop.dll", Configuration = [new ConfigurationKey("Shop__Title"), new ConfigurationKey("KEY", Secret: true)] }], Migrations = [Drop] };

        ReleaseNotes notes = ReleaseNotes.Of(new NotesFacts { Application = "shop", Version = "1.0.0", Commits = [], IsSealed = true, Manifest = manifest, Before = manifest with { Migrations = [] } });

        Assert.Equal(["KEY (secret)", "Shop__Title"], notes.AllSettings);
        Assert.Equal(["0002-drop"], notes.Migrations.Select(migration => migration.Id));
        Assert.Equal("There is no way back behind 0002-drop: mend and go forward.", notes.WayBack);
        Assert.Contains("./build.sh Notes --audience support names what is open by now", NotesText.Support(notes), StringComparison.Ordinal);
        Assert.Contains("- `KEY (secret)`\n- `Shop__Title`\n", NotesText.Operators(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_way_back_of_a_package_follows_from_what_it_brings()
    {
        Assert.Equal(new RollbackPlan("forward", "none"), RollbackPlan.Of([Drop]));
        Assert.Equal(new RollbackPlan("previous-deployment", "orders of the day, names"), RollbackPlan.Of([Drop with { Phase = MigrationPhase.Migrate, DataLoss = "orders of the day" }, Drop with { Phase = MigrationPhase.Expand, DataLoss = "names" }]));
        Assert.Equal(new RollbackPlan(), RollbackPlan.Of([]));
    }

    private static Migration Drop => new("0002-drop", MigrationPhase.Contract, "name", "migrations/0002-drop.sql", Facts.Id('d'));

    [Fact]
    public void A_merge_says_nothing_of_its_own() =>
        Assert.Equal(["gifts"], Read(new NoteCommit(Id('b'), "Merge pull request #41 from shop/gifts", "feat: gifts"), new NoteCommit(Id('a'), "feat: gifts", "")).Entries.Select(entry => entry.Text));

    [Fact]
    public void A_text_in_the_repository_takes_the_place_of_a_message_or_leaves_it_out()
    {
        NoteCommit first = new(Id('a'), "oops", ""), second = new(Id('b'), "feat: secret plan", ""), third = new(Id('c'), "fix: kept", "");
        var overrides = new Dictionary<string, string> { [Id('a')[..7]] = "feat: gifts\n\n---\nfix!: no stamps\n\nBREAKING CHANGE: use cards\n", [Id('b')] = "\n" }.ToImmutableSortedDictionary();

        ReleaseNotes notes = ReleaseNotes.Of(new NotesFacts { Application = "shop", Version = "1.0.0", Commits = [third, second, first], Overrides = overrides });

        Assert.Equal(["Breaking no stamps True use cards", "Features gifts True ", "Fixes kept False "], notes.Entries.Select(entry => $"{entry.Section} {entry.Text} {entry.IsOverridden} {entry.Migration}"));
    }

    [Property]
    public Property No_living_commit_is_ever_lost() =>
        Prop.ForAll(Gen.Choose(0, 7).ListOf().ToArbitrary(), kinds =>
        {
            NoteCommit[] commits = [.. kinds.Select((kind, index) => new NoteCommit($"{index:x8}{new string('0', 32)}", Subjects[kind], kind == 6 ? $"This reverts commit {Math.Max(0, index - 1):x8}." : "", null))];
            string[] told = [.. Read(commits).Entries.SelectMany(entry => entry.Commits)];
            string[] living = [.. VersionDecider.Living([.. commits.Select(commit => new VersionCommit(commit.Id, commit.Subject, commit.Body))]).Where(commit => !commit.Subject.StartsWith("Merge ", StringComparison.Ordinal)).Select(commit => commit.Id)];
            return told.Order().SequenceEqual(living.Order());
        });

    [Fact]
    public void Settings_flags_and_migrations_are_those_that_are_new()
    {
        static Manifest Of(string[] keys, params Migration[] migrations) => Facts.Manifest() with
        {
            Services = [new PackagedService { Name = "shop", EntryPoint = "Shop.dll", Configuration = [.. keys.Select(key => new ConfigurationKey(key, Required: key[0] != '?'))] }], Migrations = [.. migrations],
        };
        Migration old = new("1", MigrationPhase.Expand, "name", "m/1.sql", Id('a')), lossy = old with { Id = "2", Phase = MigrationPhase.Migrate, DataLoss = "today's orders" };

        ReleaseNotes notes = ReleaseNotes.Of(new NotesFacts { Application = "shop", Version = "1.0.0", Commits = [], Before = Of(["A", "B"], old), Manifest = Of(["B", "?C"], old, lossy) });

        Assert.Equal(["?C (optional)"], notes.NewSettings);
        Assert.Equal(["A"], notes.OldSettings);
        Assert.Equal([lossy], notes.Migrations);
        Assert.Equal("Rollback returns to the release before; lost is today's orders.", notes.WayBack);
    }

    private static readonly string[] Subjects = ["feat: a", "fix: b", "c", "docs: d", "feat!: e", "perf: f", "Revert \"x\"", "Merge branch 'y'"];

    private static ReleaseNotes Read(params NoteCommit[] newestFirst) => ReleaseNotes.Of(new NotesFacts { Application = "shop", Version = "1.0.0", Commits = [.. newestFirst] });

    private static NoteCommit Revert(char id, string subject, char reverted) => new(Id(id), subject, $"This reverts commit {Id(reverted)}.");

    private static string Id(char letter) => new(letter, 40);
}
