namespace Greeter;

public static class Greeting
{
    public static string For(string salutation, string name) => $"{salutation} {name}, {Motto.Text}";
}
