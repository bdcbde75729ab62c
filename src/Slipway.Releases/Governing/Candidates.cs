using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Governing;

/// <summary>The wish to name a sealed package a release candidate.</summary>
/// <param name="PackageId">Which; null means the one that was sealed last.</param>
/// <param name="Again">True to take the place of another.</param>
/// <param name="Reason">Why it takes its place.</param>
/// <param name="Store">Where packages are, for faults.</param>
public sealed record CandidateWish(string? PackageId, bool Again, string? Reason, string Store);

/// <summary>Release candidates. Their name lives in the ledger alone: the bytes are never made again for it, and nothing is superseded in
/// silence.</summary>
public static class Candidates
{
    /// <summary>Decides a wish on what is on record.</summary>
    public static Ruling Decide(CandidateWish wish, Occasion occasion)
    {
        if (PackageOf(wish, occasion) is not { } package)
            return Ruling.Refuse(ExitCode.GateFailed,
                new Fault("SLP1608", "no such package is on record as sealed", wish.Store, "./build.sh Package"));
        GovernanceState all = occasion.Governance;
        if (all.Candidates.TryGetValue(package.Id, out Entry? known) && !all.Superseded.ContainsKey(package.Id))
            return new Ruling.Standing(known);
        Entry? before = all.Candidates.Values
            .Where(entry => entry.Version == package.Version && entry.PackageId != package.Id
                && !all.Superseded.ContainsKey(entry.PackageId!)) // only packages are named
            .MaxBy(entry => entry.Seq);
        var named = new Draft(new CandidateNamed(NameOf(package, all)), new Subject(PackageId: package.Id, Version: package.Version));
        if (before is null)
            return new Ruling.Recorded([named]);
        if (!wish.Again || string.IsNullOrWhiteSpace(wish.Reason))
            return Ruling.Refuse(ExitCode.GateFailed, Taken(package, before));
        var left = new Subject(PackageId: before.PackageId, Version: before.Version);
        var superseded = new Draft(new CandidateSuperseded(package.Id, wish.Reason), left);
        return new Ruling.Recorded([superseded, named]);
    }

    private static SealedPackage? PackageOf(CandidateWish wish, Occasion occasion) => wish.PackageId is { } id
        ? occasion.State.Packages.GetValueOrDefault(id)
        : occasion.State.Packages.Values.MaxBy(package => package.Seq);

    private static string NameOf(SealedPackage package, GovernanceState all) =>
        $"{package.Version}-rc.{all.Candidates.Values.Count(entry => entry.Version == package.Version) + 1}";

    private static Fault Taken(SealedPackage package, Entry before)
    {
        string taken = before.PackageId![..12]; // only packages are named
        return new Fault(
            "SLP1609", $"{CandidateNamed.Read(before.Data).Name} ({taken}) is the candidate of {package.Version}", "ledger",
            $"./build.sh Candidate --package {package.Id[..12]} --again --reason \"…\" takes its place; nothing is superseded in silence");
    }
}
