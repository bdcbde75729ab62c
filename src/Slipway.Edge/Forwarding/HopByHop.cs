namespace Slipway.Edge.Forwarding;

/// <summary>
/// Headers that are meant for the next hop alone, because <c>Connection</c> names them (RFC 9110, 7.6.1).
/// Kestrel keeps no other name beside <c>close</c>: of a request that says so these headers are passed on, and its connection ends with it.
/// </summary>
internal static class HopByHop
{
    /// <summary>Takes them out of a request. An upgrade is asked for anew on the next hop, so its own header stays.</summary>
    /// <param name="asked">The headers as they came.</param>
    /// <param name="request">What is sent on.</param>
    public static void Drop(IHeaderDictionary asked, HttpRequestMessage request)
    {
        foreach (string name in asked.GetCommaSeparatedValues("Connection").Where(name => !name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase)))
        {
            request.Headers.Remove(name);
            request.Content?.Headers.Remove(name);
        }
    }
}
