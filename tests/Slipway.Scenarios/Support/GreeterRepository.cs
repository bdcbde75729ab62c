[assembly: AssemblyFixture(typeof(Slipway.Scenarios.Support.GreeterRepository))]

namespace Slipway.Scenarios.Support;

/// <summary>Somebody else's repository: a solution, a service and tests of another shape, which adopted Slipway with three files. Released once; a second package is sealed.</summary>
public sealed class GreeterRepository : IAsyncLifetime
{
    public const string Second = "0.9.0";

    private readonly PackedSlipway _slipway = new();
    private int _sites;

    internal PackedSlipway Slipway => _slipway;

    internal string PackageFile => _slipway.File;

    internal string Root => Path.Combine(_slipway.Folder, "greeter");

    internal Site Home { get; private set; } = null!; // set before any test runs

    internal Ended FirstRelease { get; private set; } = null!; // set before any test runs

    internal string FirstPackage { get; private set; } = "";

    internal string SecondPackage { get; private set; } = "";

    private string Template => Path.Combine(_slipway.Folder, "template");

    public async ValueTask InitializeAsync()
    {
        await _slipway.PackAsync();
        Folders.Copy(Paths.Repository, Root);
        File.Copy(Path.Combine(Paths.Source, "build.sh"), Path.Combine(Root, "build.sh"));
        string project = Path.Combine(Root, "build", "_build.csproj");
        await File.WriteAllTextAsync(project, (await File.ReadAllTextAsync(project)).Replace("the-feed", _slipway.Feed, StringComparison.Ordinal).Replace("0.0.0-the-version", _slipway.Version, StringComparison.Ordinal));
        await GitAsync("init", "-q", "-b", "main");
        await GitAsync("config", "user.name", "Ada"); // whoever runs the tests is nobody of the policies in them
        await GitAsync("config", "user.email", "ada@example.org");
        await CommitAsync("feat: greet\n\nCloses #1");
        Home = new Site(Root, Path.Combine(_slipway.Folder, "home"));
        FirstRelease = await Home.RunAsync("Release");
        FirstRelease.Expect(0);
        FirstPackage = (await Home.StatusAsync()).In("staging").Release!.PackageId;
        (await Home.RunAsync("Package", "--version", Second, "--skip", "Restore", "Compile", "Test")).Expect(0);
        SecondPackage = Home.Packages().Single(id => id != FirstPackage);
        Folders.Copy(Path.Combine(Home.State, "packages"), Path.Combine(Template, "packages"));
        foreach (string file in Directory.EnumerateFiles(Home.State, "ledger.jsonl*"))
            File.Copy(file, Path.Combine(Template, Path.GetFileName(file)));
    }

    /// <summary>A state of its own in which the first release is staged and the second package only sealed; everything is up.</summary>
    internal async Task<Site> OpenAsync(bool inProduction = false)
    {
        Site site = Empty();
        await FillAsync(site);
        if (inProduction)
            (await site.RunAsync("Promote", "--environment", "production")).Expect(0);
        return site;
    }

    /// <summary>Fills an empty state as <see cref="OpenAsync"/> does.</summary>
    internal async Task FillAsync(Site site)
    {
        Folders.Copy(Template, site.State);
        (await site.RunAsync("Up")).Expect(0);
    }

    /// <summary>A state of its own with nothing in it.</summary>
    internal Site Empty() => new(Root, Path.Combine(_slipway.Folder, $"site{Interlocked.Increment(ref _sites)}"));

    internal string NewState(out Site site) => (site = Empty()).State;

    /// <summary>Another clone of the repository, with a state of its own.</summary>
    internal async Task<Site> CloneAsync()
    {
        string name = $"clone{Interlocked.Increment(ref _sites)}";
        string root = Path.Combine(_slipway.Folder, "elsewhere", name);
        await GitAsync("clone", "-q", Root, root);
        return new Site(root, Path.Combine(root, ".nuke", "state"));
    }

    internal async Task CommitAsync(string message)
    {
        await GitAsync("add", "-A");
        await GitAsync("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", message);
    }

    internal async Task<string> GitAsync(params string[] words)
    {
        await using Launch git = Launch.Start(Root, new Dictionary<string, string>(), ["git", .. words]);
        return (await git.EndAsync()).Expect(0).Output.Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await Home.DisposeAsync();
        _slipway.Delete();
    }
}
