namespace Slipway.Fakes.Forge;

/// <summary>What a forge does in place of answering as it should.</summary>
public enum Mischief
{
    /// <summary>500, and nothing was done.</summary>
    Fails,

    /// <summary>It was done, and 502 is answered; of an upload half an asset is left.</summary>
    FailsBehind,

    /// <summary>The connection ends, and nothing was done.</summary>
    Cuts,

    /// <summary>It was done, and the connection ends.</summary>
    CutsBehind,

    /// <summary>It was done, and half of the answer comes, with a length that fits.</summary>
    Truncates,

    /// <summary>It was done, and the answer says so without a word of what.</summary>
    Empties,

    /// <summary>It was done twice.</summary>
    Doubles,

    /// <summary>403 with <c>Retry-After</c>.</summary>
    LimitsFor,

    /// <summary>403 with the instant the limit ends at.</summary>
    LimitsUntil,

    /// <summary>429, and not a word on how long.</summary>
    Limits,
}
