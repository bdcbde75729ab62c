namespace Slipway.Reports.Console;

/// <summary>Colours where they are wanted, plain text everywhere else.</summary>
/// <param name="IsColored">False leaves every text as it is (NO_COLOR, files, CI).</param>
public sealed record Palette(bool IsColored)
{
    public string Good(string text) => Wrap("32", text);

    public string Bad(string text) => Wrap("31", text);

    public string Careful(string text) => Wrap("33", text);

    public string Quiet(string text) => Wrap("90", text);

    public string Strong(string text) => Wrap("1", text);

    private string Wrap(string code, string text) => IsColored ? $"\e[{code}m{text}\e[0m" : text;
}
