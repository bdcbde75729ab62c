using System.Globalization;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;

namespace Slipway.Deployers.Local;

/// <summary>Why an instance is not taken.</summary>
internal static class ReadyFaults
{
    private const string Contract = "the contract is told by ./build.sh Guide contract";

    public static Fault OtherPackage(InstanceRecord record, string path, string package) => new(
        "SLP4030", $"{Name(record)} answers as package {package}, expected {record.PackageId}; {LogTail.Of(record.LogFile)}",
        record.LogFile, $"the service must answer {path} with the value of SLIPWAY_PACKAGE; check what overrides it");

    public static Fault Ended(InstanceRecord record, int? exitCode) => new(
        "SLP4031",
        $"{Name(record)} (process {record.Process.Pid}) ended before it was ready{(exitCode is { } code ? $" with exit code {code}" : "")}; {LogTail.Of(record.LogFile)}",
        record.LogFile, "read why in the log, mend it, then deploy again");

    public static Fault NotReady(InstanceRecord record, string saw, TimeSpan deadline) =>
        !record.IsWorker && record.Readiness is Ready.ContractAnswer or Ready.StatusAnswer && !File.Exists(record.Socket)
            ? NoSocket(record, deadline)
            : new("SLP4032", $"{Name(record)} was not ready within {Seconds(deadline)} s: {saw}; {LogTail.Of(record.LogFile)}", record.LogFile, Mend(record.Readiness));

    public static Fault NotTheContract(InstanceRecord record, string path, string saw) => new(
        "SLP4033", $"{Name(record)} answers 200, but not as the contract wants, {{\"packageId\": …}}: {saw}", record.LogFile,
        $"give the service Ready = Ready.Status(\"{path}\") in the build, and any 2xx will do (Ready.Status(\"/health\") for a health check); {Contract}");

    public static Fault NothingThere(InstanceRecord record, string path, int status) => new(
        "SLP4034", $"{Name(record)} keeps answering {status} at {path}: it runs, and has nothing to be ready with there; {LogTail.Of(record.LogFile)}", record.LogFile,
        $"name a path that it has: Ready = Ready.Status(\"/health\") in the build; or map {path}: {Contract}");

    private static Fault NoSocket(InstanceRecord record, TimeSpan deadline) => new(
        "SLP4035", $"{Name(record)} runs and opened no socket within {Seconds(deadline)} s; is it a worker? {LogTail.Of(record.LogFile)}", record.LogFile,
        $"a worker: Workers => [new WorkerProject(\"{record.Service}\", …)] in the build instead of Services; a service: let it listen on SLIPWAY_SOCKET, "
        + "which ASPNETCORE_URLS says too (UseUrls and Kestrel:Endpoints override it)");

    private static string Mend(Ready readiness) => readiness switch
    {
        Ready.ContractAnswer contract => $"make {contract.Path} answer 200 with {{\"packageId\": …}} in time, or allow more: deployment.readySeconds in .nuke/release.json",
        Ready.StatusAnswer status => $"make {status.Path} answer 2xx in time, or allow more: deployment.readySeconds in .nuke/release.json",
        _ => $"it waits for {readiness.Words}: write that line, mend Ready in the build, or allow more: deployment.readySeconds in .nuke/release.json",
    };

    private static string Name(InstanceRecord record) => $"{record.DeploymentId}/{record.Service}";

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
}
