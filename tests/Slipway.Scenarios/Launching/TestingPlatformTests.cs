using Slipway.Fakes;
using Slipway.Scenarios.Support;

namespace Slipway.Scenarios.Launching;

/// <summary>A repository whose <c>global.json</c> chose Microsoft.Testing.Platform.</summary>
public sealed class TestingPlatformTests(GreeterRepository greeter)
{
    [Fact]
    public async Task Tests_on_microsoft_testing_platform_run_fail_and_count()
    {
        Soak.OrSkip("compiles and tests three times");
        string root = await WrittenRepository.CopyAsync(greeter, "TestingPlatform", "testing platform");
        string tests = Path.Combine(root, "tests", "Tiny.Tests", "SumTests.cs");
        string sound = await File.ReadAllTextAsync(tests, TestContext.Current.CancellationToken);

        (await TestAsync(root)).Expect(0, "2 passed, 0 failed, 0 skipped");

        await File.WriteAllTextAsync(tests, sound.Replace("Assert.Equal(4", "Assert.Equal(5", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (await TestAsync(root)).Expect(1, "SLP1405", "1 of 2 tests failed", "Two_and_two_are_four");

        await File.WriteAllTextAsync(tests, sound.Replace("[Fact]", "", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (await TestAsync(root)).Expect(7, "SLP1406", "no test ran");
    }

    private static async Task<Ended> TestAsync(string root)
    {
        await using Launch launch = Launch.Start(root, new Dictionary<string, string> { ["SLIPWAY_STATE"] = Path.Combine(root, ".nuke", "state") }, "./build.sh", "Test");
        return await launch.EndAsync();
    }
}
