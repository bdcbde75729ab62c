using Slipway.Delivery.Signing;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;
using Slipway.Releases.Status;

namespace Slipway.Delivery.Conducting;

/// <summary>Gathers the facts a deployment is decided on, signatures included; the decision itself is made in <see cref="ReleaseDecider"/>.</summary>
public sealed class Weighing(ReleasePorts ports, Judging judging, ReleasePolicy policy, TimeProvider clock)
{
    /// <summary>What is meant to be released when.</summary>
    public ReleaseCalendar Calendar { get; init; } = new();

    /// <summary>The wish with everything on record and observed about it.</summary>
    public async Task<DeployRequest> RequestAsync(DeployOrder order, ReleaseState state, string? requester, CancellationToken cancellation)
    {
        var request = new DeployRequest
        {
            State = state,
            Lane = order.Lane,
            Environment = order.Environment,
            PackageId = order.PackageId,
            Manifest = await ports.Packages.ReadAsync(order.PackageId, cancellation).ConfigureAwait(false),
            Policy = policy,
            Again = order.Again,
            Reason = order.Reason,
            SecretNames = [.. order.Secrets.Keys],
            Now = clock.GetUtcNow(),
            Requester = requester,
            Exceptions = order.Exceptions,
            IsEmergency = order.IsEmergency,
            OwnGates = order.OwnGates,
        };
        return await SeenAsync(request, cancellation).ConfigureAwait(false);
    }

    /// <summary>A wish with what is live, planned and seen beside it.</summary>
    public async Task<DeployRequest> SeenAsync(DeployRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        DeploymentRecord? current = request.State.In(request.Environment.Name).Current;
        return request with
        {
            Calendar = Calendar,
            Live = current is null || request.IsFor(current) ? null : await TryReadAsync(current.PackageId, cancellation).ConfigureAwait(false),
            ObservedPackage = (await ports.Deployer.ObserveAsync(request.Environment, cancellation).ConfigureAwait(false)).LivePackage,
            FrontSeen = request.Previous is { } front ? await LookAsync(front, request.State, cancellation).ConfigureAwait(false) : null,
        };
    }

    /// <summary>Decides with every signature it rests on checked.</summary>
    public Task<Decision> DecideAsync(DeployRequest request, CancellationToken cancellation) =>
        judging.JudgeAsync(answers => ReleaseDecider.Deploy(WithSignatures(request, answers)), cancellation);

    /// <summary>Weighs without deciding, for plans and approvers.</summary>
    public Task<Assessment> AssessAsync(DeployRequest request, CancellationToken cancellation) =>
        judging.JudgeAsync(answers => Assessor.Assess(WithSignatures(request, answers)), cancellation);

    /// <summary>The wish with the policies in force, for questions beside the decision.</summary>
    public Task<T> JudgeAsync<T>(DeployRequest request, Func<DeployRequest, T> judge, CancellationToken cancellation) =>
        judging.JudgeAsync(answers => judge(WithSignatures(request, answers)), cancellation);

    private static DeployRequest WithSignatures(DeployRequest request, SignatureAnswers answers) =>
        request with { Signatures = answers, Chain = PolicyChain.Of(request.State, answers) };

    private async Task<Sighting> LookAsync(DeploymentEnvironment environment, ReleaseState state, CancellationToken cancellation) =>
        Sighting.Of(new EnvironmentStatus(environment, state.In(environment.Name), await ports.Deployer.ObserveAsync(environment, cancellation).ConfigureAwait(false), null), clock.GetUtcNow());

    // What is live may have left the store; then nothing is compared with it, and the gates say so.
    private async Task<Manifest?> TryReadAsync(string packageId, CancellationToken cancellation) =>
        (await ports.Packages.ListAsync(cancellation).ConfigureAwait(false)).Contains(packageId) ? await ports.Packages.ReadAsync(packageId, cancellation).ConfigureAwait(false) : null;
}
