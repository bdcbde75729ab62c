namespace Slipway.Releases.Packages;

/// <summary>One setting a service reads from its environment.</summary>
/// <param name="Name">Environment variable name.</param>
/// <param name="Required">A deployment is refused where the environment gives no value.</param>
/// <param name="Secret">The value comes from the caller's environment by this name, and is never stored or shown.</param>
public sealed record ConfigurationKey(string Name, bool Required = true, bool Secret = false);
