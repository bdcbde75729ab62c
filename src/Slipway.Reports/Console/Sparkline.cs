using System.Collections.Immutable;

namespace Slipway.Reports.Console;

/// <summary>A row of numbers as a row of characters, one a number: higher is larger.</summary>
public static class Sparkline
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const string Plain = "_.-=+*#@";

    /// <summary>Draws numbers between nought and the largest of them; what is not known is a gap.</summary>
    /// <param name="values">The numbers, oldest first; null for what is not known.</param>
    /// <param name="isPlain">True draws in ASCII.</param>
    public static string Render(ImmutableArray<double?> values, bool isPlain)
    {
        string levels = isPlain ? Plain : Blocks;
        double most = values.Max() ?? 0;
        return string.Concat(values.Select(value => value is not { } number ? ' ' : levels[most <= 0 || number <= 0 ? 0 : (int)Math.Round(number / most * (levels.Length - 1), MidpointRounding.AwayFromZero)]));
    }
}
