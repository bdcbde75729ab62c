using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>A package goes from one state folder to another as a file, as between two jobs of a pipeline.</summary>
public sealed class CarriedPackageTests(GreeterRepository greeter)
{
    [Fact]
    public async Task A_package_is_carried_by_a_file_and_never_built_again()
    {
        Site there = greeter.Empty();
        string file = Path.Combine(Path.GetDirectoryName(there.State)!, "carried.tgz");

        Ended exported = (await greeter.Home.RunAsync("Package", "--export", file, "--package", greeter.SecondPackage[..12])).Expect(0);
        Ended imported = (await there.RunAsync("Package", "--import", file)).Expect(0);

        Assert.Equal([greeter.SecondPackage], there.Packages());
        Assert.DoesNotContain(there.Ledger(), line => line.Length > 0);
        (await there.RunAsync("Show", "--package", greeter.SecondPackage[..12])).Expect(0);
        Assert.All(new[] { exported, imported }, ended => Assert.DoesNotContain("Compile", ended.All, StringComparison.Ordinal));

        byte[] bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);
        (await greeter.Empty().RunAsync("Package", "--import", file)).Expect(10);
        Assert.Contains("SLP1512", (await there.RunAsync("Package", "--import", file, "--export", file)).Expect(2).All, StringComparison.Ordinal);
        Assert.Contains("SLP1513", (await there.RunAsync("Package", "--export", file)).Expect(3).All, StringComparison.Ordinal);
    }
}
