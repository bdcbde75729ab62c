using System.Globalization;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Serving;

/// <summary>Why an instance is not taken.</summary>
internal static class ReadyFaults
{
    private const string Contract = "the contract is told by ./build.sh Guide contract";

    public static Fault OtherPackage(IInstance instance, string path, string package, string tail) => new(
        "SLP4030", $"{instance.Name} answers as package {package}, expected {instance.PackageId}; {tail}",
        instance.Log, $"the service must answer {path} with the value of SLIPWAY_PACKAGE; check what overrides it");

    public static Fault Ended(IInstance instance, int? exitCode, string tail) => new(
        "SLP4031",
        $"{instance.Name} ({instance.Runner}) ended before it was ready{(exitCode is { } code ? $" with exit code {code}" : "")}; {tail}",
        instance.Log, "read why in the log, mend it, then deploy again");

    public static Fault NotReady(IInstance instance, string saw, TimeSpan deadline, string tail) =>
        !instance.IsWorker && instance.Readiness is Ready.ContractAnswer or Ready.StatusAnswer && !instance.HasSocket
            ? NoSocket(instance, deadline, tail)
            : new("SLP4032", $"{instance.Name} was not ready within {Seconds(deadline)} s: {saw}; {tail}", instance.Log, Mend(instance.Readiness));

    public static Fault NotTheContract(IInstance instance, string path, string saw) => new(
        "SLP4033", $"{instance.Name} answers 200, but not as the contract wants, {{\"packageId\": …}}: {saw}", instance.Log,
        $"give the service Ready = Ready.Status(\"{path}\") in the build, and any 2xx will do (Ready.Status(\"/health\") for a health check); {Contract}");

    public static Fault NothingThere(IInstance instance, string path, int status, string tail) => new(
        "SLP4034", $"{instance.Name} keeps answering {status} at {path}: it runs, and has nothing to be ready with there; {tail}", instance.Log,
        $"name a path that it has: Ready = Ready.Status(\"/health\") in the build; or map {path}: {Contract}");

    private static Fault NoSocket(IInstance instance, TimeSpan deadline, string tail) => new(
        "SLP4035", $"{instance.Name} runs and opened no socket within {Seconds(deadline)} s; is it a worker? {tail}", instance.Log,
        $"a worker: Workers => [new WorkerProject(\"{instance.Service}\", …)] in the build instead of Services; a service: let it listen on SLIPWAY_SOCKET, "
        + "which ASPNETCORE_URLS says too (UseUrls and Kestrel:Endpoints override it)");

    private static string Mend(Ready readiness) => readiness switch
    {
        Ready.ContractAnswer contract => $"make {contract.Path} answer 200 with {{\"packageId\": …}} in time, or allow more: deployment.readySeconds in .nuke/release.json",
        Ready.StatusAnswer status => $"make {status.Path} answer 2xx in time, or allow more: deployment.readySeconds in .nuke/release.json",
        _ => $"it waits for {readiness.Words}: write that line, mend Ready in the build, or allow more: deployment.readySeconds in .nuke/release.json",
    };

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
