using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>A key that slipped into a service: found in the source and in the package, and repeated nowhere.</summary>
public sealed class ScanTests(GreeterRepository greeter)
{
    // Put together here, so that a scan of this repository does not find it.
    private const string Header = "-----BEGIN " + "PRIVATE KEY-----";
    private const string Body = "MIIBVgIBADANBgkqhkiG9w0BAQEFAASCAUAwggE8";

    [Fact]
    public async Task A_planted_key_is_found_in_source_and_package_and_shown_nowhere()
    {
        Soak.OrSkip("compiles and tests for real");
        await using Site clone = await greeter.CloneAsync();
        string motto = Path.Combine(clone.Root, "src", "Greeter", "Motto.cs");
        await File.AppendAllTextAsync(motto, $"\ninternal static class Planted\n{{\n    public static string Key() => \"{Header} {Body}\";\n}}\n", TestContext.Current.CancellationToken); // whatever other stories made of the file
        string web = Directory.CreateDirectory(Path.Combine(clone.Root, "src", "Greeter", "wwwroot")).FullName;
        await File.WriteAllTextAsync(Path.Combine(web, "motto.txt"), $"hello\n{Header}\n{Body}\n", TestContext.Current.CancellationToken);

        Ended source = (await clone.RunAsync("Scan")).Expect(0, "secrets          2 findings", "of the source (no package of it is sealed)");
        string first = Assert.Single(clone.Ledger(), line => line.Contains("\"kind\":\"secrets\"", StringComparison.Ordinal));
        Assert.Matches("src/Greeter/Motto\\.cs:\\d+: private key\\\\nsrc/Greeter/wwwroot/motto\\.txt:2: private key\"", first); // other stories add lines to the file
        Assert.Contains(clone.Ledger(), line => line.Contains("\"kind\":\"lock-files\"", StringComparison.Ordinal) && line.Contains("src/Greeter: no lock file", StringComparison.Ordinal));
        Assert.Contains(clone.Ledger(), line => line.Contains("\"kind\":\"licences\"", StringComparison.Ordinal) && line.Contains("\\tApache-2.0", StringComparison.Ordinal));

        Ended package = (await clone.RunAsync("Package", "--skip", "Restore", "Compile", "Test")).Expect(0);
        Ended sealedScan = (await clone.RunAsync("Scan")).Expect(0, $"of package {clone.Packages().Single()[..12]}");
        string second = clone.Ledger().Last(line => line.Contains("\"kind\":\"secrets\"", StringComparison.Ordinal));
        Assert.Contains("services/greeter/Greeter.dll:byte ", second, StringComparison.Ordinal);
        Assert.Contains("services/greeter/wwwroot/motto.txt:2: private key", second, StringComparison.Ordinal);

        string everything = string.Join('\n', [source.All, package.All, sealedScan.All, .. clone.Ledger()]);
        Assert.DoesNotContain(Body, everything, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", everything, StringComparison.Ordinal);
    }
}
