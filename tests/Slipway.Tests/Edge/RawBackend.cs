using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Tests.Edge;

/// <summary>An instance played by hand on a Unix socket: hands every request head with its connection to a script, then closes.</summary>
public sealed class RawBackend : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Func<string, Socket, Task> _script;
    private readonly Task _accepting;
    private readonly ConcurrentBag<Socket> _connections = [];
    private int _requests;

    public RawBackend(string path, Func<string, Socket, Task> script)
    {
        _script = script;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>How bytes of requests are read.</summary>
    public Encoding Encoding { get; init; } = Encoding.ASCII;

    /// <summary>Says of what has arrived whether it is a whole head; heads of more than a read are gathered.</summary>
    public Func<string, bool> IsWhole { get; init; } = _ => true;

    public int Requests => Volatile.Read(ref _requests);

    public static Task SayAsync(Socket connection, string text) => connection.SendAsync(System.Text.Encoding.ASCII.GetBytes(text.ReplaceLineEndings("\r\n")));

    public static Task<string> HearAsync(Socket connection) => HearAsync(connection, System.Text.Encoding.ASCII);

    private static async Task<string> HearAsync(Socket connection, Encoding encoding)
    {
        byte[] buffer = new byte[64 * 1024];
        return encoding.GetString(buffer, 0, await connection.ReceiveAsync(buffer));
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        foreach (Socket connection in _connections)
            connection.Dispose();   // the edge keeps idle ones for a while
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        List<Task> conversations = [];
        try
        {
            while (true)
                conversations.Add(ConverseAsync(await _listener.AcceptAsync()));
        }
        catch (SocketException)
        {
            await Task.WhenAll(conversations);   // the listener was closed: the test is over
        }
    }

    private async Task ConverseAsync(Socket connection)
    {
        _connections.Add(connection);
        try
        {
            while (await HearAsync(connection, Encoding) is { Length: > 0 } head)
            {
                while (!IsWhole(head))
                    head += await HearAsync(connection, Encoding);
                Interlocked.Increment(ref _requests);
                await _script(head, connection);
            }
        }
        catch (Exception problem) when (problem is SocketException or ObjectDisposedException)
        {
            // closed by the script, by the edge, or because the test is over
        }
    }
}
