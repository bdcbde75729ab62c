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

    /// <summary>Whether the front door's answer comes from the package it should come from; or null.</summary>
    public static Fault? JudgeIdentity(PackagedService service, ProbeAnswer answer, string packageId, string place) =>
        answer.Status == 200 && answer.Body.Contains(packageId, StringComparison.Ordinal)
            ? null
            : new Fault("SLP2603", $"GET {service.ReadyPath} answered {answer.Status} and not as package {packageId[..12]}", place, Mend);

    private const string Mend = "look into the instance's log; ./build.sh Status names it";
}
