using Slipway.Utilities;
using Slipway.Utilities.Collections;

namespace Slipway.Tests.Front.Utilities;

public sealed class UtilitiesTests
{
    [Fact]
    public void Words_for_sequences_and_text()
    {
        var seen = new List<string>();
        new[] { "a", "b" }.ForEach(seen.Add);
        new[] { "c" }.ForEach((item, index) => seen.Add($"{item}{index}"));

        Assert.Equal("a, b, c0", seen.JoinComma());
        Assert.Equal("a, b and c0", seen.JoinCommaAnd());
        Assert.Equal("a or b", new[] { "a", "b" }.JoinCommaOr());
        Assert.Equal("v1", "refs/tags/v1".TrimStart("refs/tags/"));
        Assert.Equal(["a"], new[] { "a", null }.WhereNotNull());
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        string? absent = null;

        Assert.Equal("Expected not to be null: absent", Assert.Throws<InvalidOperationException>(() => absent.NotNull()).Message);
        Assert.Equal("Expected to be true: 1 > 2", Assert.Throws<InvalidOperationException>(() => Slipway.Assert.True(1 > 2)).Message);
        Assert.Equal("Expected 2 elements, found 1: one", Assert.Throws<InvalidOperationException>(() => Count([1])).Message);
        Assert.Equal("File not found: /no/file", Assert.Throws<InvalidOperationException>(() => Slipway.Assert.FileExists("/no/file")).Message);
        Assert.Throws<InvalidOperationException>(() => Array.Empty<int>().NotEmpty());

        static void Count(int[] one) => Slipway.Assert.Count(one, 2);
    }

    [Fact]
    public void The_platform_is_known()
    {
        Assert.Equal(OperatingSystem.IsLinux(), EnvironmentInfo.IsLinux);
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), EnvironmentInfo.GetVariable("PATH"));
        Assert.Equal(EnvironmentInfo.Variables["PATH"], EnvironmentInfo.GetVariable("PATH"));
        Assert.NotEqual(PlatformFamily.Unknown, EnvironmentInfo.Platform);
    }
}
