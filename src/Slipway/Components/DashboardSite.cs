using System.Globalization;
using System.Net;
using System.Text;
using Slipway.Reports.Html;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>
/// The dashboard as a page on this machine: bound to 127.0.0.1 alone, and deaf to every other name a browser may be tricked into calling it by.
/// Two addresses: <c>/</c> is the page, <c>/changes</c> is a stream that tells when there is a newer one.
/// </summary>
internal sealed class DashboardSite(int port, DashboardSource source)
{
    private const int BeatEvery = 15;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly List<HttpListenerResponse> _followers = [];
    private readonly string _host = $"127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
    private byte[] _page = [];

    public static string AddressOf(int port) => $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/";

    /// <summary>Serves until cancelled, and leaves nothing behind.</summary>
    public async Task RunAsync(Action<string> say, CancellationToken cancellation)
    {
        _page = await PageAsync(cancellation).ConfigureAwait(false);
        using var listener = new HttpListener { Prefixes = { AddressOf(port) } };
        Start(listener);
        say($"dashboard on {AddressOf(port)}, following the ledger; Ctrl-C ends it");
        Task[] work = [FollowAsync(cancellation), AnswerAsync(listener, cancellation)];
        try
        {
            await (await Task.WhenAny(work).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            listener.Abort();
            await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the first to end has told why
        }
    }

    private async Task AnswerAsync(HttpListener listener, CancellationToken cancellation)
    {
        while (true)
            Answer(await listener.GetContextAsync().WaitAsync(cancellation).ConfigureAwait(false));
    }

    private void Start(HttpListener listener)
    {
        try
        {
            listener.Start();
        }
        catch (HttpListenerException exception)
        {
            throw new FaultException(ExitCode.Usage, new Fault("SLP4503", $"port {port} cannot be listened on: {exception.Message}", AddressOf(port), "end what listens there, or give another --port"), exception);
        }
    }

    private async Task FollowAsync(CancellationToken cancellation)
    {
        long rendered = TimeProvider.System.GetTimestamp();
        for (int asked = 1; ; asked++)
        {
            await Task.Delay(source.Pace, TimeProvider.System, cancellation).ConfigureAwait(false);
            bool isOld = TimeProvider.System.GetElapsedTime(rendered) > Fresh; // ages and freezes move on without any entry
            if (isOld || await source.HasChangedAsync(cancellation).ConfigureAwait(false))
            {
                _page = await PageAsync(cancellation).ConfigureAwait(false);
                rendered = TimeProvider.System.GetTimestamp();
                Tell("event: changed\ndata: ledger\n\n");
            }
            else if (asked % BeatEvery == 0)
            {
                Tell(": still here\n\n"); // finds out who left
            }
        }
    }

    private async Task<byte[]> PageAsync(CancellationToken cancellation) => Encoding.UTF8.GetBytes(DashboardPage.Render(await source.ReadAsync(cancellation).ConfigureAwait(false)));

    // Whoever asked may be gone; and refusing a name that is not its prefix the listener closes the connection twice, the second time perhaps under the next answer's hands.
    // Neither may end the site for everybody else.
    private void Answer(HttpListenerContext context)
    {
        try
        {
            Respond(context);
        }
        catch (Exception exception) when (IsGone(exception))
        {
            context.Response.Abort();
        }
    }

    private void Respond(HttpListenerContext context)
    {
        HttpListenerResponse response = context.Response;
        string? path = context.Request.Url?.AbsolutePath;
        if (context.Request.UserHostName != _host)
            Refuse(response, HttpStatusCode.MisdirectedRequest);
        else if (context.Request.HttpMethod is not ("GET" or "HEAD"))
            Refuse(response, HttpStatusCode.MethodNotAllowed);
        else if (path == "/")
            Send(context, _page);
        else if (path == "/changes")
            Follow(response);
        else
            Refuse(response, HttpStatusCode.NotFound);
    }

    private static void Refuse(HttpListenerResponse response, HttpStatusCode status)
    {
        response.StatusCode = (int)status;
        response.Close();
    }

    private static void Send(HttpListenerContext context, byte[] page)
    {
        HttpListenerResponse response = context.Response;
        Guard(response, "text/html; charset=utf-8");
        response.Headers["Content-Security-Policy"] = "frame-ancestors 'none'";
        if (context.Request.HttpMethod == "HEAD")
            response.Close();
        else
            response.Close(page, willBlock: false);
    }

    private void Follow(HttpListenerResponse response)
    {
        Guard(response, "text/event-stream");
        response.SendChunked = true;
        if (TryTell(response, ": following\n\n"))
        {
            lock (_gate)
                _followers.Add(response);
        }
    }

    private static void Guard(HttpListenerResponse response, string type)
    {
        response.ContentType = type;
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private void Tell(string words)
    {
        HttpListenerResponse[] followers;
        lock (_gate)
            followers = [.. _followers];
        HttpListenerResponse[] gone = [.. followers.Where(follower => !TryTell(follower, words))];
        lock (_gate)
            _followers.RemoveAll(gone.Contains);
    }

    private static bool IsGone(Exception exception) => exception is HttpListenerException or IOException or InvalidOperationException;

    private static bool TryTell(HttpListenerResponse response, string words)
    {
        try
        {
            response.OutputStream.Write(Encoding.UTF8.GetBytes(words));
            response.OutputStream.Flush();
            return true;
        }
        catch (Exception exception) when (IsGone(exception))
        {
            response.Abort(); // whoever followed closed the page
            return false;
        }
    }
}
