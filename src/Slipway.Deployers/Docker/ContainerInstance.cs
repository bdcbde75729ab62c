using System.Globalization;
using Docker.DotNet.Models;
using Slipway.Deployers.Serving;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;

namespace Slipway.Deployers.Docker;

/// <summary>An instance that is a container.</summary>
internal sealed class ContainerInstance(Engine engine, string name, IDictionary<string, string> marks, TimeProvider clock) : IInstance
{
    /// <summary>The container's name.</summary>
    public string Container => name;

    /// <inheritdoc />
    public string Name => $"{DeploymentId}/{Service}";

    /// <summary>The deployment it belongs to.</summary>
    public string DeploymentId => marks[Marks.Deployment];

    /// <inheritdoc />
    public string Service => marks[Marks.Service];

    /// <inheritdoc />
    public string PackageId => marks[Marks.Package];

    /// <inheritdoc />
    public Ready Readiness => Marks.ReadinessIn(marks);

    /// <inheritdoc />
    public bool IsWorker => Marks.IsWorkerIn(marks);

    /// <summary>True where it is ended once its release lost the traffic.</summary>
    public bool StopsWhenLeft => Marks.StopsWhenLeftIn(marks);

    /// <inheritdoc />
    public string Runner => $"container {name}";

    /// <inheritdoc />
    public string Log => ContainerLog.PlaceOf(name);

    /// <summary>Not known from here: whoever connects finds out.</summary>
    /// <inheritdoc />
    public bool HasSocket => true;

    /// <inheritdoc />
    public Task<ProbeAnswer> AskAsync(string path, Patience patience, CancellationToken cancellation) =>
        SocketHttp.GetAsync(new ContainerSocket(engine, name, Names.Socket(DeploymentId, Service)), path, patience, cancellation);

    /// <inheritdoc />
    public async Task<bool> IsRunningAsync(CancellationToken cancellation) => await FindAsync(cancellation) is { State: { Running: true, Restarting: false } };

    /// <inheritdoc />
    public async Task<int?> ExitCodeAsync(CancellationToken cancellation) => (int?)(await FindAsync(cancellation))?.State.ExitCode;

    /// <inheritdoc />
    public async Task<TimeSpan> AgeAsync(CancellationToken cancellation) => await FindAsync(cancellation) is { State: { Running: true } state }
        ? clock.GetUtcNow() - DateTimeOffset.Parse(state.StartedAt, CultureInfo.InvariantCulture)
        : TimeSpan.Zero;

    /// <inheritdoc />
    public async Task<bool> LogHoldsAsync(Func<string, bool> isWanted, CancellationToken cancellation) =>
        await FindAsync(cancellation) is { } container && (await ContainerLog.SinceStartAsync(engine, container, cancellation)).Any(isWanted);

    /// <inheritdoc />
    public Task<string> LogTailAsync(CancellationToken cancellation) => ContainerLog.TailAsync(engine, name, cancellation);

    /// <summary>What the engine says of it; null where it is not there.</summary>
    public Task<ContainerInspectResponse?> FindAsync(CancellationToken cancellation) =>
        engine.FindAsync($"look at {name}", client => client.Containers.InspectContainerAsync(name, cancellation));
}
