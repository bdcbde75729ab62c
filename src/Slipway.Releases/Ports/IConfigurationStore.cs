using System.Collections.Immutable;

namespace Slipway.Releases.Ports;

/// <summary>Keeps the configuration that deployments were started with, each by its digest, on the machine that runs them.</summary>
public interface IConfigurationStore
{
    /// <summary>Where they lie, for messages.</summary>
    string Place { get; }

    /// <summary>Keeps a configuration; durable when this returns. One that is kept already is left as it is.</summary>
    /// <exception cref="Vocabulary.Faults.FaultException">It cannot be written (exit 1).</exception>
    Task KeepAsync(ImmutableSortedDictionary<string, string> configuration, CancellationToken cancellation);

    /// <summary>The configuration with a digest; null when it is not here, or is not any more what was kept.</summary>
    Task<ImmutableSortedDictionary<string, string>?> TryReadAsync(string digest, CancellationToken cancellation);
}
