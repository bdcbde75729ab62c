using System.Net;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Services as strangers have them: the web and Blazor templates untouched, a Razor class library, a localised worker in a single file, and a program in another language.</summary>
public sealed class AnyServiceTests(GreeterRepository greeter)
{
    private static readonly string[] Templates = ["webapp", "Web", "blazor", "Live"];

    // Four projects are published, each of them a restore, a compilation and a compression.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(12);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_published_is_what_runs_and_two_folders_give_the_same_bytes()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SLIPWAY_SHAPES") is { Length: > 0 }, "publishes five programs twice; ./build.sh Shapes runs it");
        string root = await MakeAsync();
        await using var site = new Site(root, Path.Combine(root, ".nuke", "state"));
        (await RunAsync(site, "Release")).Expect(0, "hand-over     done", "migrate       done");
        string first = (await site.StatusAsync()).In("staging").Release!.PackageId;

        Assert.Contains("</html>", await site.AskAsync("staging", "/"), StringComparison.Ordinal);
        Assert.Contains(first, await site.AskAsync("staging", "/api/hello"), StringComparison.Ordinal);
        Assert.Contains("of a library", await site.AskAsync("staging", "/_content/Parts/parts.js"), StringComparison.Ordinal);
        foreach (string path in new[] { "/_framework/blazor.web.js", "/Web.styles.css", "/lib/bootstrap/dist/css/bootstrap.min.css" })
            Assert.Equal((path, HttpStatusCode.OK, "br"), await CompressedAsync(site, path));
        Assert.Equal("healthy", (await site.StatusAsync()).In("staging").Health);

        string other = Path.Combine(greeter.Slipway.Folder, "else where", "any");
        await GitAsync(greeter.Slipway.Folder, "clone", "-q", root, other);
        await using var clone = new Site(other, Path.Combine(other, ".nuke", "state"));
        (await RunAsync(clone, "Package", "--skip", "Restore", "Compile", "Test")).Expect(0);
        AssertSame(site, clone);
        Assert.Equal([first], clone.Packages());

        await File.AppendAllTextAsync(Path.Combine(root, "api", "server.py"), "\n", Cancellation);
        await GitAsync(root, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-a", "-m", "feat: another line");
        (await RunAsync(site, "Release")).Expect(0);
        (await site.RunAsync("Rollback", "--environment", "staging", "--reason", "the line was fine")).Expect(0);
        Assert.Contains(first, await site.AskAsync("staging", "/api/hello"), StringComparison.Ordinal);
        AssertWorkedInTurn(site);
    }

    // Every file that differs is named: an id alone tells nobody what to mend.
    private static void AssertSame(Site one, Site other)
    {
        string[] folders = [Path.Combine(one.State, "packages", one.Packages().Single()), Path.Combine(other.State, "packages", other.Packages().Single())];
        string[] files = [.. folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))).Distinct()];
        string[] different =
        [
            .. files.Where(file => !folders.All(folder => File.Exists(Path.Combine(folder, file)))
                || !File.ReadAllBytes(Path.Combine(folders[0], file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folders[1], file)))),
        ];
        Assert.True(different.Length == 0, string.Join('\n', different));
    }

    private static void AssertWorkedInTurn(Site site)
    {
        string data = Path.Combine(site.State, "environments", "staging", "data", "mailer");
        List<string> turns = [];
        foreach (string package in File.ReadLines(Path.Combine(data, "work")))
        {
            if (turns.Count == 0 || turns[^1] != package)
                turns.Add(package);
        }

        string[] migrated = File.ReadAllLines(Path.Combine(data, "schema"));
        Assert.Equal(2, migrated.Length);
        Assert.Equal([migrated[0], migrated[1], migrated[0]], turns);
    }

    private static async Task<(string Path, HttpStatusCode Status, string? Encoding)> CompressedAsync(Site site, string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AutomaticDecompression = DecompressionMethods.None });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{site.PortOf("staging")}{path}");
        request.Headers.AcceptEncoding.ParseAdd("br");
        using HttpResponseMessage answer = await client.SendAsync(request, Cancellation);
        return (path, answer.StatusCode, answer.Content.Headers.ContentEncoding.SingleOrDefault());
    }

    private static async Task<Ended> RunAsync(Site site, params string[] words)
    {
        await using Launch launch = site.Start(words);
        return await launch.EndAsync(Patience);
    }

    private async Task<string> MakeAsync()
    {
        string root = await WrittenRepository.CopyAsync(greeter, "AnyService", "any");
        for (int index = 0; index < Templates.Length; index += 2)
        {
            await using Launch template = Launch.Start(root, new Dictionary<string, string>(), "dotnet", "new", Templates[index], "-n", Templates[index + 1], "-o", $"src/{Templates[index + 1]}", "--no-restore");
            (await template.EndAsync()).Expect(0);
        }

        await GitAsync(root, "add", "-A");
        await GitAsync(root, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", "feat: the templates");
        return root;
    }

    private static async Task GitAsync(string folder, params string[] words)
    {
        await using Launch git = Launch.Start(folder, new Dictionary<string, string>(), ["git", .. words]);
        (await git.EndAsync()).Expect(0);
    }
}
