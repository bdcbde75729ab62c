namespace Slipway.Deployers.Serving;

/// <summary>A Unix socket that somebody may listen on, on this machine or in a container.</summary>
internal interface ISocket
{
    /// <summary>Where it is, for messages.</summary>
    string Place { get; }

    /// <summary>Why it is known without asking that nobody answers; null where one has to ask.</summary>
    string? Missing { get; }

    /// <summary>A new connection to whoever listens.</summary>
    /// <exception cref="IOException">Nobody does.</exception>
    Task<Stream> ConnectAsync(CancellationToken cancellation);
}
