using System.Text.Json;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Serving;

/// <summary>Looks whether instances are ready, in the way each of them has chosen.</summary>
internal sealed class ReadyWatch(TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    // A program that starts may answer "not found" for a moment; one that does so for this long has nothing at that path.
    private static readonly TimeSpan WrongPlace = TimeSpan.FromSeconds(5);

    /// <summary>How long one answer may take; longer where asking itself takes its time.</summary>
    public TimeSpan OneAnswer { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Waits until one instance is ready, and of its package where it says so.</summary>
    public async Task AwaitAsync(IInstance instance, TimeSpan deadline, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        TimeSpan limit = instance.Readiness is Ready.Survival survival && survival.Span >= deadline ? survival.Span + deadline : deadline;
        (int Count, long Since) misfits = (0, 0);
        while (true)
        {
            Sight sight = await LookAsync(instance, cancellation);
            if (sight.IsReady)
                return;
            if (!await instance.IsRunningAsync(cancellation))
                throw Refused(ReadyFaults.Ended(instance, await instance.ExitCodeAsync(cancellation), await instance.LogTailAsync(cancellation)));
            misfits = sight.Misfit is null ? (0, 0) : (misfits.Count + 1, misfits.Count == 0 ? clock.GetTimestamp() : misfits.Since);
            if (sight.Misfit is { } misfit && (sight.IsFinal || (sight.IsAnswered && misfits.Count > 1) || clock.GetElapsedTime(misfits.Since) >= WrongPlace))
                throw Refused(misfit(await instance.LogTailAsync(cancellation)));
            if (clock.GetElapsedTime(start) >= limit)
                throw Refused(ReadyFaults.NotReady(instance, sight.Saw, deadline, await instance.LogTailAsync(cancellation)));
            await Task.Delay(Poll, clock, cancellation);
        }
    }

    public async Task<Health> ObserveAsync(IInstance instance, CancellationToken cancellation)
    {
        if (!await instance.IsRunningAsync(cancellation))
        {
            _ = await instance.ExitCodeAsync(cancellation);
            return Health.Ended;
        }

        // A line in a log was true once, and a time without ending is told by the process: nobody can be asked about either.
        bool isWell = instance.Readiness is Ready.LogText or Ready.Survival || (await LookAsync(instance, cancellation)).IsReady;
        return isWell ? Health.Healthy : Health.Unhealthy;
    }

    private async Task<Sight> LookAsync(IInstance instance, CancellationToken cancellation) => instance.Readiness switch
    {
        Ready.ContractAnswer contract => Judge(instance, contract, await AskAsync(instance, contract.Path, cancellation)),
        Ready.StatusAnswer status => Judge(instance, status, await AskAsync(instance, status.Path, cancellation)),
        Ready.LogText text => new(await instance.LogHoldsAsync(text.IsIn, cancellation), "its log has no such line"),
        Ready.Survival survival => new(await instance.AgeAsync(cancellation) >= survival.Span, "it runs"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Sight Judge(IInstance instance, Ready.ContractAnswer contract, ProbeAnswer answer)
    {
        string saw = Describe(contract.Path, answer);
        if (answer.Status != 200)
            return new(false, saw) { Misfit = IsElsewhere(answer) ? tail => ReadyFaults.NothingThere(instance, contract.Path, answer.Status, tail) : null };
        return PackageIn(answer.Body) switch
        {
            null => new(false, saw) { Misfit = _ => ReadyFaults.NotTheContract(instance, contract.Path, saw), IsAnswered = true },
            var package when package != instance.PackageId =>
                new(false, saw) { Misfit = tail => ReadyFaults.OtherPackage(instance, contract.Path, package, tail), IsFinal = true },
            _ => new(true, saw),
        };
    }

    private static Sight Judge(IInstance instance, Ready.StatusAnswer status, ProbeAnswer answer) =>
        new(answer.Status is >= 200 and < 300, Describe(status.Path, answer))
        {
            Misfit = IsElsewhere(answer) ? tail => ReadyFaults.NothingThere(instance, status.Path, answer.Status, tail) : null,
        };

    // Redirections and refusals are about the path; "too many requests", "too early" and every 5xx are about the moment.
    private static bool IsElsewhere(ProbeAnswer answer) => answer.Status is (>= 300 and < 500) and not (408 or 425 or 429);

    private Task<ProbeAnswer> AskAsync(IInstance instance, string path, CancellationToken cancellation) =>
        instance.AskAsync(path, new(OneAnswer, clock), cancellation);

    private static string? PackageIn(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("packageId", out JsonElement id)
                && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        }
        catch (JsonException)
        {
            return null;   // not the contract's answer, which the fault shows
        }
    }

    private static string Describe(string path, ProbeAnswer answer)
    {
        string body = answer.Body.ReplaceLineEndings(" ");
        return answer.Status == 0 ? $"{path} last answered nothing ({body})" : $"{path} last answered {answer.Status} {body[..Math.Min(200, body.Length)]}";
    }

    private static FaultException Refused(Fault fault) => new(ExitCode.Failed, fault);

    /// <summary>What one look gave.</summary>
    /// <param name="IsReady">True ends the wait.</param>
    /// <param name="Saw">What was seen, for the fault at the deadline.</param>
    private sealed record Sight(bool IsReady, string Saw)
    {
        /// <summary>What is wrong if this stays so, told with the end of its log.</summary>
        public Func<string, Fault>? Misfit { get; init; }

        /// <summary>True where a second look like this ends the wait: the program says that it is ready, and not how it should.</summary>
        public bool IsAnswered { get; init; }

        /// <summary>True where this look ends the wait.</summary>
        public bool IsFinal { get; init; }
    }
}
