using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Smoke;

/// <summary>Compares what came back with what must come back.</summary>
public static class SmokeJudge
{
    /// <summary>What is wrong with an answer, or null.</summary>
    public static Fault? Judge(SmokeCheck check, ProbeAnswer answer, string place)
    {
        if (answer.Status != check.Status)
            return new Fault("SLP2601", answer.Status == 0 ? $"GET {check.Path} got no answer: {answer.Body}" : $"GET {check.Path} answered {answer.Status}, {check.Status} is wanted", place, Mend);
        return check.Contains is { } text && !answer.Body.Contains(text, StringComparison.Ordinal)
            ? new Fault("SLP2602", $"GET {check.Path} answered without '{text}'", place, Mend)
            : null;
    }

    /// <summary>Whether the front door's answer is what the service's readiness promises of it, its package included where it keeps the contract; null when it is, or when nothing is promised of answers.</summary>
    public static Fault? JudgeReadiness(Ready readiness, ProbeAnswer answer, string packageId, string place) => readiness switch
    {
        Ready.ContractAnswer contract when answer.Status != 200 || !answer.Body.Contains(packageId, StringComparison.Ordinal) =>
            new Fault("SLP2603", $"GET {contract.Path} answered {answer.Status} and not as package {packageId[..12]}", place, Mend),
        Ready.StatusAnswer status when answer.Status is < 200 or >= 300 =>
            new Fault("SLP2604", answer.Status == 0 ? $"GET {status.Path} got no answer: {answer.Body}" : $"GET {status.Path} answered {answer.Status}, any 2xx is wanted", place, Mend),
        _ => null,
    };

    /// <summary>Whether what is seen of an environment proves that a service which does not say who it is runs from the package it should; null when it does.</summary>
    public static Fault? JudgeProcess(PackagedService service, Observation seen, string deploymentId, string place)
    {
        if (seen.LiveDeployment != deploymentId)
            return new Fault("SLP2605", $"the front door leads to {seen.LiveDeployment ?? "nothing"} and not to {deploymentId}", place, Mend);
        Health health = seen.Instances.FirstOrDefault(instance => instance.DeploymentId == deploymentId && instance.Service == service.Name)?.Health ?? Health.Ended;
        return health == Health.Healthy ? null : new Fault("SLP2606", $"{service.Name} is {health.ToString().ToLowerInvariant()}", place, Mend);
    }

    private const string Mend = "look into the instance's log";
}
