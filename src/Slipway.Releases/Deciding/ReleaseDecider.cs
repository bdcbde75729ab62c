using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Deciding;

/// <summary>Decides what may be done to an environment: pure, so that anyone can ask again and get the same answer.</summary>
public static class ReleaseDecider
{
    // The time limits of all steps together are less; what is open for longer has died.
    private static readonly TimeSpan LongestDeployment = TimeSpan.FromHours(1);

    /// <summary>May this package be deployed here?</summary>
    public static Decision Deploy(DeployRequest request)
    {
        EnvironmentState here = request.State.In(request.Environment.Name);
        if (here.Current is { } current && request.IsFor(current) && request.ObservedPackage == request.PackageId)
            return new Decision.AlreadyLive(current);
        ImmutableArray<Fault> configuration = [.. MissingConfiguration.Of(request.Manifest.Services, request.Environment, request.SecretNames)];
        if (!configuration.IsEmpty)
            return new Decision.Refusal(ExitCode.Usage, configuration);

        Assessment assessment = Assessor.Assess(request);
        if (assessment.Refusal is { } refusal)
            return refusal with { Gates = assessment.Gates, Assessment = assessment };

        string id = NextDeployment(here, request.PackageId);
        DeploymentRecord? previous = here.Current is { } serving && !request.IsFor(serving) ? serving : here.RollbackTarget;
        return new Decision.Proceed(id, previous) { Gates = assessment.Gates, Assessment = assessment };
    }

    /// <summary>May the environment go back, and to what?</summary>
    /// <param name="state">The folded ledger.</param>
    /// <param name="environment">The environment to take back.</param>
    /// <param name="to">Beginning of a package id to go to; null chooses the newest succeeded one that is not barred.</param>
    public static Decision RollBack(ReleaseState state, DeploymentEnvironment environment, string? to)
    {
        EnvironmentState here = state.In(environment.Name);
        if (here.Current is null)
            return Refuse(NothingDeployed(environment));
        DeploymentRecord? target = to is null
            ? here.RollbackTarget
            : here.Succeeded.LastOrDefault(deployment => Matches(deployment, to) && !here.Current.IsLike(deployment)) ?? here.Succeeded.LastOrDefault(deployment => Matches(deployment, to));
        if (target is null)
            return Refuse(to is null ? NothingToGoBackTo(environment) : NeverRanHere(environment, to, here));
        if (here.Current.IsLike(target))
            return Refuse(ServesAlready(environment, target));
        if (!here.Line.Any(earlier => earlier.IsLike(target)))
            return Refuse(LiesAhead(environment, target, here.Current));
        return here.Barred.TryGetValue(target.PackageId, out string? reason)
            ? Refuse(Barred(environment, target, reason))
            : new Decision.Proceed(target.DeploymentId, here.Current);
    }

    /// <summary>
    /// The release a wish to go back has arrived at already; null while it has not. A rollback pins the environment with its reason, so the same wish
    /// given again, by somebody who does not know how the first one ended, changes nothing: another reason, or <paramref name="to"/>, goes on from there.
    /// </summary>
    /// <param name="here">The environment.</param>
    /// <param name="to">Beginning of a package id, or a version, or null.</param>
    /// <param name="reason">Why it is wished.</param>
    public static DeploymentRecord? ArrivedAlready(EnvironmentState here, string? to, string reason) =>
        here.Current is { } current && here.Pin == reason && here.Open is null && (to is null || Matches(current, to)) ? current : null;

    /// <summary>Why stored data no longer allows the way from one release to an earlier one; null when it does.</summary>
    /// <param name="left">What is to be left.</param>
    /// <param name="target">What is to serve again.</param>
    /// <param name="environment">Where.</param>
    public static Decision.Refusal? RollBackData(Manifest left, Manifest target, DeploymentEnvironment environment) =>
        MigrationRules.Brought(target, left).FirstOrDefault(migration => migration.Phase == MigrationPhase.Contract) is { } contract ? Refuse(Contracted(environment, left, target, contract)) : null;

    /// <summary>The name of the next deployment of a package in an environment.</summary>
    public static string NextDeployment(EnvironmentState here, string packageId) => string.Create(CultureInfo.InvariantCulture, $"{here.Started + 1:0000}-{packageId[..12]}");

