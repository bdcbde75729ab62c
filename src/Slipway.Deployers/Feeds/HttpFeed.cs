using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Slipway.Releases.Environments;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Feeds;

/// <summary>
/// A NuGet V3 server. It is spoken to directly and not through <c>dotnet nuget push</c>, which takes the key on its command line only, where every user of the machine reads it: here it is a header.
/// </summary>
internal sealed class HttpFeed(PackageFeed feed, string? key) : INuGetFeed
{
    private const string Content = "PackageBaseAddress/3.0.0", Publishing = "PackagePublish/2.0.0", Symbols = "SymbolPackagePublish/4.9.0";
    private const int LongestAnswer = 300;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (feed.Key is { } name && string.IsNullOrEmpty(key))
            throw new FaultException(ExitCode.Usage, new Fault("SLP4102", $"the key of the feed is not set: the environment variable {name} is empty", feed.Source, $"read -rs {name} && export {name}"));
        using HttpClient client = Client();
        if ((await ResourcesAsync(client, cancellation)).GetValueOrDefault(Publishing) is null)
            throw new FaultException(ExitCode.Failed, new Fault("SLP4103", "the feed takes no packages: its index names no PackagePublish/2.0.0", feed.Source, "name the V3 service index of a feed that can be pushed to, …/index.json"));
    }

    /// <inheritdoc />
    public async Task<Digest?> FindAsync(NupkgContent package, CancellationToken cancellation)
    {
        using HttpClient client = Client();
        if ((await ResourcesAsync(client, cancellation)).GetValueOrDefault(Content) is not { } content)
            return null;
        string id = package.Id.ToLowerInvariant(), version = package.Version.Split('+')[0].ToLowerInvariant();
        using HttpResponseMessage answer = await SendAsync(client, new HttpRequestMessage(HttpMethod.Get, $"{content.TrimEnd('/')}/{id}/{version}/{id}.{version}.nupkg"), cancellation);
        if (!answer.IsSuccessStatusCode)
            return null;
        using var bytes = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(cancellation));
        return NupkgContent.Read(bytes).Content;
    }

    /// <inheritdoc />
    public async Task PublishAsync(NupkgContent package, string file, CancellationToken cancellation)
    {
        using HttpClient client = Client();
        Dictionary<string, string> resources = await ResourcesAsync(client, cancellation);
        await PutAsync(client, resources[Publishing], file, package, cancellation);
        string symbols = Path.ChangeExtension(file, ".snupkg");
        if (File.Exists(symbols) && resources.GetValueOrDefault(Symbols) is { } address)
            await PutAsync(client, address, symbols, package, cancellation);
    }

    /// <inheritdoc />
    public async Task WithdrawAsync(NupkgContent package, CancellationToken cancellation)
    {
        using HttpClient client = Client();
        string address = (await ResourcesAsync(client, cancellation))[Publishing];
        using HttpResponseMessage answer = await SendAsync(client, new HttpRequestMessage(HttpMethod.Delete, $"{address.TrimEnd('/')}/{package.Id}/{package.Version}"), cancellation);
        if (!answer.IsSuccessStatusCode && answer.StatusCode != HttpStatusCode.NotFound)
            throw await RefusedAsync(answer, $"take {package.Id} {package.Version} off the list", cancellation);
    }

    private async Task PutAsync(HttpClient client, string address, string file, NupkgContent package, CancellationToken cancellation)
    {
        await using FileStream bytes = File.OpenRead(file);
        using var part = new StreamContent(bytes);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { part, "package", Path.GetFileName(file) } };
        using HttpResponseMessage answer = await SendAsync(client, new HttpRequestMessage(HttpMethod.Put, address) { Content = form }, cancellation);
        if (!answer.IsSuccessStatusCode)
            throw await RefusedAsync(answer, $"take {package.Id} {package.Version}", cancellation);
    }

    private async Task<Dictionary<string, string>> ResourcesAsync(HttpClient client, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await SendAsync(client, new HttpRequestMessage(HttpMethod.Get, feed.Source), cancellation);
        if (!answer.IsSuccessStatusCode)
            throw await RefusedAsync(answer, "be read", cancellation);
        try
        {
            using JsonDocument index = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
            return index.RootElement.GetProperty("resources").EnumerateArray()
                .GroupBy(resource => resource.GetProperty("@type").GetString() ?? "", StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().GetProperty("@id").GetString() ?? "", StringComparer.Ordinal);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FaultException(ExitCode.Failed, new Fault("SLP4104", "what the feed answers is no V3 service index", feed.Source, "name the feed's index: …/index.json"), problem);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using (request)
                return await client.SendAsync(request, cancellation);
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new FaultException(ExitCode.Failed, new Fault("SLP4105", $"the feed does not answer: {problem.Message}", feed.Source, "check the address and the network, then run the verb again"), problem);
        }
    }

    private async Task<FaultException> RefusedAsync(HttpResponseMessage answer, string what, CancellationToken cancellation)
    {
        string said = (await answer.Content.ReadAsStringAsync(cancellation)).Trim();
        string status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        return new FaultException(ExitCode.Failed, new Fault(
            "SLP4106", $"the feed would not {what}: {status} {answer.ReasonPhrase}{(said.Length == 0 ? "" : $", {said[..Math.Min(said.Length, LongestAnswer)]}")}", feed.Source,
            answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? feed.Key is { } name ? $"give a key with the right to do it: {name}" : "name the variable that holds the feed's key: OfFeed(…, key: \"FEED_KEY\")"
            : answer.StatusCode == HttpStatusCode.Conflict ? "a version cannot be published twice: commit, so that it is raised, then ./build.sh Release" : "mend what the feed says, then run the verb again"));
    }

    private HttpClient Client()
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = !feed.Address.IsLoopback }) { Timeout = Deadline };
        if (!string.IsNullOrEmpty(key))
            client.DefaultRequestHeaders.Add("X-NuGet-ApiKey", key);
        return client;
    }
}
