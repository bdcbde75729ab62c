using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Verbs;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>Names sealed packages as release candidates. The name lives in the ledger alone: the bytes are never made again for it.</summary>
internal static class Candidates
{
    public static Task RunAsync(IGovern build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, IGovern build, CancellationToken cancellation)
    {
        SealedPackage package = await ChosenAsync(desk, cancellation).ConfigureAwait(false);
        if (desk.State.Governance.Candidates.TryGetValue(package.Id, out Entry? known) && !desk.State.Governance.Superseded.ContainsKey(package.Id))
        {
            Desk.SayLast($"{package.Id[..12]} is candidate {CandidateNamed.Read(known.Data).Name} already");
            return;
        }

        Entry? before = desk.State.Governance.Candidates.Values.Where(entry => entry.Version == package.Version && entry.PackageId != package.Id && !desk.State.Governance.Superseded.ContainsKey(entry.PackageId!)).MaxBy(entry => entry.Seq); // only packages are named
        if (before is not null && (!build.Again || string.IsNullOrWhiteSpace(build.ReasonText)))
            throw new FaultException(ExitCode.GateFailed, Taken(package, before));
        int number = desk.State.Governance.Candidates.Values.Count(entry => entry.Version == package.Version) + 1;
        string name = $"{package.Version}-rc.{number}";
        Entry named = desk.Journal.Draft(new CandidateNamed(name), new Subject(PackageId: package.Id, Version: package.Version));
        await desk.RecordAsync(
            before is null
                ? [named]
                : [desk.Journal.Draft(new CandidateSuperseded(package.Id, build.ReasonText!), new Subject(PackageId: before.PackageId, Version: before.Version)), named], // checked above
            cancellation).ConfigureAwait(false);
        build.Report("candidate", name);
        Desk.SayLast($"{package.Id[..12]} is candidate {name}{(before is null ? "" : $", in the place of {CandidateNamed.Read(before.Data).Name}")}. Next: ./build.sh Stage --package {package.Id[..12]}");
    }

    private static async Task<SealedPackage> ChosenAsync(Desk desk, CancellationToken cancellation)
    {
        if (desk.Build.PackageName is { } name)
        {
            string id = await PackageChoice.ResolveAsync(desk.Engine.Ports.Packages, name, cancellation).ConfigureAwait(false);
            if (desk.State.Packages.TryGetValue(id, out SealedPackage? found))
                return found;
        }

        return desk.State.Packages.Values.Where(_ => desk.Build.PackageName is null).MaxBy(package => package.Seq)
            ?? throw new FaultException(ExitCode.GateFailed, new Fault("SLP1608", "no such package is on record as sealed", desk.Engine.Ports.Packages.Place, "./build.sh Package"));
    }

    private static Fault Taken(SealedPackage package, Entry before) => new(
        "SLP1609", $"{CandidateNamed.Read(before.Data).Name} ({before.PackageId![..12]}) is the candidate of {package.Version}", "ledger", // only packages are named
        $"./build.sh Candidate --package {package.Id[..12]} --again --reason \"…\" takes its place; nothing is superseded in silence");
}
