using System.Collections.Immutable;
using Slipway.Composition;
using Slipway.Delivery.Durable;
using Slipway.Delivery.Shape;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Shape;
using Slipway.Releases.Status;
using Slipway.Running;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Components;

/// <summary>Checks what releases need on this machine: each point is asked anew, and what is wrong comes with its mend.</summary>
internal static class Diagnosis
{
    public static async Task RunAsync(IObserve build, CancellationToken cancellation)
    {
        ReleaseEngine engine = build.Engine;
        var faults = ImmutableArray.CreateBuilder<Fault>();
        await CheckAsync("policy", () => Task.FromResult($"{Tests(engine.Policy.Gates.MinimumTests)}, coverage {(engine.Policy.Gates.MinimumCoverage is { } coverage ? $"{coverage} %" : "not asked for")}"), faults).ConfigureAwait(false);
        await CheckAsync("source", async () => $"commit {(await engine.Source.ReadAsync(cancellation).ConfigureAwait(false)).Commit[..12]}", faults).ConfigureAwait(false);
        await CheckAsync("state", () => Task.FromResult(WriteProbe(engine)), faults).ConfigureAwait(false);
        ReleaseState state = ReleaseState.Empty;
        await CheckAsync("ledger", async () =>
        {
            ImmutableArray<Entry> entries = await engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false);
            state = ReleaseState.Fold(entries);
            return $"{entries.Length} entries, chain unbroken";
        }, faults).ConfigureAwait(false);
        ImmutableArray<EnvironmentStatus> lane = [.. await Observing.ReadAsync(build, engine, state, cancellation).ConfigureAwait(false)];
        foreach (ShapeFinding finding in await ShapeAsync(build, engine, lane, faults, cancellation).ConfigureAwait(false))
            await CheckAsync(finding.Point, () => Task.FromResult(Sound(finding)), faults).ConfigureAwait(false);
        foreach (EnvironmentStatus status in lane)
        {
            await CheckAsync(status.Environment.Name, () => Task.FromResult(Describe(status)), faults).ConfigureAwait(false);
            await WarnAsync(engine, status, cancellation).ConfigureAwait(false);
        }

        RunScope.Current.Answer(ReleaseAnswers.Faults(faults.ToImmutable()));
        if (faults.Count > 0)
            throw new FaultException(ExitCode.Failed, faults.ToImmutable());
    }

    // A solution that cannot be told or read is a finding of its own, and leaves nothing to look at.
    private static async Task<ImmutableArray<ShapeFinding>> ShapeAsync(IObserve build, ReleaseEngine engine, ImmutableArray<EnvironmentStatus> lane, ImmutableArray<Fault>.Builder faults, CancellationToken cancellation)
    {
        var source = new ShapeSource(RunScope.Current.Runner, build.RootDirectory);
        ImmutableArray<AbsolutePath> projects = [];
        string solution = "";
        await CheckAsync("projects", () =>
        {
            projects = SolutionProjects.Of(build);
            solution = build.SolutionFile.Name;
            return Task.FromResult(solution);
        }, faults).ConfigureAwait(false);
        if (projects.IsEmpty)
            return [];
        if (build is ITest test)
            await CheckAsync("results", () => Task.FromResult($"TRX by {test.TestSettings.Platform}"), faults).ConfigureAwait(false);
        AbsolutePath[] released = [.. Deployables.Projects(build).Select(one => one.Project), .. build is IPackage package ? package.NuGetProjects : []];
        (string? sdk, string failure) = await source.ReadSdkAsync(cancellation).ConfigureAwait(false);
        var taken = ImmutableArray.CreateBuilder<(DeploymentEnvironment, bool)>();
        foreach (EnvironmentStatus place in lane)
        {
            bool isOurs = place.Environment.IsFeed || place.Seen.FrontDoor is not null || place.Seen.SilentFrontDoor is not null;
            taken.Add((place.Environment, !isOurs && await ShapeSource.IsTakenAsync(place.Environment.Port, cancellation).ConfigureAwait(false)));
        }

        return ShapeCheck.Of(new RepositoryShape
        {
            Solution = solution,
            Projects = [.. projects.Select(source.Project)],
            Released = [.. released.Select(source.Project)],
            MinimumTests = engine.Policy.Gates.MinimumTests,
            Sdk = sdk,
            SdkFailure = failure,
            Identity = await engine.Source.ReadIdentityAsync(cancellation).ConfigureAwait(false),
            Unignored = await source.ReadUnignoredAsync(projects[0], cancellation).ConfigureAwait(false),
            Services = Deployables.Of(build),
            SecretNames = [.. Deploying.SecretsOf(build).Keys],
            Lane = taken.ToImmutable(),
        });
    }

    private static string Sound(ShapeFinding finding) => finding.Faults.IsEmpty ? finding.Seen : throw new FaultException(ExitCode.Failed, finding.Faults);

    private static async Task CheckAsync(string name, Func<Task<string>> check, ImmutableArray<Fault>.Builder faults)
    {
        try
        {
            RunScope.Current.Say($"  ok    {name,-12} {await check().ConfigureAwait(false)}");
        }
        catch (FaultException exception)
        {
            RunScope.Current.Say($"  wrong {name,-12} {exception.Faults[0].Cause.Split('\n')[0]}");
            faults.AddRange(exception.Faults);
        }
    }

    // No fault of this machine: it serves, and whoever wrote it should hear of it before the next deployment.
    private static async Task WarnAsync(ReleaseEngine engine, EnvironmentStatus status, CancellationToken cancellation)
    {
        if (status.Seen.LiveDeployment is not { } live)
            return;
        ImmutableArray<string> stray = await engine.Ports.Deployer.StrayAsync(status.Environment, live, cancellation).ConfigureAwait(false);
        if (!stray.IsEmpty && StrayFault.Of(live, stray) is var fault)
            RunScope.Current.Say($"  note  {status.Environment.Name,-12} {fault.Code}: {fault.Cause}; {fault.Mend}");
    }

    private static string Tests(int minimum) => minimum switch { 0 => "no tests asked for", 1 => "at least 1 test", _ => $"at least {minimum} tests" };

    private static string WriteProbe(ReleaseEngine engine)
    {
        try
        {
            DurableFile.Replace(engine.State / "doctor.probe", "probe");
            File.Delete(engine.State / "doctor.probe");
            return $"{engine.State} can be written";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FaultException(ExitCode.Failed, new Fault("SLP1508", $"the state cannot be written: {exception.Message}", engine.State, "free space, or make the folder writable"));
        }
    }

    private static string Describe(EnvironmentStatus status) => (status.Drift, status.Health) switch
    {
        _ when status.Unreachable is { } unreachable => throw new FaultException(ExitCode.Failed, unreachable),
        ({ } drift, _) => throw new FaultException(ExitCode.Failed, new Fault("SLP1509", $"{status.Environment.Name}: {drift}", status.Environment.Url.ToString(), "the next Stage, Promote, Rollback or Up settles it")),
        (_, "down") => throw new FaultException(ExitCode.Failed, new Fault("SLP1510", $"{status.Environment.Name} is down, {status.Recorded.Current!.Version} should serve", status.Environment.Url.ToString(), $"./build.sh Up --environment {status.Environment.Name}")),
        (_, "unhealthy") => throw new FaultException(ExitCode.Failed, new Fault("SLP1511", $"{status.Environment.Name} is unhealthy", status.Live.FirstOrDefault()?.LogFile ?? status.Environment.Url.ToString(), $"read the log; ./build.sh Up --environment {status.Environment.Name} starts what ended")),
        (_, var health) => $"{health} at {status.Environment.Url}",
    };
}
