using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Conducting;
using Slipway.Delivery.Recording;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Running;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>What <c>Up</c>, <c>Down</c> and <c>Unbar</c> do.</summary>
internal static class Operation
{
    public static async Task UpAsync(IOperate build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        Conductor conductor = await engine.ConductorAsync().ConfigureAwait(false);
        foreach (DeploymentEnvironment environment in Asked(build))
        {
            DeploymentRecord? current = await conductor.UpAsync(environment, Deploying.SecretsOf(build), cancellation).ConfigureAwait(false);
            RunScope.Current.Say(current is null ? $"  {environment.Name}: nothing was ever deployed here" : $"  {environment.Name}: {current.Version} ({current.PackageId[..12]}) serves at {environment.Url}");
        }
    }

    public static async Task DownAsync(IOperate build, CancellationToken cancellation)
    {
        Conductor conductor = await build.Engine.ConductorAsync().ConfigureAwait(false);
        foreach (DeploymentEnvironment environment in Asked(build).Reverse())
        {
            if (environment.IsFeed)
            {
                RunScope.Current.Say($"  {environment.Name}: a feed goes on offering what it has; ./build.sh Rollback takes a release off the list");
                continue;
            }

            await conductor.DownAsync(environment, cancellation).ConfigureAwait(false);
            RunScope.Current.Say($"  {environment.Name}: down; ./build.sh Up brings it back");
        }
    }

    public static async Task UnbarAsync(IOperate build, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(build.ReasonText))
            throw new FaultException(ExitCode.Usage, Deploying.ReasonMissing("Unbar"));
        ReleaseEngine engine = build.Engine;
        DeploymentEnvironment environment = build.Chosen(null);
        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        EnvironmentState state = (await journal.StateAsync(cancellation).ConfigureAwait(false)).In(environment.Name);
        string[] barred = [.. state.Barred.Keys.Where(id => id.StartsWith(build.PackageName ?? "", StringComparison.OrdinalIgnoreCase))];
        if (barred.Length != 1)
            throw new FaultException(ExitCode.Usage, NotOne(environment, state, barred.Length));
        await journal.AppendAsync(EntryType.ReleaseUnblocked, new Subject(environment.Name, barred[0]), cancellation, ("reason", build.ReasonText)).ConfigureAwait(false);
        RunScope.Current.Say($"  {barred[0][..12]} may enter {environment.Name} again");
    }

    private static ImmutableArray<DeploymentEnvironment> Asked(IOperate build) => build.EnvironmentName is null ? build.Environments : [build.Chosen(null)];

    private static Fault NotOne(DeploymentEnvironment environment, EnvironmentState state, int count) => new(
        "SLP1506", count == 0 ? $"no such package is barred in {environment.Name}" : $"{count} barred packages match", "--package",
        state.Barred.IsEmpty ? "nothing is barred there" : $"give one of {string.Join(", ", state.Barred.Keys.Select(id => id[..12]))}");
}
