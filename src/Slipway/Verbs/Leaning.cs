using System.Collections.Immutable;

namespace Slipway.Verbs;

/// <summary>What a deployment would lean on.</summary>
/// <param name="Exceptions">Exceptions, by name.</param>
/// <param name="IsEmergency">True for the emergency profile.</param>
internal sealed record Leaning(ImmutableArray<string> Exceptions, bool IsEmergency);
