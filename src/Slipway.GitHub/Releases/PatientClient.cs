using System.Globalization;
using System.Net;
using Octokit;
using Octokit.Internal;

namespace Slipway.GitHub.Releases;

/// <summary>
/// Sends requests one after the other, as GitHub asks its clients to: at least a second between two that change something, and none before a limit's time is over.
/// What changes nothing when it is asked twice is asked again where no answer came; whoever makes something anew must look first whether it is there.
/// </summary>
/// <param name="inner">Sends for real.</param>
/// <param name="clock">Waits.</param>
/// <param name="say">Gets a sentence for each long wait.</param>
internal sealed class PatientClient(IHttpClient inner, TimeProvider clock, Action<string> say) : IHttpClient
{
    private const int MostTries = 5;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(65); // a limit is over within the hour

    private long? _changed;

    /// <inheritdoc/>
    public async Task<IResponse> Send(IRequest request, CancellationToken cancellationToken, Func<object, object>? preprocessResponseBody = null)
    {
        for (int attempt = 1; ; attempt++)
        {
            await KeepPaceAsync(request, cancellationToken);
            IResponse? answer = await TrySendAsync(request, attempt, preprocessResponseBody, cancellationToken);
            if (answer is not null && await MayPassAsync(request, answer, attempt, cancellationToken))
                return answer;
        }
    }

    /// <inheritdoc/>
    public void SetRequestTimeout(TimeSpan timeout) => inner.SetRequestTimeout(timeout);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();

    // Null where nothing came, and it may be asked again.
    private async Task<IResponse?> TrySendAsync(IRequest request, int attempt, Func<object, object>? read, CancellationToken cancellation)
    {
        try
        {
            return Whole(await inner.Send(request, cancellation, read));
        }
        catch (Exception problem) when (Trouble.IsSilence(problem, cancellation) && IsRepeatable(request) && attempt < MostTries)
        {
            await WaitAsync(Growing(Pace, attempt), cancellation);
            return null;
        }
        finally
        {
            if (request.Method != HttpMethod.Get)
                _changed = clock.GetTimestamp();
        }
    }

    // A limit lets nothing through, so its request was not carried out, whatever it was.
    private async Task<bool> MayPassAsync(IRequest request, IResponse answer, int attempt, CancellationToken cancellation)
    {
        if (LimitOf(answer, attempt) is { } limit)
        {
            if (limit > Longest || attempt >= MostTries)
                return true;
            say($"  github        asks to wait {limit.TotalSeconds:0} s");
            await WaitAsync(limit, cancellation);
            return request.Body is Stream; // it is used up: who sent it opens it again
        }

        if ((int)answer.StatusCode < 500 || !IsRepeatable(request) || attempt >= MostTries)
            return true;
        await WaitAsync(Growing(Pace, attempt), cancellation);
        return false;
    }

    private TimeSpan? LimitOf(IResponse answer, int attempt)
    {
        if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.Forbidden))
            return null;
        if (Number(answer, "Retry-After") is { } seconds)
            return TimeSpan.FromSeconds(seconds);
        if (Number(answer, "X-RateLimit-Remaining") == 0 && Number(answer, "X-RateLimit-Reset") is { } reset)
            return Max(DateTimeOffset.FromUnixTimeSeconds(reset) - clock.GetUtcNow() + Pace, Pace);
        bool isLimit = answer.StatusCode == HttpStatusCode.TooManyRequests || (answer.Body as string)?.Contains("rate limit", StringComparison.OrdinalIgnoreCase) == true;
        return isLimit ? Growing(Unsaid, attempt) : null;
    }

    private async Task KeepPaceAsync(IRequest request, CancellationToken cancellation)
    {
        if (request.Method != HttpMethod.Get && _changed is { } then && Pace - clock.GetElapsedTime(then) is { Ticks: > 0 } left)
            await WaitAsync(left, cancellation);
    }

    private Task WaitAsync(TimeSpan time, CancellationToken cancellation) => Task.Delay(time, clock, cancellation);

    // Without a word in it, an answer that should have some would be read as a list of nothing.
    private static IResponse Whole(IResponse answer) => answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created && answer.Body is null or ""
        ? throw new IOException("the answer is empty")
        : answer;

    private static bool IsRepeatable(IRequest request) => request.Method != HttpMethod.Post;

    private static TimeSpan Growing(TimeSpan first, int attempt) => first * Math.Pow(2, attempt - 1);

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static long? Number(IResponse answer, string name) =>
        answer.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
