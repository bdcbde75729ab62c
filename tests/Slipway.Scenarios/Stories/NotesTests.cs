using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Release notes as people ask for them.</summary>
public sealed class NotesTests(GreeterRepository greeter)
{
    [Fact]
    public async Task Notes_are_told_to_whom_they_are_for_since_what_they_know()
    {
        Soak.OrSkip("a long story of many processes");
        await using Site shared = await greeter.OpenAsync();
        Site site = shared.SeenFrom((await greeter.CloneAsync()).Root); // what is written here must not lie in the others' source

        (await site.RunAsync("Notes")).Expect(0, "# greeter 0.");
        (await site.RunAsync("Notes", "--audience", "operators")).Expect(0, "for operators", "## Way back");
        (await site.RunAsync("Notes", "--json")).Expect(0, "\"schema\": 1", "\"entries\": [");
        (await site.RunAsync("Notes", "--environment", "staging")).Expect(0, "live in staging");
        (await site.RunAsync("Notes", "--audience", "custmers")).Expect(2, "SLP1661", "did you mean customers?");
        (await site.RunAsync("Notes", "--environment", "production")).Expect(3, "SLP1662", "nothing is live in production");

        string file = Path.Combine(site.Root, "notes.md");
        (await site.RunAsync("Notes", "--audience", "support", "--export", file)).Expect(0, file);
        Assert.Contains(" for support", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await site.RunAsync("Notes", "--export", "notes.doc")).Expect(2, "SLP1664");
        (await site.RunAsync("Notes", "--changelog")).Expect(0, "CHANGELOG.md");
        Assert.StartsWith("# Changelog\n\n## 0.", await File.ReadAllTextAsync(Path.Combine(site.Root, "CHANGELOG.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_request_is_checked_by_the_reader_of_the_notes()
    {
        Soak.OrSkip("a long story of many processes");
        await using Site shared = await greeter.OpenAsync();
        Site site = shared.SeenFrom((await greeter.CloneAsync()).Root);
        string body = Path.Combine(site.Root, "body.md");
        await File.WriteAllTextAsync(body, "Text.\n\nBREAKING CHANGE: call /v2\n", TestContext.Current.CancellationToken);

        (await site.RunAsync("Notes", "--lint", "feat(api)!: drop v1", "--body", body)).Expect(0, "feat in api, breaking: drop v1");
        (await site.RunAsync("Notes", "--lint", "feat(api)!: drop v1")).Expect(0, "what users have to do is not said");
        (await site.RunAsync("Notes", "--lint", "feat: a", "--body", "nowhere.md")).Expect(2, "SLP1667", "nowhere.md");
        (await site.RunAsync("Notes", "--lint", "Drop v1")).Expect(3, "SLP1665", "no conventional commit");
        (await site.RunAsync("Notes", "--lint", "feat: drop v1", "--body", body)).Expect(3, "SLP1666", "feat!: drop v1");
    }

    [Fact]
    public async Task What_is_live_and_not_in_this_clone_cannot_be_counted_from()
    {
        Soak.OrSkip("a long story of many processes");
        await using Site site = await greeter.OpenAsync();
        Site clone = await greeter.CloneAsync();
        Site stranger = site.SeenFrom(clone.Root);
        // Other stories tag what they promote, and a tag keeps a history alive.
        Directory.Delete(Path.Combine(clone.Root, ".git", "refs", "tags"), recursive: true);
        Directory.CreateDirectory(Path.Combine(clone.Root, ".git", "refs", "tags"));
        File.Delete(Path.Combine(clone.Root, ".git", "packed-refs"));
        foreach (string[] words in new[] { new[] { "checkout", "-q", "--orphan", "other" }, ["commit", "-q", "-m", "feat: another history"], ["branch", "-q", "-D", "main"], ["reflog", "expire", "--expire=now", "--all"], ["remote", "remove", "origin"], ["gc", "-q", "--prune=now"] })
        {
            await using Launch git = Launch.Start(clone.Root, new Dictionary<string, string>(), ["git", "-c", "user.name=ada", "-c", "user.email=ada@example.org", .. words]);
            _ = await git.EndAsync();
        }

        (await stranger.RunAsync("Notes", "--environment", "staging")).Expect(7, "SLP1663", "git fetch --unshallow --tags");
    }
}
