using System.Collections.Immutable;
using System.Text;
using Slipway.Releases.Environments;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Releases.Smoke;
using Slipway.Vocabulary.Faults;

namespace Slipway.Delivery.Smoke;

/// <summary>Asks what the package wants asked: its instances directly, or the environment through its front door.</summary>
public sealed class SmokeRunner(IDeployer deployer)
{
    private const int Longest = 64 * 1024;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Asks the instances themselves, before any traffic reaches them.</summary>
    public async Task<ImmutableArray<Fault>> BeforeTrafficAsync(Deployment deployment, CancellationToken cancellation)
    {
        List<(string Service, Fault Fault)> faults = [];
        foreach (PackagedService service in deployment.Services)
        {
            foreach (SmokeCheck check in service.Smoke)
            {
                ProbeAnswer answer = await deployer.ProbeAsync(deployment, service.Name, check.Path, cancellation).ConfigureAwait(false);
                if (SmokeJudge.Judge(check, answer, $"{deployment.Environment.Name}, {service.Name} before traffic") is { } fault)
                    faults.Add((service.Name, fault));
            }
        }

        return await WithLogsAsync(deployment, faults, cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks the environment as its users do, and that the package answers that should.</summary>
    public async Task<ImmutableArray<Fault>> ThroughFrontDoorAsync(Deployment deployment, CancellationToken cancellation)
    {
        DeploymentEnvironment environment = deployment.Environment;
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = environment.Url, Timeout = Deadline };
        List<(string Service, Fault Fault)> faults = [];
        foreach (PackagedService service in deployment.Services.Where(service => !service.IsWorker))
        {
            string place = $"{environment.Url}, {service.Name}";
            if (PathAtFrontDoor(service) is { } path && SmokeJudge.JudgeReadiness(service.Readiness, await AskAsync(client, path, cancellation), deployment.PackageId, place) is { } stranger)
                faults.Add((service.Name, stranger));
            foreach (SmokeCheck check in service.Smoke)
            {
                if (SmokeJudge.Judge(check, await AskAsync(client, check.Path, cancellation).ConfigureAwait(false), place) is { } fault)
                    faults.Add((service.Name, fault));
            }
        }

        return await WithLogsAsync(deployment, faults, cancellation).ConfigureAwait(false);
    }

    /// <summary>Looks at the processes of services that do not say who they are.</summary>
    public async Task<ImmutableArray<Fault>> OfProcessesAsync(Deployment deployment, CancellationToken cancellation)
    {
        ImmutableArray<PackagedService> silent = [.. deployment.Services.Where(service => service.Readiness is not Ready.ContractAnswer)];
        if (silent.IsEmpty)
            return [];
        Observation seen = await deployer.ObserveAsync(deployment.Environment, cancellation);
        return
        [
            .. silent
                .Select(service => (service.Name, Fault: SmokeJudge.JudgeProcess(service, seen, deployment.Id, $"environment {deployment.Environment.Name}, {service.Name}")))
                .Where(judged => judged.Fault is not null)
                .Select(judged => WithLog(judged.Fault!, judged.Name, seen, deployment.Id)), // the line above saw it
        ];
    }

    // The instance is ended when its smoke failed, and Status does not name it any more: where it wrote is told while it is known.
    private async Task<ImmutableArray<Fault>> WithLogsAsync(Deployment deployment, List<(string Service, Fault Fault)> faults, CancellationToken cancellation)
    {
        if (faults.Count == 0)
            return [];
        Observation seen = await deployer.ObserveAsync(deployment.Environment, cancellation).ConfigureAwait(false);
        return [.. faults.Select(found => WithLog(found.Fault, found.Service, seen, deployment.Id))];
    }

    private static Fault WithLog(Fault fault, string service, Observation seen, string deploymentId) =>
        seen.Instances.FirstOrDefault(instance => instance.DeploymentId == deploymentId && instance.Service == service)?.LogFile is { } log
            ? fault with { Mend = $"look into {log}, where the service wrote what it did" }
            : fault;

    // A health check below another service's prefix, or below none, is between the instance and us.
    private static string? PathAtFrontDoor(PackagedService service) => service.Readiness switch
    {
        Ready.ContractAnswer contract => contract.Path,
        Ready.StatusAnswer status when status.Path.StartsWith(service.Route, StringComparison.Ordinal) => status.Path,
        _ => null,
    };

    private static async Task<ProbeAnswer> AskAsync(HttpClient client, string path, CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            return new ProbeAnswer((int)response.StatusCode, await ReadAsync(response, cancellation).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new ProbeAnswer(0, exception.Message);
        }
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        byte[] buffer = new byte[Longest];
        int length = await body.ReadAtLeastAsync(buffer, Longest, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
