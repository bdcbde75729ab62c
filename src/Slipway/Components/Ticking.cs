using System.Collections.Immutable;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>The checklist of a release, and evidence that people give by hand.</summary>
internal static class Ticking
{
    private static readonly ImmutableArray<string> ByHand = ["uat", "restore-drill"];

    public static Task RunAsync(IGovern build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, IGovern build, CancellationToken cancellation)
    {
        DeploymentEnvironment environment = desk.Environment;
        string package = await desk.PackageAsync(environment, cancellation).ConfigureAwait(false);
        if (build.DoneItem is { } item)
            await TickAsync(desk, environment, package, item, cancellation).ConfigureAwait(false);
        else
            await ShowAsync(desk, environment, package, cancellation).ConfigureAwait(false);
    }

    private static async Task ShowAsync(Desk desk, DeploymentEnvironment environment, string package, CancellationToken cancellation)
    {
        Assessment assessment = await desk.Engine.Weighing.AssessAsync(await desk.RequestAsync(environment, package, cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
        RunScope.Current.Answer(RegistersJson.Checklist(package, environment.Name, assessment));
        Desk.Say($"{package[..12]} → {environment.Name}, {assessment.Profile.ToString().ToLowerInvariant()}: {assessment.Checklist.Count(line => line.IsDone)} of {assessment.Checklist.Length} done");
        foreach (ChecklistLine line in assessment.Checklist)
            Desk.Say($"  {(line.IsDone ? "[x]" : "[ ]")} {line.Item.Phase.ToString().ToLowerInvariant(),-10} {line.Item.Id,-20} {line.Item.Text}  ({line.State})");
    }

    private static async Task TickAsync(Desk desk, DeploymentEnvironment environment, string package, string item, CancellationToken cancellation)
    {
        ChecklistItem? known = desk.Policy.Checklist.FirstOrDefault(one => one.Id == item);
        string[] names = [.. desk.Policy.Checklist.Where(one => one.Gate is null).Select(one => one.Id), .. ByHand, .. desk.Policy.Scenarios.Select(scenario => $"scenario:{scenario}")];
        if (!names.Contains(item))
            throw Desk.Usage("SLP1622", known?.Gate is { } gate ? $"{item} is ticked off by gate {gate}, not by hand" : $"there is no item {item}", Nearest.Mend(item, names, "items"));
        string text = desk.Build.ResultText ?? "pass";
        if (Word.Read<CheckResult>(text) is not { } result)
            throw Desk.Usage("SLP1623", $"--result cannot be '{text}'", "give pass or fail");
        var tick = new ChecklistChecked(item, result, desk.Build.ReasonText ?? "");
        Signer signer = await desk.SignerAsync(cancellation).ConfigureAwait(false);
        if (known?.Role is { } role && !(desk.Policy.People.TryGetValue(signer.Person, out Person? person) && ApprovalTally.Holds(person, role)))
            throw new FaultException(ExitCode.ApprovalMissing, new Fault("SLP1624", $"{signer.Person} does not have the role {role}, which {item} asks for", "people in .nuke/release.json", $"somebody with the role {role} runs the same command"));
        Statement statement = desk.Statement("check", signer) with { Environment = environment.Name, PackageId = package, About = TickJudge.AboutOf(tick), Role = known?.Role };
        await desk.SignAsync(tick, new Subject(environment.Name, package, desk.State.Packages.GetValueOrDefault(package)?.Version), signer, statement, cancellation).ConfigureAwait(false);
        Desk.SayLast($"{item}: {Word.Of(result)} by {signer.Person} for {package[..12]}");
    }
}
