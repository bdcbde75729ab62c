using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.Fakes.Forge;

/// <summary>
/// GitHub's REST interface for the releases of one repository, on this machine: drafts, assets with states and digests, tags that showing a release makes, immutable releases, pages, limits.
/// It plays tricks where a test asks for them, and counts what a good client never does.
/// </summary>
public sealed class ServedGitHub : IDisposable
{
    public const string Repository = "octo/shop";
    public const string Token = "ghp_the-token-of-the-forge";

    private readonly LoopbackServer _server;
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private long _ids = 100;
    private DateTimeOffset _until;
    private DateTimeOffset _changed;

    public ServedGitHub(TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        _server = new LoopbackServer(context =>
        {
            _ = Task.Run(() => HandleAsync(context)); // as a forge does, which answers many at once
            return Task.CompletedTask;
        });
        Api = new Uri($"{_server.Address}/api/v3/");
    }

    public Uri Api { get; }

    public List<ServedRelease> Releases { get; } = [];

    /// <summary>Commits by tag.</summary>
    public Dictionary<string, string> Tags { get; } = [];

    /// <summary>What is shown can never be changed any more.</summary>
    public bool IsImmutable { get; set; }

    /// <summary>False for a server that makes no digests of assets.</summary>
    public bool MakesDigests { get; set; } = true;

    /// <summary>How many releases a page holds at most.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>What it does in place of answering, by the number of the request and its method.</summary>
    public Func<int, string, Mischief?> Plays { get; set; } = (_, _) => null;

    /// <summary>Told of each request before it is looked at.</summary>
    public Action<int> Asked { get; set; } = _ => { };

    public int Requests { get; private set; }

    /// <summary>Requests that came before a limit was over.</summary>
    public int TooEarly { get; private set; }

    /// <summary>Changes less than a second behind another one.</summary>
    public int Crowded { get; private set; }

