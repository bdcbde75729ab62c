using System.Text.Json;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Local;

/// <summary>Asks instances whether they are ready and who they are.</summary>
internal sealed class ReadyWatch(TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(1);

    /// <summary>Waits until one instance is ready and of its package.</summary>
    public async Task AwaitAsync(InstanceRecord record, TimeSpan deadline, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            ProbeAnswer answer = await AskAsync(record, cancellation);
            if (answer.Status == 200 && PackageIn(answer.Body) is { } package)
            {
                if (package == record.PackageId)
                    return;
                throw new FaultException(ExitCode.Failed, OtherPackage(record, package));
            }

            if (!record.Process.IsRunning())
                throw new FaultException(ExitCode.Failed, Ended(record, await record.Process.ReapAsync(clock, cancellation)));
            if (clock.GetElapsedTime(start) >= deadline)
                throw new FaultException(ExitCode.Failed, NotReady(record, answer, deadline));
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

        ProbeAnswer answer = await AskAsync(record, cancellation);
        return answer.Status == 200 && PackageIn(answer.Body) == record.PackageId ? Health.Healthy : Health.Unhealthy;
    }

    private Task<ProbeAnswer> AskAsync(InstanceRecord record, CancellationToken cancellation) =>
        SocketHttp.GetAsync(record.Socket, record.ReadyPath, new(OneAnswer, clock), cancellation);

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
            return null;   // not the contract's answer: not ready, and the fault at the deadline shows it
        }
    }

    private static Fault OtherPackage(InstanceRecord record, string package) => new(
        "SLP4030", $"{record.DeploymentId}/{record.Service} answers as package {package}, expected {record.PackageId}; {LogTail.Of(record.LogFile)}",
        record.LogFile, $"the service must answer {record.ReadyPath} with the value of SLIPWAY_PACKAGE; check what overrides it");

    private static Fault Ended(InstanceRecord record, int? exitCode) => new(
        "SLP4031",
        $"{record.DeploymentId}/{record.Service} (process {record.Process.Pid}) ended before it was ready{(exitCode is { } code ? $" with exit code {code}" : "")}; {LogTail.Of(record.LogFile)}",
        record.LogFile, "read why in the log, mend it, then deploy again");

    private static Fault NotReady(InstanceRecord record, ProbeAnswer answer, TimeSpan deadline) => new(
        "SLP4032",
        $"{record.DeploymentId}/{record.Service} was not ready within {deadline.TotalSeconds:0.#} s: {record.ReadyPath} last answered {Describe(answer)}; {LogTail.Of(record.LogFile)}",
        record.LogFile, $"make {record.ReadyPath} answer 200 with {{\"packageId\": …}} in time, or allow more");

    private static string Describe(ProbeAnswer answer)
    {
        string body = answer.Body.ReplaceLineEndings(" ");
        return answer.Status == 0 ? $"nothing ({body})" : $"{answer.Status} {body[..Math.Min(200, body.Length)]}";
    }
}
