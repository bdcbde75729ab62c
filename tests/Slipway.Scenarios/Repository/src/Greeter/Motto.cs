namespace Greeter;

public static class Motto
{
    public const string Text = "first release";
}