    /// <summary>What was asked for: method and path, never what was sent.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Names of the assets each release had when it was shown, by tag.</summary>
    public Dictionary<string, string[]> ShownWith { get; } = [];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            Releases.Clear();
            Tags.Clear();
            ShownWith.Clear();
            Log.Clear();
            (Requests, TooEarly, Crowded, _until, _changed) = (0, 0, 0, default, default);
        }
    }

    /// <summary>What everybody sees of a tag: names and bytes; null for no release.</summary>
    public Dictionary<string, byte[]>? Seen(string tag) =>
        Releases.FirstOrDefault(release => release.Tag == tag && !release.IsDraft)?.Assets.Where(asset => asset.State == "uploaded").ToDictionary(asset => asset.Name, asset => asset.Bytes);

    public void Dispose() => _server.Dispose();

    private async Task HandleAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            int number;
            lock (_lock)
            {
                number = ++Requests;
                Log.Add($"{context.Request.HttpMethod} {context.Request.Url!.AbsolutePath}");
            }

            Asked(number);
            Mischief? plays = Plays(number, context.Request.HttpMethod);
            if (plays is Mischief.Cuts)
            {
                Cut(context.Response);
                return;
            }

            (int status, JsonNode? answer, byte[]? bytes) = Answer(context, body.ToArray(), plays);
            if (plays is Mischief.CutsBehind)
            {
                Cut(context.Response);
                return;
            }

            byte[] sent = bytes ?? Encoding.UTF8.GetBytes(answer?.ToJsonString() ?? "");
            sent = plays is Mischief.Truncates ? sent[..(sent.Length / 2)] : plays is Mischief.Empties ? [] : sent;
            context.Response.StatusCode = status;
            context.Response.ContentType = bytes is null ? "application/json; charset=utf-8" : "application/octet-stream";
            context.Response.Close(sent, willBlock: false);
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // whoever asked is gone
        }
    }

    // Less than was promised: whoever asked sees the connection end in the middle of an answer.
    private static void Cut(HttpListenerResponse response)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength64 = 1000;
        response.OutputStream.Write("["u8);
        response.OutputStream.Flush();
        response.Abort();
    }

    private (int, JsonNode?, byte[]?) Answer(HttpListenerContext context, byte[] body, Mischief? plays)
    {
        lock (_lock)
        {
            if (Refusal(context, plays) is { } refused)
                return refused;
            (int, JsonNode?, byte[]?) answer = Do(context, body, plays is Mischief.FailsBehind);
            if (plays is Mischief.Doubles)
                Do(context, body, isHalf: false);
            return plays is Mischief.FailsBehind ? (502, Message("Bad Gateway"), null) : answer;
        }
    }

    private (int, JsonNode?, byte[]?)? Refusal(HttpListenerContext context, Mischief? plays)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        if (now < _until)
            TooEarly++;
        if (context.Request.HttpMethod != "GET")
        {
            if (now - _changed < TimeSpan.FromSeconds(1))
                Crowded++;
            _changed = now;
        }

        if (context.Request.Headers["Authorization"]?.Split(' ')[^1] != Token)
            return (401, Message("Bad credentials"), null);
        switch (plays)
        {
            case Mischief.Fails:
                return (500, Message("Server Error"), null);
            case Mischief.LimitsFor:
                _until = now + TimeSpan.FromSeconds(37);
                context.Response.Headers["Retry-After"] = "37";
                return (403, Message("You have exceeded a secondary rate limit"), null);
            case Mischief.LimitsUntil:
                _until = DateTimeOffset.FromUnixTimeSeconds((now + TimeSpan.FromMinutes(20)).ToUnixTimeSeconds());
                context.Response.Headers["X-RateLimit-Limit"] = "5000";
                context.Response.Headers["X-RateLimit-Remaining"] = "0";
                context.Response.Headers["X-RateLimit-Reset"] = _until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
                return (403, Message("API rate limit exceeded for user ID 1."), null);
            case Mischief.Limits:
                _until = now + TimeSpan.FromMinutes(1);
                return (429, Message("Too many requests"), null);
            default:
                return null;
        }
    }

    private (int, JsonNode?, byte[]?) Do(HttpListenerContext context, byte[] body, bool isHalf)
    {
        HttpListenerRequest request = context.Request;
        string path = request.Url!.AbsolutePath;
        if (path.StartsWith("/upload/", StringComparison.Ordinal))
            return Upload(long.Parse(path.Split('/')[2], CultureInfo.InvariantCulture), request.QueryString["name"]!, body, isHalf);
        string root = $"/api/v3/repos/{Repository}/";
        if (!path.StartsWith(root, StringComparison.Ordinal))
            return NotFound;
        string[] parts = path[root.Length..].Split('/');
        return (request.HttpMethod, parts) switch
        {
            ("GET", ["releases"]) => (200, Page(context), null),
            ("POST", ["releases"]) => (201, Json(Create(JsonNode.Parse(body)!)), null),
            ("PATCH", ["releases", var id]) when Find(id) is { } release => (200, Json(Edit(release, JsonNode.Parse(body)!)), null),
            ("DELETE", ["releases", var id]) when Find(id) is { } release => Releases.Remove(release) ? (204, null, null) : NotFound,
            ("GET", ["releases", var id, "assets"]) when Find(id) is { } release => (200, new JsonArray([.. release.Assets.Select(Json)]), null),
            ("GET", ["releases", "assets", var id]) when Asset(id) is var (_, asset) => request.Headers["Accept"]?.Contains("octet-stream", StringComparison.Ordinal) == true
                ? (200, null, asset.Bytes)
                : (200, Json(asset), null),
            ("DELETE", ["releases", "assets", var id]) when Asset(id) is var (release, asset) => IsImmutable && !release.IsDraft ? Invalid("immutable") : release.Assets.Remove(asset) ? (204, null, null) : NotFound,
            ("GET", ["git", "ref" or "refs", "tags", var tag]) when Tags.TryGetValue(Uri.UnescapeDataString(tag), out string? commit) =>
                (200, new JsonObject { ["ref"] = $"refs/tags/{tag}", ["object"] = new JsonObject { ["type"] = "commit", ["sha"] = commit } }, null),
            _ => NotFound,
        };
    }

    private JsonArray Page(HttpListenerContext context)
    {
        int page = int.Parse(context.Request.QueryString["page"] ?? "1", CultureInfo.InvariantCulture), size = Math.Min(PageSize, int.Parse(context.Request.QueryString["per_page"] ?? "30", CultureInfo.InvariantCulture));
        ServedRelease[] all = [.. Enumerable.Reverse(Releases)];
        if (all.Length > page * size)
            context.Response.Headers["Link"] = $"<{Api}repos/{Repository}/releases?per_page={size}&page={page + 1}>; rel=\"next\"";
        return new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(Json)]);
    }

    private ServedRelease Create(JsonNode wish)
    {
        var release = new ServedRelease { Id = ++_ids, Tag = (string)wish["tag_name"]! };
        Releases.Add(release);
        return Edit(release, wish);
    }

    private ServedRelease Edit(ServedRelease release, JsonNode wish)
    {
        bool wasDraft = release.IsDraft;
        release.Name = (string?)wish["name"] ?? release.Name;
        release.Body = (string?)wish["body"] ?? release.Body;
        release.Commit = (string?)wish["target_commitish"] ?? release.Commit;
        release.IsPrerelease = (bool?)wish["prerelease"] ?? release.IsPrerelease;
        release.IsDraft = (bool?)wish["draft"] ?? release.IsDraft;
        if (wasDraft && !release.IsDraft)
        {
            ShownWith[release.Tag] = [.. release.Assets.Where(asset => asset.State == "uploaded").Select(asset => asset.Name).Order(StringComparer.Ordinal)];
            Tags.TryAdd(release.Tag, release.Commit);
        }

        return release;
    }

    private (int, JsonNode?, byte[]?) Upload(long id, string name, byte[] body, bool isHalf)
    {
        if (Releases.FirstOrDefault(release => release.Id == id) is not { } release)
            return NotFound;
        if ((IsImmutable && !release.IsDraft) || release.Assets.Any(asset => asset.Name == name))
            return Invalid("already_exists");
        var asset = new ServedAsset { Id = ++_ids, Name = name, Bytes = isHalf ? [] : body, State = isHalf ? "starter" : "uploaded" };
        release.Assets.Add(asset);
        return (201, Json(asset), null);
    }

    private ServedRelease? Find(string id) => Releases.FirstOrDefault(release => release.Id.ToString(CultureInfo.InvariantCulture) == id);

    private (ServedRelease Release, ServedAsset Asset)? Asset(string id) => Releases
        .SelectMany(release => release.Assets.Select(asset => ((ServedRelease, ServedAsset)?)(release, asset)))
        .FirstOrDefault(item => item!.Value.Item2.Id.ToString(CultureInfo.InvariantCulture) == id);

    private JsonObject Json(ServedRelease release) => new()
    {
        ["id"] = release.Id,
        ["tag_name"] = release.Tag,
        ["target_commitish"] = release.Commit,
        ["name"] = release.Name,
        ["body"] = release.Body,
        ["draft"] = release.IsDraft,
        ["prerelease"] = release.IsPrerelease,
        ["immutable"] = IsImmutable && !release.IsDraft,
        ["html_url"] = $"{Api}html/{release.Tag}",
        ["upload_url"] = $"{new Uri(Api, "/upload/")}{release.Id}/assets{{?name,label}}",
        ["assets"] = new JsonArray([.. release.Assets.Select(Json)]),
    };

    private JsonObject Json(ServedAsset asset) => new()
    {
        ["id"] = asset.Id,
        ["name"] = asset.Name,
        ["state"] = asset.State,
        ["size"] = asset.Bytes.Length,
        ["url"] = $"{Api}repos/{Repository}/releases/assets/{asset.Id}",
        ["digest"] = MakesDigests && asset.State == "uploaded" ? $"sha256:{Convert.ToHexStringLower(SHA256.HashData(asset.Bytes))}" : null,
    };

    private static (int, JsonNode?, byte[]?) NotFound => (404, Message("Not Found"), null);

    private static (int, JsonNode?, byte[]?) Invalid(string code) =>
        (422, new JsonObject { ["message"] = "Validation Failed", ["errors"] = new JsonArray(new JsonObject { ["resource"] = "ReleaseAsset", ["field"] = "name", ["code"] = code }) }, null);

    private static JsonObject Message(string text) => new() { ["message"] = text };
}
