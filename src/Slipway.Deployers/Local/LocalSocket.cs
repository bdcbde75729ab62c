using System.Net.Sockets;
using Slipway.Deployers.Serving;

namespace Slipway.Deployers.Local;

/// <summary>A Unix socket of this machine.</summary>
/// <param name="Place">Its path.</param>
internal sealed record LocalSocket(string Place) : ISocket
{
    /// <inheritdoc />
    public string? Missing => File.Exists(Place) ? null : $"there is no socket {Place}"; // connecting would say so too, after the runtime has written down where: 60 ms

    /// <inheritdoc />
    public async Task<Stream> ConnectAsync(CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Place), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
