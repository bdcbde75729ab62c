namespace Slipway.Releases.Trials;

/// <summary>What the looks so far say.</summary>
public enum Finding
{
    /// <summary>Too little to tell: the step goes on.</summary>
    Open,

    /// <summary>Shown to be no worse than the bounds: the step may pass.</summary>
    Safe,

    /// <summary>Shown to be worse, or tripped: the release goes back.</summary>
    Harmful,

    /// <summary>Nothing can be told, and nothing will be: the arms do not get the requests they were given.</summary>
    Invalid,
}

/// <summary>A judgement that explains itself.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Line">Why, in one line, with the figures.</param>
/// <param name="Harm">How near the bound of harm is, 0 to 1; there the release goes back.</param>
/// <param name="Safety">How near the bound of safety is, 0 to 1; there the step may pass.</param>
public sealed record Verdict(Finding Finding, string Line, double Harm, double Safety);
