using Xunit;

namespace Greeter.Tests;

public sealed class GreetingTests
{
    [Fact]
    public void A_guest_is_greeted_by_name() => Assert.StartsWith("Ahoy Ada, ", Greeting.For("Ahoy", "Ada"));
}
