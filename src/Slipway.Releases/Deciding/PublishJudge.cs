using System.Collections.Immutable;
using Slipway.Releases.Calendar;
using Slipway.Releases.Environments;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Publishing;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Deciding;

/// <summary>
/// Whether a package may be published: a destination is one step behind the environment in which the release was live, and asks what that step would
/// ask. Consent is not asked again: the very bytes have entered that environment with it.
/// </summary>
public static class PublishJudge
{
    /// <summary>
    /// The package that is meant where nobody names one: what is live where releases must have been; without environments what was sealed last.
    /// Null where there is none.
    /// </summary>
    public static string? Meant(PublishWish wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        return MainFront(wish) is { } front
            ? wish.State.In(front).Current?.PackageId
            : wish.State.Packages.Values.MaxBy(package => package.Seq)?.Id;
    }

    /// <summary>The fault where nobody names a package and none is meant.</summary>
    public static Fault NoneMeant(PublishWish wish)
    {
        ArgumentNullException.ThrowIfNull(wish);
        return MainFront(wish) is { } front
            ? new(
                "SLP4311", $"nothing is live in {front}, from where releases are published", $"environment {front}",
                $"./build.sh Promote --environment {front}")
            : new("SLP4312", "no package was sealed yet", "Destinations of the build", "./build.sh Release");
    }

    /// <summary>Everything that stands in the way of publishing, with the exit code of the weightiest; null where nothing does.</summary>
    public static PublishRefusal? Judge(PublishWish wish, string packageId, Manifest manifest)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(manifest);
        (ExitCode Code, Fault Fault)[] faults =
        [
            .. Declared(wish).Select(fault => (ExitCode.Usage, fault)),
            .. wish.State.Packages.ContainsKey(packageId) ? [] : new[] { (ExitCode.Inconclusive, Unsealed(packageId)) },
            .. wish.Lane.IsEmpty && manifest.Source.IsDirty ? new[] { (ExitCode.GateFailed, Dirty(packageId)) } : [],
            .. Fronts(wish).SelectMany(front => Gates(wish, packageId, manifest, front)),
            .. Fronts(wish).OfType<string>().SelectMany(front => Freezes(wish, packageId, front)),
        ];
        return faults.Length == 0 ? null : new(faults.MinBy(item => Weight(item.Code)).Code, [.. faults.Select(item => item.Fault).Distinct()]);
    }

    private static IEnumerable<string?> Fronts(PublishWish wish) => wish.Destinations.Select(destination => Front(wish, destination)).Distinct();

    // Where most releases end: the last of the lane, unless every destination takes what was live elsewhere.
    private static string? MainFront(PublishWish wish) =>
        Front(wish, wish.Destinations.FirstOrDefault(one => one.LiveIn is null) ?? wish.Destinations[0]);

    // What a destination names and the lane does not have is told; the last of the lane is judged in its place.
    private static string? Front(PublishWish wish, Destination destination) =>
        destination.LiveIn is { } named && Lane.PositionOf(wish.Lane, named) >= 0 ? named : wish.Lane.IsEmpty ? null : wish.Lane[^1].Name;

    private static IEnumerable<Fault> Declared(PublishWish wish) =>
        wish.Destinations.GroupBy(destination => destination.Name).Where(same => same.Count() > 1)
            .Select(same => new Fault(
                "SLP4313", $"{same.Count()} destinations are called {same.Key}", "Destinations of the build", "give each a name of its own"))
        .Concat(wish.Destinations.Where(destination => destination.LiveIn is { } name && Lane.PositionOf(wish.Lane, name) < 0)
            .Select(destination => new Fault(
                "SLP4314", $"{destination.Name} takes what was live in {destination.LiveIn}, which is no environment of this build",
                "Destinations of the build",
                Nearest.Mend(destination.LiveIn!, [.. wish.Lane.Select(one => one.Name)], "environments")))); // named: asked just above

    private static IEnumerable<(ExitCode, Fault)> Gates(PublishWish wish, string packageId, Manifest manifest, string? front)
    {
        var input = new GateInput
        {
            State = wish.State,
            PackageId = packageId,
            Manifest = manifest,
            Environment = front ?? "",
            Previous = front,
            Policy = wish.Policy.Gates,
            Whole = wish.Policy,
            Now = wish.Now,
        };
        // Whether it is barred in front of the destination is asked by the gate "smoke"; a destination has no bars of its own.
        return BuiltInGates.All.Where(gate => gate.Name != "not-barred").Select(gate => gate.Judge(input))
            .Where(result => result.Verdict is GateVerdict.Fail or GateVerdict.Inconclusive)
            .Select(result => (result.Verdict == GateVerdict.Fail ? ExitCode.GateFailed : ExitCode.Inconclusive, result.ToFault(front ?? "none")));
    }

    // What was begun before a freeze is ended in it: half a release helps nobody.
    private static IEnumerable<(ExitCode, Fault)> Freezes(PublishWish wish, string packageId, string front)
    {
        if (wish.State.Publications.Values.Any(one => one.PackageId == packageId && one.Outcome != PublishOutcome.Completed))
            yield break;
        FreezeAnswer answer = FreezeCalendar.Judge(DeclaredFreeze.All(wish.Policy, wish.State.Governance), front, wish.Now);
        if (answer.IsFrozen)
        {
            string wait = answer.NextOpening is { } opening ? $"wait until {UtcText.Of(opening)}" : "no opening is in sight";
            yield return (ExitCode.Frozen, new Fault(
                "SLP4315", $"{front} is frozen, and nothing is published from there: {answer.Reason}", $"environment {front}",
                $"{wait}; ./build.sh Freeze --explain --environment {front}"));
        }
    }

    private static int Weight(ExitCode code) => code switch { ExitCode.Usage => 0, ExitCode.GateFailed => 1, ExitCode.Inconclusive => 2, _ => 3 };

    private static Fault Unsealed(string packageId) => new(
        "SLP4316", $"nobody sealed package {packageId[..12]} on this ledger", $"package {packageId[..12]}",
        "./build.sh Release of its commit here; or share the ledger of those who sealed it (ledger.store in .nuke/release.json)");

    private static Fault Dirty(string packageId) => new(
        "SLP4317", $"package {packageId[..12]} was made with uncommitted changes, so nobody could find its source", $"package {packageId[..12]}",
        "commit, then ./build.sh Release");
}

/// <summary>What publishing is decided on.</summary>
/// <param name="State">Everything on record.</param>
/// <param name="Lane">The environments in the order a package visits them.</param>
/// <param name="Destinations">Where to, never none.</param>
/// <param name="Policy">The rules.</param>
/// <param name="Now">The instant of it.</param>
public sealed record PublishWish(
    ReleaseState State,
    ImmutableArray<DeploymentEnvironment> Lane,
    ImmutableArray<Destination> Destinations,
    ReleasePolicy Policy,
    DateTimeOffset Now);

/// <summary>Why a package is not published.</summary>
/// <param name="ExitCode">Of the weightiest fault.</param>
/// <param name="Faults">All of them.</param>
public sealed record PublishRefusal(ExitCode ExitCode, ImmutableArray<Fault> Faults);
