using Xunit;

public sealed class AnyTests
{
    [Fact]
    public void Arithmetic_holds() => Assert.Equal(4, 2 + 2);
}
