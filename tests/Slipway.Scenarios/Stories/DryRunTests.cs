using System.Security.Cryptography;
using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary><c>--dry-run</c> says what would be done, and does none of it.</summary>
public sealed class DryRunTests(GreeterRepository greeter)
{
    [Fact]
    public async Task A_dry_run_changes_not_one_file()
    {
        Soak.OrSkip("runs every verb dry");
        await using Site site = await greeter.CloneAsync();
        await greeter.FillAsync(site);
        (await site.RunAsync("Stage", "--package", greeter.SecondPackage)).Expect(0);
        SortedDictionary<string, string> before = Files(site);

        (await site.RunAsync("Release", "--dry-run")).Expect(0, "Compile", "Stage", "dotnet build");
        AssertSame(before, site);
        (await site.RunAsync("Promote", "--dry-run", "--environment", "production")).Expect(0, "production", "switch");
        AssertSame(before, site);
        (await site.RunAsync("Rollback", "--dry-run", "--environment", "staging", "--reason", "look first")).Expect(0, "staging", "switch");
        AssertSame(before, site);

        await site.ServesAsync("staging", greeter.SecondPackage);
    }

    private static void AssertSame(SortedDictionary<string, string> before, Site site)
    {
        SortedDictionary<string, string> after = Files(site);
        Assert.Equal([], before.Except(after).Concat(after.Except(before)).Select(pair => pair.Key).Distinct());
    }

    // Size, time and content of every file of the repository, git's own and the state within it included; what the launcher compiled is left out, and sockets have no content.
    private static SortedDictionary<string, string> Files(Site site)
    {
        string temporary = Path.Combine(site.Root, ".nuke", "temp") + Path.DirectorySeparatorChar;
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(site.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
        {
            if (!path.StartsWith(temporary, StringComparison.Ordinal) && Path.GetExtension(path) != ".sock")
                files.Add(path, $"{new FileInfo(path).Length} bytes, {File.GetLastWriteTimeUtc(path):O}, {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}");
        }

        return files;
    }
}
