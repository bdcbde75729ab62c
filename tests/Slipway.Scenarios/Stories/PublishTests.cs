using System.Text.Json;
using Slipway.Fakes;
using Slipway.Fakes.Feeds;
using Slipway.Fakes.Forge;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>A release reaches a folder, a feed and a forge by the command line, also where the command is killed on its way.</summary>
[Collection(nameof(Alone))]
public sealed class PublishTests(GreeterRepository greeter)
{
    private const string KeyName = "FEED_KEY";

    [Fact]
    public async Task A_release_is_published_whole_or_gone_on_with()
    {
        Soak.OrSkip("seals, promotes, publishes and kills what publishes");
        using var feed = new ServedFeed();
        using var forge = new ServedGitHub();
        await using Site site = greeter.Empty();
        string folder = Path.Combine(site.State, "published");
        var shops = new Dictionary<string, string> { ["GREETER_SHOPS"] = $"{folder} {feed.Index} {forge.Api}", [KeyName] = ServedFeed.Key, ["GITHUB_TOKEN"] = ServedGitHub.Token };

        (await site.RunWithAsync([], "Publish")).Expect(2, "SLP4301", "Destinations");
        (await site.RunWithAsync(shops, "Publish")).Expect(3, "SLP4311", "./build.sh Promote --environment production");
        (await site.RunWithAsync(shops, "Release")).Expect(0);
        (await site.RunWithAsync(shops, "Promote", "--environment", "production")).Expect(0);
        (await site.RunWithAsync(shops, "Publish", "--plan")).Expect(0, "site         – nothing", "nuget        – nothing", "github       – nothing", "Next: ./build.sh Publish");
        Assert.Equal((0, 0, false), (feed.Packages.Count, forge.Releases.Count, Directory.Exists(folder)));
        (await site.RunWithAsync(new(shops) { ["GITHUB_TOKEN"] = "" }, "Publish")).Expect(2, "SLP4401", "export GITHUB_TOKEN");

        int kills = await KillAsync(site, shops, forge);
        Ended ended = (await site.RunWithAsync(shops, "Publish")).Expect(0, "is published; every file was read back");

        ServedRelease release = Assert.Single(forge.Releases);
        Assert.Equal((false, await greeter.GitAsync("rev-parse", "HEAD")), (release.IsDraft, release.Commit));
        string version = release.Tag.TrimStart('v');
        string[] names = [.. Directory.GetFiles(Path.Combine(folder, version)).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal([$"Greetings.{version}.nupkg", "SHA256SUMS", $"greeter-{version}.package.tar", "manifest.json", "notes.md"], names);
        Assert.Equal(names, forge.ShownWith[release.Tag]);
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(folder, version, name)), forge.Seen(release.Tag)![name]));
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, version, names[0])), feed.Packages[$"Greetings/{version}"]);
        await using (Launch sums = Launch.Start(Path.Combine(folder, version), new Dictionary<string, string>(), "sha256sum", "--check", "--strict", "SHA256SUMS"))
            (await sums.EndAsync()).Expect(0);

        (await site.RunWithAsync(shops, "Publish")).Expect(0, "was published already");
        JsonElement plan = JsonDocument.Parse((await site.RunWithAsync(shops, "Publish", "--plan", "--json")).Expect(0).Output).RootElement;
        Assert.True(plan.GetProperty("done").GetBoolean());
        (await site.RunWithAsync(shops, "Status")).Expect(0, "● published");
        (await site.RunWithAsync(shops, "Show")).Expect(0, "● published");
        (await site.RunWithAsync(shops, "Audit", "--verify")).Expect(0);
        string told = string.Join('\n', site.Ledger()) + ended.All;
        Assert.All(new[] { ServedFeed.Key, ServedGitHub.Token, folder }, secret => Assert.DoesNotContain(secret, string.Join('\n', site.Ledger()), StringComparison.Ordinal));
        Assert.DoesNotContain(ServedGitHub.Token, string.Join('\n', site.Ledger()) + ended.All, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(folder, version, "notes.md"), "others", TestContext.Current.CancellationToken);
        (await site.RunWithAsync(shops, "Publish")).Expect(3, "SLP4303", "notes.md is at site with other content");
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills");
    }

    // kill -9 in the middle of a request to the forge, at ever later ones.
    private static async Task<int> KillAsync(Site site, Dictionary<string, string> shops, ServedGitHub forge)
    {
        int kills = 0;
        foreach (int at in new[] { 2, 5, 8, 11, 14 })
        {
            Launch? running = null;
            int first = forge.Requests;
            forge.Asked = number =>
            {
                if (number - first == at)
                    running!.Kill();
            };
            running = site.Start(shops, ["Publish"]);
            Ended ended = await running.EndAsync();
            forge.Asked = _ => { };
            await running.DisposeAsync();
            if (ended.ExitCode == 137)
                kills++;
        }

        Assert.True(kills >= 3, $"{kills} kills");
        return kills;
    }
}
