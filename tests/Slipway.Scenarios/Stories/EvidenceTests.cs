using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Stories;

/// <summary>Releases whose proof is missing or speaks against them; each compiles and tests for real, so they run only where <c>SLIPWAY_SOAK=1</c> asks for them.</summary>
public sealed class EvidenceTests(GreeterRepository greeter)
{
    private const string Project = "tests/Greeter.Tests/Greeter.Tests.csproj";
    private const string Tests = "tests/Greeter.Tests/GreetingTests.cs";

    [Fact]
    public async Task Bad_or_missing_evidence_never_reaches_an_environment()
    {
        Soak.LongOrSkip("compiles and tests five times");
        await using Site clone = await greeter.CloneAsync();
        (await clone.RunAsync("Release")).Expect(0);
        string serving = (await clone.StatusAsync()).In("staging").Release!.PackageId;
        string sound = Read(clone, Tests);

        Write(clone, Tests, sound.Replace("Ahoy Ada, ", "Ahoy Bob, ", StringComparison.Ordinal));
        (await clone.RunAsync("Release")).Expect(1, "SLP1405", "1 of 1 tests failed", "A_guest_is_greeted_by_name");
        await clone.ServesAsync("staging", serving);

        Write(clone, Tests, sound.Replace("[Fact]", "", StringComparison.Ordinal));
        (await clone.RunAsync("Release")).Expect(7, "SLP1406", "no test ran");
        await clone.ServesAsync("staging", serving);

        Write(clone, Tests, sound);
        Write(clone, ".nuke/release.json", Read(clone, ".nuke/release.json").Replace("\"minimumCoverage\": 1", "\"minimumCoverage\": 99", StringComparison.Ordinal));
        (await clone.RunAsync("Release")).Expect(3, "SLP2301", "gate coverage failed", "at least 99.0 % wanted");
        await clone.ServesAsync("staging", serving);

        Write(clone, Project, string.Join('\n', Read(clone, Project).Split('\n').Where(line => !line.Contains("coverlet", StringComparison.Ordinal))));
        (await clone.RunAsync("Release")).Expect(7, "SLP2302", "gate coverage is inconclusive", "coverlet.collector");
        await clone.ServesAsync("staging", serving);
    }

    [Fact]
    public async Task A_log_that_is_written_into_the_tree_is_named_for_the_tests_are_about_another_source_then()
    {
        Soak.LongOrSkip("compiles and tests");
        await using Site clone = await greeter.CloneAsync();
        await using Launch package = Launch.Start(clone.Root, new Dictionary<string, string>(), "bash", "-c", "./build.sh Package > build.log 2>&1");

        (await package.EndAsync()).Expect(0);

        string said = Read(clone, "build.log");
        Assert.Contains("SLP1677", said, StringComparison.Ordinal);
        Assert.Contains("echo 'build.log' >> .gitignore", said, StringComparison.Ordinal);
    }

    [Fact]
    public Task Ctrl_C_while_dotnet_tests_leaves_no_child()
    {
        Soak.OrSkip("compiles and tests");
        return InterruptAsync("> dotnet test");
    }

    [Theory]
    [InlineData("> dotnet build")]
    [InlineData("> dotnet publish")]
    public Task Ctrl_C_while_dotnet_works_leaves_no_child(string phase)
    {
        Soak.LongOrSkip("compiles and tests");
        return InterruptAsync(phase);
    }

    private async Task InterruptAsync(string phase)
    {
        await using Site clone = await greeter.CloneAsync();
        await using Launch package = clone.Start("Package");
        await Eventually.IsTrueAsync($"'{phase}' is said", () => package.Said(phase));

        await package.InterruptAsync();
        Assert.Empty(Processes.Naming(clone.Root));
        Assert.Empty(clone.Packages());
    }

    private static string Read(Site clone, string file) => File.ReadAllText(Path.Combine(clone.Root, file));

    private static void Write(Site clone, string file, string text) => File.WriteAllText(Path.Combine(clone.Root, file), text);
}
