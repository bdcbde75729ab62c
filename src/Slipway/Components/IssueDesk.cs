using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Running;

namespace Slipway.Components;

/// <summary>What <c>Issues</c> does: takes in when issues were opened, and shows when what closes them reached users.</summary>
internal static class IssueDesk
{
    public static Task RunAsync(ILearn build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, ILearn build, CancellationToken cancellation)
    {
        var history = ReleaseHistory.Of(await desk.Engine.Ledger.ReadAsync(cancellation).ConfigureAwait(false));
        if (build.ImportFile is { } file)
            await ImportAsync(desk, history, Path.GetFullPath(file), cancellation).ConfigureAwait(false);
        else
            Show(desk, history);
    }

    private static void Show(Desk desk, ReleaseHistory history)
    {
        string environment = desk.Environment.Name;
        ImmutableArray<OpenedIssue> known = [.. IssueList.Known(history.Entries).Values.Select(one => one.Issue)];
        ImmutableArray<CycleTime> cycles = CycleTime.Of(history, [.. desk.Build.Environments.Select(one => one.Name)], environment);
        RunScope.Current.Answer(LearningJson.Issues(environment, known, cycles));
        foreach (string line in LearningText.Issues(environment, known, cycles))
            Desk.Say(line);
    }

    private static async Task ImportAsync(Desk desk, ReleaseHistory history, string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw Desk.Usage("SLP4628", $"there is no file {file} to import", "gh issue list --state all --limit 1000 --json number,createdAt > issues.json");
        ImmutableArray<OpenedIssue> listed = IssueList.Parse(await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false), file);
        IReadOnlyDictionary<string, (OpenedIssue Issue, Entry Entry)> known = IssueList.Known(history.Entries);
        OpenedIssue[] news = [.. listed.Where(issue => !known.TryGetValue(issue.Number, out (OpenedIssue Issue, Entry Entry) one) || one.Issue.Opened.ToUnixTimeSeconds() != issue.Opened.ToUnixTimeSeconds())];
        foreach (string text in IssueList.Write(news))
            await desk.RecordAsync(EntryType.IssuesImported, new Subject(), cancellation, ("issues", text)).ConfigureAwait(false);
        Desk.SayLast(string.Create(CultureInfo.InvariantCulture, $"{news.Length} of {listed.Length} issues are new or have another time; ./build.sh Metrics --entries cycle_time shows what they are measured to"));
    }
}
