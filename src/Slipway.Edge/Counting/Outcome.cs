using Yarp.ReverseProxy.Forwarder;

namespace Slipway.Edge.Counting;

/// <summary>How a request ended.</summary>
internal enum Outcome
{
    Answered,
    ServerError,
    Unreachable,
    TimedOut,
    Broken,
    Left,
}

/// <summary>Tells how a request ended, and whose doing it was.</summary>
internal static class Outcomes
{
    public const int Kinds = (int)Outcome.Left + 1;

    /// <param name="error">What the forwarder says.</param>
    /// <param name="status">The status that was or would be answered.</param>
    /// <param name="hasLeft">True when the client is gone: then nothing but an answer that broke off is the service's fault.</param>
    public static Outcome Of(ForwarderError error, int status, bool hasLeft) => error switch
    {
        ForwarderError.None => status >= 500 ? Outcome.ServerError : Outcome.Answered,
        // Who breaks off in the middle of an answer makes the forwarder cut off the client: that this one is gone then says nothing.
        ForwarderError.ResponseBodyDestination or ForwarderError.UpgradeResponseDestination => Outcome.Broken,
        _ when hasLeft => Outcome.Left,
        ForwarderError.RequestTimedOut or ForwarderError.UpgradeActivityTimeout => Outcome.TimedOut,
        ForwarderError.RequestBodyDestination or ForwarderError.UpgradeRequestDestination => Outcome.Broken,
        ForwarderError.Request or ForwarderError.RequestCreation or ForwarderError.ResponseHeaders or ForwarderError.NoAvailableDestinations => Outcome.Unreachable,
        _ => Outcome.Left,
    };
}
