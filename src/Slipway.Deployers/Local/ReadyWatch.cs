using System.Text.Json;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Local;

/// <summary>Looks whether instances are ready, in the way each of them has chosen.</summary>
internal sealed class ReadyWatch(TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(1);

    // A program that starts may answer "not found" for a moment; one that does so for this long has nothing at that path.
    private static readonly TimeSpan WrongPlace = TimeSpan.FromSeconds(5);

    /// <summary>Waits until one instance is ready, and of its package where it says so.</summary>
    public async Task AwaitAsync(InstanceRecord record, TimeSpan deadline, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        TimeSpan limit = record.Readiness is Ready.Survival survival && survival.Span >= deadline ? survival.Span + deadline : deadline;
        (int Count, long Since) misfits = (0, 0);
        while (true)
        {
            Sight sight = await LookAsync(record, cancellation);
            if (sight.IsReady)
                return;
            if (!record.Process.IsRunning())
                throw new FaultException(ExitCode.Failed, ReadyFaults.Ended(record, await record.Process.ReapAsync(clock, cancellation)));
            misfits = sight.Misfit is null ? (0, 0) : (misfits.Count + 1, misfits.Count == 0 ? clock.GetTimestamp() : misfits.Since);
            if (sight.Misfit is { } misfit && (sight.IsFinal || (sight.IsAnswered && misfits.Count > 1) || clock.GetElapsedTime(misfits.Since) >= WrongPlace))
                throw new FaultException(ExitCode.Failed, misfit);
            if (clock.GetElapsedTime(start) >= limit)
                throw new FaultException(ExitCode.Failed, ReadyFaults.NotReady(record, sight.Saw, deadline));
            await Task.Delay(Poll, clock, cancellation);
        }
    }

    public async Task<Health> ObserveAsync(InstanceRecord record, CancellationToken cancellation)
    {
        if (!record.Process.IsRunning())
        {
            _ = record.Process.TryReap(out _);
            return Health.Ended;
        }

        // A line in a log was true once, and a time without ending is told by the process: nobody can be asked about either.
        bool isWell = record.Readiness is Ready.LogText or Ready.Survival || (await LookAsync(record, cancellation)).IsReady;
        return isWell ? Health.Healthy : Health.Unhealthy;
    }

    private async Task<Sight> LookAsync(InstanceRecord record, CancellationToken cancellation) => record.Readiness switch
    {
        Ready.ContractAnswer contract => Judge(record, contract, await AskAsync(record, contract.Path, cancellation)),
        Ready.StatusAnswer status => Judge(record, status, await AskAsync(record, status.Path, cancellation)),
        Ready.LogText text => new(LogTail.Holds(record.LogFile, record.LogStart, text.IsIn), "its log has no such line"),
        Ready.Survival survival => new(record.Process.Age() >= survival.Span, "it runs"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Sight Judge(InstanceRecord record, Ready.ContractAnswer contract, ProbeAnswer answer)
    {
        string saw = Describe(contract.Path, answer);
        if (answer.Status != 200)
            return new(false, saw) { Misfit = IsElsewhere(answer) ? ReadyFaults.NothingThere(record, contract.Path, answer.Status) : null };
        return PackageIn(answer.Body) switch
        {
            null => new(false, saw) { Misfit = ReadyFaults.NotTheContract(record, contract.Path, saw), IsAnswered = true },
            var package when package != record.PackageId => new(false, saw) { Misfit = ReadyFaults.OtherPackage(record, contract.Path, package), IsFinal = true },
            _ => new(true, saw),
        };
    }

    private static Sight Judge(InstanceRecord record, Ready.StatusAnswer status, ProbeAnswer answer) => new(answer.Status is >= 200 and < 300, Describe(status.Path, answer))
    {
        Misfit = IsElsewhere(answer) ? ReadyFaults.NothingThere(record, status.Path, answer.Status) : null,
    };

    // Redirections and refusals are about the path; "too many requests", "too early" and every 5xx are about the moment.
    private static bool IsElsewhere(ProbeAnswer answer) => answer.Status is (>= 300 and < 500) and not (408 or 425 or 429);

    private Task<ProbeAnswer> AskAsync(InstanceRecord record, string path, CancellationToken cancellation) =>
        SocketHttp.GetAsync(record.Socket, path, new(OneAnswer, clock), cancellation);

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

    /// <summary>What one look gave.</summary>
    /// <param name="IsReady">True ends the wait.</param>
    /// <param name="Saw">What was seen, for the fault at the deadline.</param>
    private sealed record Sight(bool IsReady, string Saw)
    {
        /// <summary>What is wrong if this stays so.</summary>
        public Fault? Misfit { get; init; }

        /// <summary>True where a second look like this ends the wait: the program says that it is ready, and not how it should.</summary>
        public bool IsAnswered { get; init; }

        /// <summary>True where this look ends the wait.</summary>
        public bool IsFinal { get; init; }
    }
}
