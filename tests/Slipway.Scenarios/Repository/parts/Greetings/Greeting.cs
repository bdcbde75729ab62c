namespace Greetings;

public static class Greeting
{
    public static string Of(string name) => $"Hello {name}";
}
