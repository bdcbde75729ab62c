using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Conducting;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Status;
using Slipway.Reports.Html;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>Weighs what waits for each environment as ReleasePlan weighs it, for whoever only looks.</summary>
internal static class ComingReleases
{
    /// <param name="build">The build.</param>
    /// <param name="engine">Its engine.</param>
    /// <param name="state">What is on record.</param>
    /// <param name="manifests">Manifests that are at hand; a package without one is told of by the ledger alone.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<ImmutableArray<ComingRelease>> ReadAsync(
        IApplication build, ReleaseEngine engine, ReleaseState state, ImmutableDictionary<string, Manifest> manifests, CancellationToken cancellation)
    {
        var coming = ImmutableArray.CreateBuilder<ComingRelease>();
        foreach (DeploymentEnvironment environment in build.Environments)
        {
            SealedPackage? package = StatusView.Pending(build.Environments, state, environment.Name);
            if (package is null || !manifests.TryGetValue(package.Id, out Manifest? manifest))
                continue;
            var order = new DeployOrder
            {
                Verb = "Plan",
                Lane = build.Environments,
                Environment = environment,
                PackageId = package.Id,
                OwnGates = build.OwnGates,
                Secrets = ReleaseEngine.Secrets(manifest.Services),
            };
            if (await WeighedAsync(engine, order, state, cancellation).ConfigureAwait(false) is { } release)
                coming.Add(release);
        }

        return coming.ToImmutable();
    }

    // Nobody is kept from looking by a package or a policy that cannot be read; whoever promotes is told.
    private static async Task<ComingRelease?> WeighedAsync(
        ReleaseEngine engine, DeployOrder order, ReleaseState state, CancellationToken cancellation)
    {
        try
        {
            DeployRequest request = await engine.Weighing.RequestAsync(order, state, null, cancellation).ConfigureAwait(false);
            return ComingRelease.Of(new PlanView
            {
                Environment = request.Environment,
                Request = request,
                Assessment = await engine.Weighing.AssessAsync(request, cancellation).ConfigureAwait(false),
                VersionWhy = "as sealed",
                Scope = await Planning.ScopeAsync(engine, request, cancellation).ConfigureAwait(false),
            });
        }
        catch (FaultException)
        {
            return null;
        }
    }
}
