namespace Slipway.Edge.Forwarding;

/// <summary>What a client says about forwarding. This is the front door: nobody stands before it whose word counts, so it is not passed on.</summary>
internal static class ForwardingClaims
{
    /// <summary>Takes <c>Forwarded</c> (RFC 7239), <c>X-Forwarded-…</c> and <c>X-Real-IP</c> out of a request.</summary>
    /// <param name="asked">The headers as they came.</param>
    /// <param name="request">What is sent on.</param>
    public static void Drop(IHeaderDictionary asked, HttpRequestMessage request)
    {
        foreach (string name in asked.Keys.Where(IsClaim))
            request.Headers.Remove(name);
    }

    private static bool IsClaim(string name) =>
        name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) || name.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase);
}
