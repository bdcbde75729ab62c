namespace Slipway.Fakes;

/// <summary>
/// Tests that take long: what a newcomer waits for leaves them out, and <c>.ci/run</c> sets <c>SLIPWAY_SOAK=1</c>, which runs them.
/// What tells a story again that the gate knows in a shorter form waits for <c>SLIPWAY_SOAK=long</c>, which <c>./build.sh LongStories</c> sets.
/// </summary>
public static class Soak
{
    /// <summary>True where somebody asked for them.</summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("SLIPWAY_SOAK") is "1" or "long";

    /// <summary>True where somebody asked for all there is, and has the time.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("SLIPWAY_SOAK") == "long";

    /// <summary>Skips the test where nobody asked for a soak. In a constructor it skips all tests of the class.</summary>
    /// <param name="why">What takes long.</param>
    public static void OrSkip(string why) => Xunit.Assert.SkipUnless(IsOn, $"{why}; SLIPWAY_SOAK=1 runs it, as .ci/run does");

    /// <summary>Skips the test in the gate too.</summary>
    /// <param name="why">What takes so long.</param>
    /// <param name="target">What runs it.</param>
    public static void LongOrSkip(string why, string target = "LongStories") =>
        Xunit.Assert.SkipUnless(IsLong, $"{why}; ./build.sh {target} runs it");
}
