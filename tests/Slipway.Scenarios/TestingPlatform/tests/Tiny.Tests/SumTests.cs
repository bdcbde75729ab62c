using Xunit;

namespace Tiny.Tests;

public sealed class SumTests
{
    [Fact]
    public void One_and_one_are_two() => Assert.Equal(2, 1 + 1);

    [Fact]
    public void Two_and_two_are_four() => Assert.Equal(4, 2 + 2);
}
