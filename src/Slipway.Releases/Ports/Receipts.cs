using Slipway.Vocabulary.Routing;

namespace Slipway.Releases.Ports;

/// <summary>What came back from one request.</summary>
/// <param name="Status">Status code; 0 when no answer came.</param>
/// <param name="Body">First 64 KiB of the body as text, or the reason no answer came.</param>
public sealed record ProbeAnswer(int Status, string Body);

/// <summary>That traffic moved.</summary>
/// <param name="Previous">The deployment that got requests before, or null for an empty environment.</param>
/// <param name="Duration">How long the switch itself took at the front door.</param>
public sealed record SwitchReceipt(string? Previous, TimeSpan Duration);

/// <summary>That a deployment is out of traffic.</summary>
/// <param name="Duration">How long the last request took to leave.</param>
/// <param name="Cut">Requests ended by force at the deadline.</param>
public sealed record DrainReceipt(TimeSpan Duration, int Cut);

/// <summary>How new requests are shared while a deployment is tried.</summary>
/// <param name="Weight">Its part, of <see cref="CanaryRoute.Whole"/>; 1 to one less.</param>
/// <param name="Users">What tells users apart, so that those who meet it can be counted; null counts nobody.</param>
/// <param name="IsSticky">True sends a user to the same arm each time. Who is exposed depends on it, what is judged does not.</param>
public sealed record Exposure(int Weight, UserKey? Users = null, bool IsSticky = false);
