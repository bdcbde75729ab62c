using Slipway.Composition;
using Slipway.Delivery.Conducting;
using Slipway.Delivery.Recording;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Running;
using Slipway.Verbs;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>Tries the way back where nobody is harmed by it.</summary>
internal static class RehearsalRun
{
    public static async Task RunAsync(IRehearse build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        DeploymentEnvironment environment = build.Chosen(build.First.Name);
        if (environment.Name == build.Last.Name && build.Environments.Length > 1)
            throw new FaultException(ExitCode.Usage, new Fault("SLP1630", $"a rehearsal is not for {environment.Name}, where users are", "--environment", $"./build.sh Rehearse --environment {build.First.Name}"));
        if (Refused(environment) is { } refused)
            throw new FaultException(ExitCode.Usage, refused);
        Conductor conductor = await engine.ConductorAsync().ConfigureAwait(false);
        Journal journal = await engine.JournalAsync().ConfigureAwait(false);
        ReleaseState state = await journal.StateAsync(cancellation).ConfigureAwait(false);
        string package = build.PackageName is { } name
            ? await PackageChoice.ResolveAsync(engine.Ports.Packages, name, cancellation).ConfigureAwait(false)
            : state.In(environment.Name).Current?.PackageId ?? new string('0', 64); // the decider says that nothing is deployed
        var order = new DeployOrder { Verb = "Rehearse", Lane = build.Environments, Environment = environment, PackageId = package, Secrets = Deploying.SecretsOf(build) };
        Rehearsal rehearsal = await conductor.RehearseAsync(order, cancellation).ConfigureAwait(false);
        build.Report("rehearsed", $"back to {rehearsal.Target.Version} in {rehearsal.Back.TotalSeconds:0.0} s, forward in {rehearsal.Forward.TotalSeconds:0.0} s");
        RunScope.Current.SayLast($"The way back works: {environment.Name} went to {rehearsal.Target.Version} and forward again, smoke tests passed both times");
    }

    /// <summary>Why a place is none to try the way back in; null where it is one.</summary>
    public static Fault? Refused(DeploymentEnvironment environment) => !environment.IsFeed ? null : new Fault(
        "SLP1515", $"{environment.Name} is a feed: trying its way back would take away what consumers restore", $"environment {environment.Name}",
        "rehearse an environment in which services run; ./build.sh Rollback takes a release off the list");
}
