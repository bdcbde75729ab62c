using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Releases.Evidence;

namespace Slipway.Delivery.Scanning;

/// <summary>What a package source answered when it was asked what it delivers.</summary>
/// <param name="Name">Its host and port; the rest of an address may hold a key.</param>
/// <param name="Index">What it delivers; null when it did not say.</param>
/// <param name="Trouble">Why it did not; null when it did.</param>
public sealed record SourceAnswer(string Name, SourceIndex? Index, string? Trouble);

/// <summary>Asks package sources for their <c>index.json</c>.</summary>
public sealed class SourceIndexes
{
    private const int LongestIndex = 4 * 1024 * 1024;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, SourceAnswer> _known = new(StringComparer.Ordinal);

    /// <summary>The answers of all sources that are addresses; each is asked once.</summary>
    public async Task<ImmutableArray<SourceAnswer>> ReadAsync(IEnumerable<string> sources, CancellationToken cancellation)
    {
        var answers = ImmutableArray.CreateBuilder<SourceAnswer>();
        foreach (string source in sources)
        {
            if (!Uri.TryCreate(source, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
                continue;
            if (!_known.TryGetValue(source, out SourceAnswer? answer))
                _known[source] = answer = await AskAsync(address, cancellation).ConfigureAwait(false);
            answers.Add(answer);
        }

        return answers.ToImmutable();
    }

    private static async Task<SourceAnswer> AskAsync(Uri address, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = Deadline, MaxResponseContentBufferSize = LongestIndex };
        try
        {
            return new SourceAnswer(address.Authority, SourceIndex.Parse(await client.GetStringAsync(address, cancellation).ConfigureAwait(false)), null);
        }
        catch (HttpRequestException exception)
        {
            return new SourceAnswer(address.Authority, null, exception.StatusCode is { } status ? $"answers {(int)status}" : "cannot be reached");
        }
        catch (JsonException)
        {
            return new SourceAnswer(address.Authority, null, "has no index of NuGet's third version");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SourceAnswer(address.Authority, null, "does not answer in time");
        }
    }
}