    /// <summary>Why the way back cannot be tried; null when it can.</summary>
    public static Decision.Refusal? Rehearse(EnvironmentState here, DeploymentEnvironment environment, string packageId) =>
        here.Current is null ? Refuse(NothingDeployed(environment))
        : here.Current.PackageId != packageId ? Refuse(NotLive(environment, packageId))
        : here.RollbackTarget is null ? Refuse(NothingToGoBackTo(environment))
        : null;

    /// <summary>
    /// The fault that another machine is at work in an environment: it began something, its lease is not seen here, and it may be alive.
    /// Null when nothing is open, when it was begun in this place, or when no deployment takes that long.
    /// </summary>
    public static Fault? HeldElsewhere(EnvironmentState here, DeploymentEnvironment environment, string place, DateTimeOffset now) =>
        here.Open is { } open && open.Data.GetValueOrDefault("place", place) != place && now - open.Utc < LongestDeployment ? AtWork(environment, open) : null;

    private static bool Matches(DeploymentRecord deployment, string to) => deployment.PackageId.StartsWith(to, StringComparison.Ordinal) || deployment.Version == to;

    private static Decision.Refusal Refuse(Fault fault) => new(ExitCode.GateFailed, [fault]);

    private static Fault NothingDeployed(DeploymentEnvironment environment) => new(
        "SLP2402", $"nothing is deployed to {environment.Name}", $"environment {environment.Name}", $"./build.sh Promote --environment {environment.Name}");

    private static Fault AtWork(DeploymentEnvironment environment, Entry open) => new(
        "SLP2408", $"{open.Actor.Id} began {open.Data.GetValueOrDefault("verb", "Rollback")} of {open.Version} on another machine at {open.Utc.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC and has not ended it", $"environment {environment.Name}",
        $"wait for it; if it died, any verb on that machine settles it, and from {(open.Utc + LongestDeployment).UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC on any verb here does");

    private static Fault NotLive(DeploymentEnvironment environment, string packageId) => new(
        "SLP2407", $"package {packageId[..12]} is not live in {environment.Name}", $"environment {environment.Name}", $"./build.sh Stage --package {packageId[..12]}, then rehearse it");

    private static Fault NothingToGoBackTo(DeploymentEnvironment environment) => new(
        "SLP2403", $"there is no earlier succeeded release in {environment.Name} to go back to", $"environment {environment.Name}",
        $"./build.sh History --environment {environment.Name} shows what ran; a second release has this one to go back to: ./build.sh Release");

    private static Fault Contracted(DeploymentEnvironment environment, Manifest left, Manifest target, Migration contract) => new(
        "SLP2430", $"migration {contract.Id} of {left.Version} takes away what {target.Version} may use", $"environment {environment.Name}", "mend it and go forward with ./build.sh Release; or go back with --to to a release that knows the migration");

    private static Fault NeverRanHere(DeploymentEnvironment environment, string to, EnvironmentState here) => new(
        "SLP2404", $"no succeeded deployment in {environment.Name} matches {to}", $"--to {to}",
        here.Succeeded.IsEmpty ? "nothing ran here yet" : $"one of {string.Join(", ", here.Succeeded.Select(deployment => $"{deployment.PackageId[..12]} ({deployment.Version})").Distinct())}");

    private static Fault LiesAhead(DeploymentEnvironment environment, DeploymentRecord target, DeploymentRecord current) => new(
        "SLP2409", $"{target.Version} ({target.PackageId[..12]}) ran in {environment.Name} after {current.Version}: going there is no way back", $"environment {environment.Name}",
        $"./build.sh Promote --environment {environment.Name} --package {target.PackageId[..12]} --again --reason \"…\", with the gates and consents of a promotion");

    private static Fault ServesAlready(DeploymentEnvironment environment, DeploymentRecord target) => new(
        "SLP2405", $"{target.Version} ({target.PackageId[..12]}) serves {environment.Name} already", $"environment {environment.Name}", "choose another with --to, or leave it");

    private static Fault Barred(DeploymentEnvironment environment, DeploymentRecord target, string reason) => new(
        "SLP2406", $"package {target.PackageId[..12]} is barred in {environment.Name}: {reason}", $"environment {environment.Name}",
        $"./build.sh Unbar --environment {environment.Name} --package {target.PackageId[..12]} --reason \"…\"");
}
