using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Environments;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;
using Slipway.Reports.Console;
using Slipway.Reports.Exports;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>What <c>Metrics</c> does: folds the ledger into measures and shows them as asked for.</summary>
internal static class Measuring
{
    private const int MostDays = 3660;

    private static readonly ImmutableArray<string> Formats = ["text", "json", "csv", "prometheus"];

    public static async Task RunAsync(ILearn build, CancellationToken cancellation)
    {
        string format = FormatOf(build);
        int days = DaysOf(build);
        ImmutableArray<Entry> entries = await Observing.ReadAllAsync(build.Engine, cancellation).ConfigureAwait(false);
        ImmutableArray<string> lane = [.. build.Environments.Select(environment => environment.Name)];
        var all = DeliveryMetrics.Of(ReleaseHistory.Of(entries), lane, TimeProvider.System.GetUtcNow(), days);
        DeliveryMetrics asked = build.EnvironmentName is null ? all : all with { Environments = [.. all.Environments.Where(environment => environment.Environment == build.Chosen(null).Name)] };
        RunScope scope = RunScope.Current;
        string json = MetricsJson.Of(build.ApplicationName, asked);
        scope.Answer(json);
        if (build.EntriesOf is { } key)
            Observing.Say(Behind(build, all, key, entries, scope));
        else
            Observing.Say(format switch
            {
                "json" => [json],
                "csv" => MetricsCsv.Render(build.ApplicationName, asked),
                "prometheus" => MetricsPrometheus.Render(build.ApplicationName, asked),
                _ => MetricsText.Render(asked, scope.Columns(), build.ShowsAllMeasures, scope.Palette),
            });
    }

    // Of one environment: the one asked for, or the last of the lane.
    private static IEnumerable<string> Behind(ILearn build, DeliveryMetrics metrics, string key, ImmutableArray<Entry> entries, RunScope scope)
    {
        DeploymentEnvironment environment = build.Chosen(build.Last.Name);
        EnvironmentMeasures measures = metrics.Environments.Single(one => one.Environment == environment.Name);
        string[] keys = [.. measures.Measures.Select(measure => measure.Key)];
        if (!keys.Contains(key))
            throw new FaultException(ExitCode.Usage, new Fault("SLP4601", $"there is no measure {key}", "--entries", Nearest.Mend(key, keys, "measures")));
        Measure asked = measures[key];
        return MetricsText.Behind(environment.Name, asked, entries.Where(entry => asked.Seqs.BinarySearch(entry.Seq) >= 0), scope.Columns(), scope.Palette);
    }

    private static string FormatOf(ILearn build)
    {
        string format = build.FormatName?.ToLowerInvariant() ?? "text";
        return Formats.Contains(format) ? format : throw new FaultException(ExitCode.Usage, new Fault("SLP4602", $"measures cannot be told as '{format}'", "--format", Nearest.Mend(format, Formats, "formats")));
    }

    private static int DaysOf(ILearn build)
    {
        if (build.DaysText is not { } text)
            return MetricWindow.DefaultDays;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is > 0 and <= MostDays
            ? days
            : throw new FaultException(ExitCode.Usage, new Fault("SLP4603", $"--days cannot be '{text}'", "command line", $"give a whole number of days, from 1 to {MostDays}"));
    }
}
