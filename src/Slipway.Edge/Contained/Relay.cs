using System.Net.Sockets;

namespace Slipway.Edge.Contained;

/// <summary>Joins two streams to a Unix socket, so that an engine's own connection into a container leads to it.</summary>
internal static class Relay
{
    /// <summary>Ends with whoever listens; 1 when nobody does.</summary>
    public static async Task<int> RunAsync(string path, Stream from, Stream to)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
            await using var stream = new NetworkStream(socket);
            _ = SendAsync(from, stream, socket);   // ends with this program: whoever asks may keep his side open
            await stream.CopyToAsync(to);
            return 0;
        }
        catch (Exception problem) when (problem is SocketException or IOException)
        {
            await Console.Error.WriteLineAsync($"{path}: {problem.Message}");
            return 1;
        }
    }

    private static async Task SendAsync(Stream from, NetworkStream stream, Socket socket)
    {
        try
        {
            await from.CopyToAsync(stream);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception problem) when (problem is SocketException or IOException or ObjectDisposedException)
        {
            // the other side has gone, which the answer's end tells
        }
    }
}
