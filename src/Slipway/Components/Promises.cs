using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>What <c>Actions</c> does: what a team promised itself, by whom and until when.</summary>
internal static class Promises
{
    public static Task RunAsync(ILearn build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, ILearn build, CancellationToken cancellation)
    {
        if (build.OpenedRisk is { } title)
            await OpenAsync(desk, build, title, cancellation).ConfigureAwait(false);
        else if (build.Closed is { } closed)
            await CloseAsync(desk, closed, cancellation).ConfigureAwait(false);
        else
            Show(desk);
    }

    private static void Show(Desk desk)
    {
        RunScope.Current.Answer(LearningJson.Actions([.. desk.State.Governance.Actions.Values], desk.OpenTasks, desk.Now));
        foreach (string line in LearningText.Actions(desk.OpenTasks, RunScope.Current.Palette))
            Desk.Say(line);
    }

    private static async Task OpenAsync(Desk desk, ILearn build, string title, CancellationToken cancellation)
    {
        string text = Desk.Needed(build.DueText, "Actions --open", "--due", "2026-12-01");
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly due))
            throw Desk.Usage("SLP4613", $"--due cannot be '{text}'", "give a day: --due 2026-12-01");
        string owner = build.OwnerName ?? desk.Journal.Actor.Id;
        string id = RegisterId.Next("A", desk.State.Governance.Actions.Keys);
        await desk.RecordAsync(new ActionOpened(id, title, owner, due), new Subject(), cancellation).ConfigureAwait(false);
        Desk.SayLast($"{id} is open: {title} ({owner}, until {due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}); Status shows it until it is closed");
    }

    private static async Task CloseAsync(Desk desk, string id, CancellationToken cancellation)
    {
        string reason = Desk.Needed(desk.Build.ReasonText, "Actions --close", "--reason", "what was done");
        ActionRecord action = desk.State.Governance.Actions.GetValueOrDefault(id)
            ?? throw Desk.Usage("SLP4614", $"there is no action {id}", Nearest.Mend(id, [.. desk.State.Governance.Actions.Keys], "actions"));
        if (!action.IsOpen)
            throw new FaultException(ExitCode.GateFailed, new Fault("SLP4615", $"{id} is closed already: {action.Outcome}", "ledger", "./build.sh Actions shows what is open"));
        await desk.RecordAsync(new ActionClosed(id, reason), new Subject(), cancellation).ConfigureAwait(false);
        Desk.SayLast($"{id} is closed: {reason}");
    }
}
