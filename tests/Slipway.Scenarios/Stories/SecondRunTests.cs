using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>What was tested and sealed is not tested and sealed again, until something differs.</summary>
public sealed class SecondRunTests(GreeterRepository greeter)
{
    [Fact]
    public async Task A_second_release_of_the_same_source_starts_no_compiler_and_no_test()
    {
        Soak.OrSkip("compiles and tests three times");
        await using Site site = await greeter.CloneAsync();
        (await site.RunAsync("Release")).Expect(0, "> dotnet restore", "> dotnet build", "> dotnet test", "> dotnet publish");
        string first = (await site.StatusAsync()).In("staging").Release!.PackageId;

        Ended second = await site.RunAsync("Release");

        second.Expect(0, "up to date: this very source is tested and sealed", "passed on this very source at", $"up to date: {first[..12]} was made of this very source", "is already live in staging");
        Assert.DoesNotContain("> dotnet", second.All, StringComparison.Ordinal);
        Assert.Equal(first, (await site.StatusAsync()).In("staging").Release!.PackageId);

        // On other ground it runs, and says why.
        (await site.RunWithAsync(new() { ["GREETER_MODE"] = "slow" }, "Release")).Expect(0, "this source was tested, but GREETER_MODE is set and was not", "> dotnet test");
    }

    [Fact]
    public async Task What_is_named_or_wanted_anew_or_changed_runs()
    {
        Soak.LongOrSkip("compiles and tests four times");
        await using Site site = await greeter.CloneAsync();
        (await site.RunAsync("Release")).Expect(0);

        (await site.RunAsync("Test")).Expect(0, "> dotnet test");
        (await site.RunAsync("Package", "--no-cache")).Expect(0, "> dotnet test", "> dotnet publish");
        await File.AppendAllTextAsync(Path.Combine(site.Root, "README.md"), "More.\n", TestContext.Current.CancellationToken);
        (await site.RunAsync("Release")).Expect(0, "> dotnet build", "> dotnet test", "with uncommitted changes");
    }
}
