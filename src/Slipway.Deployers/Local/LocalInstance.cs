using Slipway.Deployers.Serving;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;

namespace Slipway.Deployers.Local;

/// <summary>An instance that is a process of this machine.</summary>
internal sealed class LocalInstance(InstanceRecord record, TimeProvider clock) : IInstance
{
    /// <inheritdoc />
    public string Name => $"{record.DeploymentId}/{record.Service}";

    /// <inheritdoc />
    public string Service => record.Service;

    /// <inheritdoc />
    public string PackageId => record.PackageId;

    /// <inheritdoc />
    public Ready Readiness => record.Readiness;

    /// <inheritdoc />
    public bool IsWorker => record.IsWorker;

    /// <inheritdoc />
    public string Runner => $"process {record.Process.Pid}";

    /// <inheritdoc />
    public string Log => record.LogFile;

    /// <inheritdoc />
    public bool HasSocket => File.Exists(record.Socket);

    /// <inheritdoc />
    public Task<ProbeAnswer> AskAsync(string path, Patience patience, CancellationToken cancellation) =>
        SocketHttp.GetAsync(new LocalSocket(record.Socket), path, patience, cancellation);

    /// <inheritdoc />
    public Task<bool> IsRunningAsync(CancellationToken cancellation) => Task.FromResult(record.Process.IsRunning());

    /// <inheritdoc />
    public async Task<int?> ExitCodeAsync(CancellationToken cancellation) => await record.Process.ReapAsync(clock, cancellation);

    /// <inheritdoc />
    public Task<TimeSpan> AgeAsync(CancellationToken cancellation) => Task.FromResult(record.Process.Age());

    /// <inheritdoc />
    public Task<bool> LogHoldsAsync(Func<string, bool> isWanted, CancellationToken cancellation) =>
        Task.FromResult(LogTail.Holds(record.LogFile, record.LogStart, isWanted));

    /// <inheritdoc />
    public Task<string> LogTailAsync(CancellationToken cancellation) => Task.FromResult(LogTail.Of(record.LogFile));
}
