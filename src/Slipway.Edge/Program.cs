using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Slipway.Edge.Administering;
using Slipway.Edge.Contained;
using Slipway.Edge.Forwarding;
using Slipway.Edge.Keeping;
using Slipway.Edge.Routing;
using Yarp.ReverseProxy.Forwarder;

namespace Slipway.Edge;

/// <summary>The front door of one environment: owns its port and forwards to the instances of the live deployment.</summary>
internal static class Program
{
    private const int HeadLimit = 1024 * 1024;
    private const int Terminated = 128 + 15;

    /// <summary>The exit code where the port is another's: EADDRINUSE, so that a spawner needs no text to tell.</summary>
    public const int PortTaken = 98;

    public static async Task<int> Main(string[] args)
    {
        if (await ContainedTasks.RunAsync(args) is { } ended)
            return ended;
        bool isKeeper = args is [Keeper.Word, ..];
        if (EdgeOptions.Parse(isKeeper ? args[1..] : args) is not { } options)
        {
            await Console.Error.WriteLineAsync(EdgeOptions.Usage);
            return 2;
        }

        return isKeeper ? await KeepAsync(options) : await ServeAsync(options);
    }

    private static async Task<int> KeepAsync(EdgeOptions options)
    {
        using var keeper = new Keeper(options);
        return await keeper.RunAsync();
    }

    // What a web server takes is loaded here: a keeper is small.
    private static async Task<int> ServeAsync(EdgeOptions options)
    {
        if (await AnswersAsync(options.AdminSocket))
        {
            await Console.Error.WriteLineAsync($"Slipway.Edge: another edge answers at {options.AdminSocket}");
            return PortTaken;
        }

        File.Delete(options.AdminSocket);   // nobody answers: left by an edge that was killed
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Slipway.Edge" });
        builder.WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel => Listen(kestrel, options))
            .UseSockets(sockets => sockets.CreateBoundListenSocket = place => SocketAt(place, options));
        builder.Services.AddHttpForwarder();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        await using WebApplication app = builder.Build();
        using var board = new Switchboard(new RoutesFile(options.StateFolder), TimeProvider.System);
        board.WarmUp();
        var passage = new Passage(board, app.Services.GetRequiredService<IHttpForwarder>());
        var desk = new AdminDesk(options, board, app.Lifetime);
        app.Run(context => context.Features.Get<AdminMark>() is null ? passage.PassAsync(context) : desk.ServeAsync(context));
        int ended = await RunAsync(app, options, board);
        return ended != 0 || desk.WasToldToEnd || options.Listener is null ? ended : Terminated;
    }

    private static async Task<int> RunAsync(WebApplication app, EdgeOptions options, Switchboard board)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"Slipway.Edge: port {options.Port} of {options.Address} is taken by another process");
            return PortTaken;
        }

        File.SetUnixFileMode(options.AdminSocket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (board.Warning is not null)
            await Console.Error.WriteLineAsync($"Slipway.Edge: {board.Warning}");
        Console.WriteLine($"Slipway.Edge {Environment.ProcessId} listens on {options.Address}:{options.Port}, live: {board.LiveTable?.DeploymentId ?? "nothing"}");
        await app.WaitForShutdownAsync();
        File.Delete(options.AdminSocket);
        return 0;
    }

    private static void Listen(KestrelServerOptions kestrel, EdgeOptions options)
    {
        kestrel.AddServerHeader = false;
        // Limits are the instances' business; a slow client may be slow. A head is held in memory, so that it has one: a megabyte.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxRequestBufferSize = 2 * HeadLimit;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeadLimit;
        kestrel.Limits.MaxRequestLineSize = HeadLimit;
        kestrel.Limits.MaxRequestHeaderCount = HeadLimit / 16;
        // Each byte is one character here, so that bytes pass as they are, whatever the two sides mean by them.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.Listen(options.Address, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        kestrel.ListenUnixSocket(options.AdminSocket, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection =>
            {
                connection.Features.Set(new AdminMark());
                return next(connection);
            });
        });
    }

    // Kestrel's own word for an inherited socket keeps it open until the program has ended, and people would queue at an edge that only finishes what it
    // has. It stays inheritable: .NET takes one that is not for its own, and now and then disconnects it when it closes it (SafeSocketHandle.TryUnblockSocket).
    // The keeper's would listen no more then, and people would be refused until the next edge stands.
    private static Socket SocketAt(EndPoint place, EdgeOptions options)
    {
        if (place is not IPEndPoint || options.Listener is not { } descriptor)
            return SocketTransportOptions.CreateDefaultBoundListenSocket(place);
        return new Socket(new SafeSocketHandle(descriptor, ownsHandle: true));
    }

    private static async Task<bool> AnswersAsync(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;   // no socket, or one that nobody listens on
        }
    }
}
