namespace Slipway.Scenarios.Support;

/// <summary>Repositories that lie beside these tests as files, copied to a folder of their own under git and given the packed Slipway.</summary>
internal static class WrittenRepository
{
    /// <summary>Copies one; gives its folder.</summary>
    public static async Task<string> CopyAsync(GreeterRepository greeter, string name, string folder)
    {
        string root = Path.Combine(greeter.Slipway.Folder, folder);
        Folders.Copy(Path.Combine(Paths.Source, "tests", "Slipway.Scenarios", name), root);
        File.Copy(Path.Combine(Paths.Source, "build.sh"), Path.Combine(root, "build.sh"));
        string project = Path.Combine(root, "build", "_build.csproj");
        await File.WriteAllTextAsync(project, (await File.ReadAllTextAsync(project)).Replace("the-feed", greeter.Slipway.Feed, StringComparison.Ordinal).Replace("0.0.0-the-version", greeter.Slipway.Version, StringComparison.Ordinal));
        await GitAsync(root, "init", "-q", "-b", "main");
        await GitAsync(root, "add", "-A");
        await GitAsync(root, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", "feat: begin");
        return root;
    }

    private static async Task GitAsync(string root, params string[] words)
    {
        await using Launch git = Launch.Start(root, new Dictionary<string, string>(), ["git", .. words]);
        (await git.EndAsync()).Expect(0);
    }
}
