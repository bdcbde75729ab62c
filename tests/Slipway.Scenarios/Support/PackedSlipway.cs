namespace Slipway.Scenarios.Support;

/// <summary>The Slipway package in a folder feed, packed once per run under a version nobody used before, so that no cache holds an older one.</summary>
internal sealed class PackedSlipway
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("slipway-scenarios-").FullName;

    public string Feed => Path.Combine(Folder, "feed");

    public string Version { get; } = $"0.0.0-test.{DateTime.UtcNow.Ticks}.{Environment.ProcessId}";

    public string File => Path.Combine(Feed, $"Slipway.{Version}.nupkg");

    public async Task PackAsync()
    {
        await using Launch pack = Launch.Start(
            Paths.Source, new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false" },
            "dotnet", "pack", "src/Slipway/Slipway.csproj", "--no-build", "-c", Paths.Configuration, $"-p:Version={Version}", "-o", Feed, "-nologo", "-v:quiet", "-tl:off");
        (await pack.EndAsync()).Expect(0);
    }

    public void Delete()
    {
        Directory.Delete(Folder, recursive: true);
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string cached = Path.Combine(packages, "slipway", Version);
        if (Directory.Exists(cached))
            Directory.Delete(cached, recursive: true);
    }
}
