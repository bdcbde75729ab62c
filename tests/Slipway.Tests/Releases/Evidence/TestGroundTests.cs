using System.Collections.Immutable;
using Slipway.Releases.Evidence;

namespace Slipway.Tests.Releases.Evidence;

/// <summary>On what ground a source need not be tested again, and how another ground is told.</summary>
public sealed class TestGroundTests
{
    private static readonly TestGround Ground = new() { Command = "dotnet test", Sdk = "10.0.401", Machine = "linux-x64", Packages = "abc", Variables = Of(("CI", "1"), ("MODE", "fast")) };

    [Fact]
    public void The_same_ground_differs_in_nothing() => Assert.Empty(Ground.Differences(Ground with { Variables = Of(("MODE", "fast"), ("CI", "1")) }));

    [Fact]
    public void Every_difference_is_told_and_no_value() => Assert.Equal(
        [
            "the command was dotnet test and is dotnet test --filter X", "the SDK was 10.0.401 and is 10.0.500", "the machine was linux-x64 and is linux-arm64", "restored packages differ",
            "NEW is set and was not", "CI was set and is not", "MODE has another value",
        ],
        (Ground with { Command = "dotnet test --filter X", Sdk = "10.0.500", Machine = "linux-arm64", Packages = "def", Variables = Of(("MODE", "hunter2"), ("NEW", "hunter2")) }).Differences(Ground));

    [Theory]
    [InlineData("PWD")]
    [InlineData("SHLVL")]
    [InlineData("SSH_CLIENT")]
    [InlineData("TERM_SESSION_ID")]
    public void The_window_somebody_types_in_is_no_ground(string name) => Assert.Empty(Of((name, "a")));

    [Theory]
    [InlineData("SLIPWAY_SOAK")]
    [InlineData("TERMINUS")]
    [InlineData("DOTNET_ENVIRONMENT")]
    [InlineData("PATH")]
    public void Whatever_a_test_may_look_at_is(string name)
    {
        Assert.NotEqual(Of((name, "a")), Of((name, "b")));
        Assert.Equal(8, Of((name, "hunter2"))[name].Length);
        Assert.NotEqual(Of((name, "a"))[name], Of((name + "X", "a"))[name + "X"]);
    }

    private static ImmutableSortedDictionary<string, string> Of(params (string Name, string Value)[] variables) =>
        TestGround.Counted(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));
}
