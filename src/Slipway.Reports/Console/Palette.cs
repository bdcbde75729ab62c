using System.Collections.Immutable;

namespace Slipway.Reports.Console;

/// <summary>Colours where they are wanted, plain text everywhere else.</summary>
/// <param name="IsColored">False leaves every text as it is (NO_COLOR, files, CI).</param>
public sealed record Palette(bool IsColored)
{
    /// <summary>The parameters of every colour sequence it writes.</summary>
    internal static ImmutableArray<string> Codes { get; } = ["0", "1", "31", "32", "33", "90"];

    /// <summary>What is well: green.</summary>
    public string Good(string text) => Wrap("32", text);

    /// <summary>What is not: red.</summary>
    public string Bad(string text) => Wrap("31", text);

    /// <summary>What wants a look: yellow.</summary>
    public string Careful(string text) => Wrap("33", text);

    /// <summary>What may be overlooked: grey.</summary>
    public string Quiet(string text) => Wrap("90", text);

    /// <summary>What must not: bold.</summary>
    public string Strong(string text) => Wrap("1", text);

    private string Wrap(string code, string text) => IsColored ? $"\e[{code}m{text}\e[0m" : text;
}
