namespace Slipway.Releases.Policies;

/// <summary>Public SSH keys as text.</summary>
public static class Keys
{
    /// <summary>Type and body of a public key, without its comment.</summary>
    public static string Body(string key) => string.Join(' ', key.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2));
}
