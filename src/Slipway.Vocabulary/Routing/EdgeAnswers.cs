namespace Slipway.Vocabulary.Routing;

/// <summary>That new requests go to the table's deployment.</summary>
/// <param name="Previous">The deployment that got them before, or null.</param>
/// <param name="Milliseconds">How long it took, the durable write included.</param>
public sealed record SwitchAnswer(string? Previous, double Milliseconds);

/// <summary>Asks an edge to see a deployment's requests out.</summary>
/// <param name="DeploymentId">A deployment that gets no new requests any more.</param>
/// <param name="DeadlineMilliseconds">After this, what is left is cut.</param>
public sealed record DrainRequest(string DeploymentId, double DeadlineMilliseconds);

/// <summary>That nothing of a deployment is in flight any more.</summary>
/// <param name="Milliseconds">How long the last request took to leave.</param>
/// <param name="Cut">Requests ended by force.</param>
public sealed record DrainAnswer(double Milliseconds, int Cut);

/// <summary>That the edge did not do what was asked.</summary>
/// <param name="Reason">Why, with the values that were compared.</param>
public sealed record EdgeRefusal(string Reason);
