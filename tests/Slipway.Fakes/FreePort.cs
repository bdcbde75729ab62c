using System.Net;
using System.Net.Sockets;

namespace Slipway.Fakes;

/// <summary>A port of this machine that nobody listens on: the kernel just gave it away for an instant, and nobody else asks for this one soon.</summary>
public static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
