using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Slipway.Fakes.Feeds;

/// <summary>A NuGet V3 server on this machine that takes packages by push, gives them out, and takes them off its list: as servers do it, it signs nothing and forgets nothing.</summary>
public sealed class ServedFeed : IDisposable
{
    public const string Key = "the-key-of-the-feed";

    private readonly LoopbackServer _server;
    private readonly ConcurrentDictionary<string, byte[]> _packages = new(StringComparer.OrdinalIgnoreCase);

    public ServedFeed()
    {
        _server = new LoopbackServer(HandleAsync);
        Index = $"{_server.Address}/v3/index.json";
    }

    /// <summary>The address of its service index.</summary>
    public string Index { get; }

    /// <summary>What is offered: "id/version".</summary>
    public ConcurrentDictionary<string, bool> Listed { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The package whose push it refuses once; null for none.</summary>
    public string? Refuses { get; set; }

    /// <summary>How often it says that it does not have what it has taken, as feeds do that index.</summary>
    public int Hides { get; set; }

    /// <summary>Loses a package, as if it had never been pushed.</summary>
    public void Forget(string id, string version)
    {
        _packages.TryRemove($"{id}/{version}", out _);
        Listed.TryRemove($"{id}/{version}", out _);
    }

    /// <summary>The bytes of everything that was pushed, by "id/version".</summary>
    public IReadOnlyDictionary<string, byte[]> Packages => _packages;

    /// <summary>Loses everything.</summary>
    public void Clear()
    {
        _packages.Clear();
        Listed.Clear();
    }

    /// <summary>What its index says; null for the usual.</summary>
    public string? Says { get; set; }

    public void Dispose() => _server.Dispose();

    private async Task HandleAsync(HttpListenerContext context)
    {
        (int status, byte[] body) = await AnswerAsync(context.Request, _server.Address);
        context.Response.StatusCode = status;
        context.Response.Close(body, willBlock: false);
    }

    private async Task<(int Status, byte[] Body)> AnswerAsync(HttpListenerRequest request, string address)
    {
        string[] path = request.Url!.AbsolutePath.Trim('/').Split('/');
        if (path[0] == "v3" && Says is { } said)
            return (200, Encoding.UTF8.GetBytes(said));
        if (path[0] == "v3")
            return (200, Encoding.UTF8.GetBytes($$"""{"version":"3.0.0","resources":[{"@id":"{{address}}/flat/","@type":"PackageBaseAddress/3.0.0"},{"@id":"{{address}}/push","@type":"PackagePublish/2.0.0"}]}"""));
        if (path[0] == "flat" && _packages.ContainsKey($"{path[1]}/{path[2]}") && Hides > 0)
        {
            Hides--;
            return (404, []);
        }

        if (path[0] == "flat")
            return _packages.TryGetValue($"{path[1]}/{path[2]}", out byte[]? known) ? (200, known) : (404, []);
        if (request.Headers["X-NuGet-ApiKey"] != Key)
            return (403, Encoding.UTF8.GetBytes("the key is not one of ours"));
        if (request.HttpMethod == "DELETE")
            return (Listed.TryRemove($"{path[1]}/{path[2]}", out _) ? 204 : 404, []);
        byte[] package = await BodyAsync(request);
        string name = Nupkg.NameOf(package);
        if (Refuses is { } refused && name.StartsWith(refused, StringComparison.Ordinal))
        {
            Refuses = null;
            return (500, Encoding.UTF8.GetBytes("out of room"));
        }

        return _packages.TryAdd(name, package) && Listed.TryAdd(name, true) ? (201, []) : (409, Encoding.UTF8.GetBytes("it is there"));
    }

    // One part: what stands between the first empty line and the last boundary.
    private static async Task<byte[]> BodyAsync(HttpListenerRequest request)
    {
        using var all = new MemoryStream();
        await request.InputStream.CopyToAsync(all);
        byte[] bytes = all.ToArray();
        int begin = bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        return bytes[begin..bytes.AsSpan().LastIndexOf("\r\n--"u8)];
    }
}
