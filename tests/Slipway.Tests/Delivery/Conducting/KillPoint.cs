using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Routing;

namespace Slipway.Tests.Delivery.Conducting;

/// <summary>What a run that is killed meets: from one call of the outside world on, in front of its effect or behind it, nothing it asks for happens any more.</summary>
internal sealed class KillPoint(int call, bool isBehind)
{
    private int _calls;
    private bool _isDead;

    /// <summary>True once the run was killed.</summary>
    public bool WasMet => _isDead;

    /// <summary>Kills it at whatever it asks for next.</summary>
    public void Now() => _isDead = true;

    public async Task<T> CallAsync<T>(Func<Task<T>> effect)
    {
        bool isHere = !_isDead && ++_calls == call;
        if (_isDead || (isHere && !isBehind))
            throw Kill();
        T answer = await effect();
        return isHere ? throw Kill() : answer;
    }

    public Task CallAsync(Func<Task> effect) => CallAsync(async () => { await effect(); return true; });

    private KilledException Kill()
    {
        _isDead = true;
        return new KilledException();
    }
}

internal sealed class KilledException : Exception;

/// <summary>A ledger as a run sees it that is killed.</summary>
internal sealed class KilledLedger(ILedgerStore ledger, KillPoint kill) : ILedgerStore
{
    public string Place => ledger.Place;

    public Task<ImmutableArray<Entry>> ReadAsync(CancellationToken cancellation) => ledger.ReadAsync(cancellation);

    public Task<LedgerTail> ReadAfterAsync(LedgerMark? mark, CancellationToken cancellation) => ledger.ReadAfterAsync(mark, cancellation);

    // A crash between two lines of one append leaves the first.
    public Task<ImmutableArray<Entry>> AppendAsync(ImmutableArray<Entry> drafts, CancellationToken cancellation) => kill.CallAsync(async () =>
    {
        var written = ImmutableArray.CreateBuilder<Entry>();
        foreach (Entry draft in drafts[..^1])
            written.AddRange(await kill.CallAsync(() => ledger.AppendAsync([draft], cancellation)));
        written.AddRange(await ledger.AppendAsync(drafts[^1..], cancellation));
        return written.ToImmutable();
    });

    public Task<ImmutableArray<Entry>?> TryAppendAsync(ImmutableArray<Entry> drafts, string expectedHead, CancellationToken cancellation) => kill.CallAsync(() => ledger.TryAppendAsync(drafts, expectedHead, cancellation));
}

/// <summary>A deployer as a run sees it that is killed.</summary>
internal sealed class KilledDeployer(IDeployer deployer, KillPoint kill) : IDeployer
{
    public Task<Observation> ObserveAsync(DeploymentEnvironment environment, CancellationToken cancellation) => deployer.ObserveAsync(environment, cancellation);

    public Task OpenAsync(DeploymentEnvironment environment, CancellationToken cancellation) => kill.CallAsync(() => deployer.OpenAsync(environment, cancellation));

    public Task UnpackAsync(Deployment deployment, CancellationToken cancellation) => kill.CallAsync(() => deployer.UnpackAsync(deployment, cancellation));

    public Task MigrateAsync(Deployment deployment, CancellationToken cancellation) => kill.CallAsync(() => deployer.MigrateAsync(deployment, cancellation));

    public Task HandOverAsync(Deployment deployment, TimeSpan grace, CancellationToken cancellation) => kill.CallAsync(() => deployer.HandOverAsync(deployment, grace, cancellation));

    public Task<ImmutableArray<string>> StrayAsync(DeploymentEnvironment environment, string deploymentId, CancellationToken cancellation) => deployer.StrayAsync(environment, deploymentId, cancellation);

    public Task FollowAsync(DeploymentEnvironment environment, string deploymentId, string flags, CancellationToken cancellation) =>
        kill.CallAsync(() => deployer.FollowAsync(environment, deploymentId, flags, cancellation));

    public Task StartAsync(Deployment deployment, CancellationToken cancellation) => kill.CallAsync(() => deployer.StartAsync(deployment, cancellation));

    public Task AwaitReadyAsync(Deployment deployment, TimeSpan deadline, CancellationToken cancellation) => kill.CallAsync(() => deployer.AwaitReadyAsync(deployment, deadline, cancellation));

    public Task<ProbeAnswer> ProbeAsync(Deployment deployment, string service, string path, CancellationToken cancellation) => deployer.ProbeAsync(deployment, service, path, cancellation);

    public Task<SwitchReceipt> SwitchAsync(Deployment deployment, CancellationToken cancellation) => kill.CallAsync(() => deployer.SwitchAsync(deployment, cancellation));

    public Task<SwitchReceipt> ExposeAsync(Deployment canary, string serving, Exposure exposure, CancellationToken cancellation) =>
        kill.CallAsync(() => deployer.ExposeAsync(canary, serving, exposure, cancellation));

    public Task<EdgeCounts?> CountAsync(DeploymentEnvironment environment, CancellationToken cancellation) => kill.CallAsync(() => deployer.CountAsync(environment, cancellation));

    public Task<DrainReceipt> DrainAsync(DeploymentEnvironment environment, string deploymentId, TimeSpan deadline, CancellationToken cancellation) =>
        kill.CallAsync(() => deployer.DrainAsync(environment, deploymentId, deadline, cancellation));

    public Task StopAsync(DeploymentEnvironment environment, string deploymentId, TimeSpan grace, CancellationToken cancellation) =>
        kill.CallAsync(() => deployer.StopAsync(environment, deploymentId, grace, cancellation));

    public Task<ImmutableArray<string>> ListAsync(DeploymentEnvironment environment, CancellationToken cancellation) => deployer.ListAsync(environment, cancellation);

    public Task DiscardAsync(DeploymentEnvironment environment, string deploymentId, CancellationToken cancellation) => kill.CallAsync(() => deployer.DiscardAsync(environment, deploymentId, cancellation));

    public Task UnrouteAsync(DeploymentEnvironment environment, CancellationToken cancellation) => kill.CallAsync(() => deployer.UnrouteAsync(environment, cancellation));

    public Task CloseAsync(DeploymentEnvironment environment, CancellationToken cancellation) => kill.CallAsync(() => deployer.CloseAsync(environment, cancellation));
}
