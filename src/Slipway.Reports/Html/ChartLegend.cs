using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>What the colours of a drawn series stand for, in words.</summary>
internal static class ChartLegend
{
    /// <summary>How deployments ended, as bars show it.</summary>
    public static Part Outcomes { get; } = Of(("ok", "succeeded"), ("warn", "taken back"), ("bad", "failed"));

    /// <param name="keys">A class that gives the colour, and what has it.</param>
    public static Part Of(params (string Tone, string Word)[] keys) => Tag("ul.legend", Each(keys, key => Tag(
        "li",
        Tag("svg.key", ("viewBox", "0 0 12 12"), ("aria-hidden", "true"), Tag($"rect.{key.Tone}", ("x", "0"), ("y", "1"), ("width", "12"), ("height", "10"))),
        key.Word)));
}
