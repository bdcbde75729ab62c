using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

public sealed class SecondRepositoryTests(GreeterRepository greeter)
{
    [Fact]
    public async Task A_strangers_repository_releases_promotes_and_takes_back()
    {
        Site home = greeter.Home;
        greeter.FirstRelease.Expect(0, $"http://127.0.0.1:{home.PortOf("staging")}/", "Next: ./build.sh Promote --environment production");
        StatusAnswer status = await home.StatusAsync();
        Assert.Null(status.In("production").Release);
        await home.ServesAsync("staging", greeter.FirstPackage);
        AssertRunsSealedBytes(home, status.In("staging").Services.Single().Pid, greeter.FirstPackage);

        string sources = Path.Combine(greeter.Root, "src");
        string[] gone = [sources, .. Outputs("build"), .. Outputs(Path.Combine("tests", "Greeter.Tests"))];
        string away = Directory.CreateDirectory(Path.Combine(greeter.Slipway.Folder, "away")).FullName;
        for (int index = 0; index < gone.Length; index++)
            Directory.Move(gone[index], Path.Combine(away, $"{index}"));
        (await home.RunAsync("Promote", "--environment", "production")).Expect(0, "production serves");
        for (int index = 0; index < gone.Length; index++)
            Directory.Move(Path.Combine(away, $"{index}"), gone[index]);
        await home.ServesAsync("production", greeter.FirstPackage);
        Assert.Equal("Hello Ada, first release", await home.AskAsync("production", "/hello/Ada"));
        // The version is said, for other stories tag this commit with others.
        (await home.RunAsync("Release", "--version", status.In("staging").Release!.Version, "--skip", "Restore", "Compile", "Test")).Expect(0, "already live", "It serves production too");
        await home.ServesAsync("staging", greeter.FirstPackage);

        string motto = Path.Combine(sources, "Greeter", "Motto.cs");
        await File.WriteAllTextAsync(motto, (await File.ReadAllTextAsync(motto, TestContext.Current.CancellationToken)).Replace("first", "second", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await greeter.CommitAsync("feat: another motto");
        (await home.RunAsync("Release")).Expect(0);
        string second = (await home.StatusAsync()).In("staging").Release!.PackageId;
        Assert.NotEqual(greeter.FirstPackage, second);
        await home.ServesAsync("production", greeter.FirstPackage);

        (await home.RunAsync("Promote", "--environment", "production")).Expect(0);
        await home.ServesAsync("production", second);
        Assert.Equal(greeter.FirstPackage, (await home.StatusAsync()).In("production").Previous?.PackageId);
        Assert.Equal("Hello Ada, second release", await home.AskAsync("production", "/hello/Ada"));

        (await home.RunAsync("Rollback", "--environment", "production", "--reason", "the motto is wrong")).Expect(0, "again");
        await home.ServesAsync("production", greeter.FirstPackage);
        await home.ServesAsync("staging", second);
        Assert.True((await home.StatusAsync()).In("production").Pinned);
        Assert.Equal("Hello Ada, first release", await home.AskAsync("production", "/hello/Ada"));
        (await home.RunAsync("Audit", "--verify")).Expect(0, "chain unbroken");
    }

    [Fact]
    public async Task A_clone_in_another_folder_seals_the_same_package()
    {
        Soak.OrSkip("compiles a second build program");
        await using Site clone = await greeter.CloneAsync();
        string commit = await greeter.GitAsync("rev-list", "--max-parents=0", "HEAD");
        await RunGitAsync(clone, "checkout", "-q", "-B", "main", commit);

        // Other stories tag that commit in the repository that was cloned; when the first package was made it had no tag.
        foreach (string tag in (await RunGitAsync(clone, "tag", "--list")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            await RunGitAsync(clone, "tag", "-d", tag);

        (await clone.RunAsync("Package", "--skip", "Restore", "Compile", "Test")).Expect(0);

        Assert.Equal([greeter.FirstPackage], clone.Packages());
    }

    private static async Task<string> RunGitAsync(Site clone, params string[] words)
    {
        await using Launch git = Launch.Start(clone.Root, new Dictionary<string, string>(), ["git", .. words]);
        return (await git.EndAsync()).Expect(0).Output;
    }

    [Fact]
    public void One_package_holds_the_engine_and_the_front_door_and_asks_for_nothing_of_ours()
    {
        using ZipArchive package = ZipFile.OpenRead(greeter.PackageFile);
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];
        string[] projects = ["Slipway", "Slipway.Delivery", "Slipway.Deployers", "Slipway.Execution", "Slipway.GitHub", "Slipway.Processes", "Slipway.Releases", "Slipway.Reports", "Slipway.Targets", "Slipway.Tools", "Slipway.Vocabulary"];

        Assert.Equal(
            projects.SelectMany(project => new[] { $"lib/net10.0/{project}.dll", $"lib/net10.0/{project}.xml" }).Order(StringComparer.Ordinal),
            files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["LICENSE", "README.md", "build/Slipway.props", "build/Slipway.targets", "tools/edge/Slipway.Edge.deps.json", "tools/edge/Slipway.Edge.dll", "tools/edge/Slipway.Edge.runtimeconfig.json", "tools/edge/Slipway.Vocabulary.dll", "tools/edge/System.IO.Hashing.dll", "tools/edge/Yarp.ReverseProxy.dll"],
            files.Where(file => file.StartsWith("build", StringComparison.Ordinal) || file.StartsWith("tools/edge/", StringComparison.Ordinal) || file is "LICENSE" or "README.md").Order(StringComparer.Ordinal));
        Assert.Equal(projects.Select(project => $"{project}.dll").Order(StringComparer.Ordinal), files.Where(file => file.StartsWith("tools/native/linux-x64/Slipway/", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using Stream nuspec = package.GetEntry("Slipway.nuspec")!.Open();
        Assert.Equal(
            ["Docker.DotNet", "Microsoft.VisualStudio.SolutionPersistence", "NJsonSchema", "Newtonsoft.Json", "NodaTime", "NuGet.Versioning", "Octokit", "Serilog"],
            XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value).Order(StringComparer.Ordinal));
    }

    private IEnumerable<string> Outputs(string project) =>
        new[] { "bin", "obj" }.Select(name => Path.Combine(greeter.Root, project, name)).Where(Directory.Exists);

    private static void AssertRunsSealedBytes(Site site, int pid, string packageId)
    {
        string mapped = File.ReadLines($"/proc/{pid}/maps").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]).First(path => path.EndsWith("/Greeter.dll", StringComparison.Ordinal));
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(site.State, "packages", packageId, "manifest.json")));
        string? promised = manifest.RootElement.GetProperty("artifacts").EnumerateArray().Single(file => file.GetProperty("path").GetString() == "services/greeter/Greeter.dll").GetProperty("sha256").GetString();

        Assert.Equal(promised, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(mapped))));
    }
}
