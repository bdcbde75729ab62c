using System.Net;

namespace Slipway.Fakes;

/// <summary>An HTTP server on a free port of this machine. Who asks and is gone before the answer ends nothing but that.</summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    /// <param name="answer">Answers a request; the next one is looked at when it returns.</param>
    public LoopbackServer(Func<HttpListenerContext, Task> answer)
    {
        Address = $"http://127.0.0.1:{FreePort.Find()}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _serving = ServeAsync(answer);
    }

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Address { get; }

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait(TimeSpan.FromSeconds(10));
    }

    private async Task ServeAsync(Func<HttpListenerContext, Task> answer)
    {
        await Task.Yield();
        while (_listener.IsListening)
        {
            try
            {
                await answer(await _listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
            {
                // closed, or whoever asked is gone
            }
        }
    }
}
