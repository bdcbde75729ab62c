using Slipway.Releases.Ports;
using Slipway.Releases.Publishing;

namespace Slipway.Delivery.Publishing;

/// <summary>A destination of the build with what publishes there.</summary>
/// <param name="Destination">As the build says it.</param>
/// <param name="Place">What publishes there.</param>
public sealed record Outlet(Destination Destination, IDestination Place);
