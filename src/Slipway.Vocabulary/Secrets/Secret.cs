namespace Slipway.Vocabulary.Secrets;

/// <summary>A value that is never printed: its text is the mask, and reading it takes an explicit call.</summary>
public sealed class Secret(string value)
{
    /// <summary>What is shown in place of a secret.</summary>
    public const string Mask = "***";

    /// <summary>The value itself. Every caller of this is worth a review.</summary>
    public string Reveal() => value;

    /// <summary>Never the value: the mask.</summary>
    public override string ToString() => Mask;
}
