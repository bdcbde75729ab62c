using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Deciding;

/// <summary>Says what is missing before a release can be closed: it serves or served where the lane ends, it soaked, its checklist is done, and no incident of it is open. Actions block nothing.</summary>
public static class ClosingJudge
{
    /// <summary>Everything that is missing, in one list; empty when the release can be closed.</summary>
    /// <param name="request">The release and the last environment of its lane.</param>
    /// <param name="history">What happened to it.</param>
    public static ImmutableArray<Fault> Missing(DeployRequest request, ReleaseHistory history)
    {
        ImmutableArray<PastDeployment> arrived = [.. history.Deployments.Where(deployment => deployment is { IsSuccessful: true, IsRehearsal: false } && deployment.Environment == request.Environment.Name)];
        PastDeployment[] own = [.. arrived.Where(deployment => deployment.PackageId == request.PackageId)];
        if (own.Length == 0)
            return [NeverThere(request)];
        if (own[^1].TakenBack is { } back && request.State.In(request.Environment.Name).Current?.PackageId != request.PackageId)
            return [TakenBack(request, back)];
        ReleaseProfile profile = ProfileOf(own);
        return [.. Soak(request, profile, own, arrived), .. Checklist(request, profile, history), .. Incidents(request, history)];
    }

    // The size it had when it went there; what it would have today is of no matter.
    private static ReleaseProfile ProfileOf(PastDeployment[] own) =>
        Enum.TryParse(own.Select(deployment => deployment.Started.Data.GetValueOrDefault("profile")).LastOrDefault(name => name is not null), ignoreCase: true, out ReleaseProfile profile) ? profile : ReleaseProfile.Patch;

    private static IEnumerable<Fault> Soak(DeployRequest request, ReleaseProfile profile, PastDeployment[] own, ImmutableArray<PastDeployment> arrived)
    {
        int wanted = request.Policy.For(profile).SoakMinutes;
        double minutes = own.Max(deployment => (End(deployment, arrived, request.Now) - deployment.Ended!.Utc).TotalMinutes); // it succeeded
        if (minutes < wanted)
            yield return new Fault("SLP4622", string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(minutes):0} min in {request.Environment.Name}, {wanted} wanted"), $"environment {request.Environment.Name}", $"come back at {UtcText.Of(own[^1].Ended!.Utc.AddMinutes(wanted))}");
    }

    private static DateTimeOffset End(PastDeployment deployment, ImmutableArray<PastDeployment> arrived, DateTimeOffset now) =>
        arrived.FirstOrDefault(other => other.Ended!.Seq > deployment.Ended!.Seq && other.PackageId != deployment.PackageId)?.Ended?.Utc ?? now;

    private static IEnumerable<Fault> Checklist(DeployRequest request, ReleaseProfile profile, ReleaseHistory history) => Assessor
        .Checklist(request, profile, [.. history.Entries.Where(entry => entry.Type == EntryType.GateEvaluated && entry.PackageId == request.PackageId && entry.Environment == request.Environment.Name).Select(Answer)])
        .Where(line => !line.IsDone && !IsExcused(line.Item, request.Policy, profile))
        .Select(line => new Fault("SLP4623", $"{line.Item.Id} is not done: {line.Item.Text} ({line.State})", "checklist", line.Item.Gate is { } gate ? $"gate {gate} did not pass when it was deployed; ./build.sh Audit --type gate --package {request.PackageId[..12]} tells what it said" : $"./build.sh Checklist --done {line.Item.Id} --result pass --package {request.PackageId[..12]}"));

    // An emergency is let in without most gates: what was never asked can never pass.
    private static bool IsExcused(ChecklistItem item, ReleasePolicy policy, ReleaseProfile profile) =>
        profile == ReleaseProfile.Emergency && item.Gate is { } gate && ProfileGates.All.Any(known => known.Name == gate) && !policy.For(profile).Gates.Contains(gate);

    // What the gates said when it was let in, the newest answer last.
    private static GateResult Answer(Entry entry) => new(
        entry.Data.GetValueOrDefault("gate", ""),
        Enum.TryParse(entry.Data.GetValueOrDefault("verdict"), ignoreCase: true, out GateVerdict verdict) ? verdict : GateVerdict.Inconclusive,
        entry.Data.GetValueOrDefault("reason", ""));

    private static IEnumerable<Fault> Incidents(DeployRequest request, ReleaseHistory history) => history.State.Governance.Incidents.Values
        .Where(incident => incident.IsOpen && incident.Causes.Any(cause => cause.PackageId == request.PackageId))
        .Select(incident => new Fault("SLP4624", $"{incident.Id} is open: {incident.Title} ({Word.Of(incident.Severity)})", "incidents", $"./build.sh Incidents --resolve {incident.Id} --reason \"…\""));

    private static Fault NeverThere(DeployRequest request) => new(
        "SLP4620", $"{request.Manifest.Version} ({request.PackageId[..12]}) never served in {request.Environment.Name}", $"environment {request.Environment.Name}", $"./build.sh Promote --environment {request.Environment.Name} --package {request.PackageId[..12]}");

    private static Fault TakenBack(DeployRequest request, Entry back) => new(
        "SLP4621", $"{request.Manifest.Version} ({request.PackageId[..12]}) was taken back: {back.Data.GetValueOrDefault("reason")}", $"entry {back.Seq}", "it stays as it is; ./build.sh Retro tells its story, and the release that replaces it is closed");
}
