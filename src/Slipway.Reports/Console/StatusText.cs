using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Slipway.Releases.Calendar;
using Slipway.Releases.Ports;
using Slipway.Releases.Status;

namespace Slipway.Reports.Console;

/// <summary>What runs where: services down, environments across; on a screen too narrow for that, one environment below the other.</summary>
public static class StatusText
{
    private const int NarrowestLabel = 12;
    private const int NarrowestCell = 22;
    private const int WidestCell = 34;

    /// <summary>The matrix, what is wrong with it, and in one line what teams promised and did not do yet.</summary>
    /// <param name="view">What is known and seen.</param>
    /// <param name="now">For ages.</param>
    /// <param name="columns">Width of the screen.</param>
    /// <param name="palette">Colours.</param>
    public static IEnumerable<string> Render(StatusView view, DateTimeOffset now, int columns, Palette palette)
    {
        if (view.Lane.IsEmpty)
            return [palette.Quiet("This build names no environment: its packages are sealed, and nothing is deployed."), .. Destinations(view, columns, palette), .. Actions(view)];
        int label = Math.Max(NarrowestLabel, view.Environments.SelectMany(status => status.Live).Select(instance => instance.Service.Length + 4).DefaultIfEmpty().Max());
        int cell = Math.Min(WidestCell, (columns - label) / Math.Max(1, view.Environments.Length));
        return (cell >= NarrowestCell ? Matrix(view, view.Environments, now, (label, cell), palette) : view.Environments.SelectMany(status => Matrix(view, [status], now, (label, Math.Min(WidestCell, columns - label)), palette)))
            .Concat(view.Environments.SelectMany(status => Notes(status, now, columns, palette)))
            .Concat(Destinations(view, columns, palette))
            .Concat(Actions(view));
    }

    // What the ledger says; what a destination really has, Publish --plan asks there.
    private static IEnumerable<string> Destinations(StatusView view, int columns, Palette palette) => Folding.Fold(
        view.Destinations.Select(name => $"{palette.Quiet(name.PadRight(NarrowestLabel))}{(view.State.NewestAt(name) is { } newest ? $"{newest.Version} {newest.PackageId[..12]} {PublishText.Stand(newest, palette)}" : palette.Quiet("– nothing published yet"))}"),
        columns, NarrowestLabel);

    private static IEnumerable<string> Actions(StatusView view) => LearningText.ActionsAtOnce(view.OpenActions) is { } actions ? [actions] : [];

    private static IEnumerable<string> Matrix(StatusView view, ImmutableArray<EnvironmentStatus> shown, DateTimeOffset now, (int Label, int Cell) width, Palette palette)
    {
        string Row(string label, Func<EnvironmentStatus, (string Text, Func<string, string>? Colour)> value)
        {
            string cells = string.Concat(shown.Select(status => value(status) is var (text, colour) ? Cell(text, colour, width.Cell) : ""));
            return $"{palette.Quiet(label.PadRight(width.Label))}{cells}".TrimEnd();
        }

        yield return Row("", status => (status.Environment.Name, palette.Strong));
        yield return Row("release", status => (Release(status), status.Seen.LivePackage is null ? palette.Quiet : null));
        yield return Row("since", status => (status.Recorded.Current is { } current ? Age(now - current.Utc) : "–", null));
        yield return Row("health", status => Health(status, palette));
        foreach (string service in shown.SelectMany(status => status.Live).Select(instance => instance.Service).Distinct().Order(StringComparer.Ordinal))
            yield return Row($"  {service}", status => Instances(status, service, palette));
        yield return Row("next", status => (view.Pending(status) is { } pending ? $"{pending.Version} {pending.Id[..12]}" : "–", palette.Careful));
        yield return Row("back to", status => (status.WayBack is { } back ? $"{back.Version} {back.PackageId[..12]}" : "–", null));
        yield return Row("calendar", status => Calendar(view.Freezes.GetValueOrDefault(status.Environment.Name), palette));
        yield return Row("url", status => (Address(status.Environment.Url, width.Cell - 2), null));
    }

    // A folder has no host to be known by, but its name.
    private static string Address(Uri url, int columns)
    {
        string text = url.IsFile ? url.LocalPath : url.ToString();
        if (text.Length <= columns)
            return text;
        return url.IsFile ? $"…{text[^Math.Max(1, columns - 1)..]}" : url.Authority;
    }

    // Reasons are sentences: they stand under the matrix, not in it.
    private static IEnumerable<string> Notes(EnvironmentStatus status, DateTimeOffset now, int columns, Palette palette)
    {
        string name = status.Environment.Name;
        foreach (string line in status.Recorded.Rollout is { } rollout ? RolloutText.Ladder(name, rollout, now, palette) : [])
            yield return Folding.Cut(line, columns);
        if (status.Recorded.Pin is { } pin)
            yield return palette.Careful(Folding.Cut($"{name} is pinned: {pin}", columns));
        if (status.Recorded.Failed is { } failed)
            yield return palette.Careful(Folding.Cut($"{name}: {failed.Version} failed here {Ago(now - failed.Utc)}: {failed.Data.GetValueOrDefault("reason", "")}", columns));
        if (status.Obstacle is { } obstacle)
            yield return palette.Careful(Folding.Cut($"{name} cannot go back: {obstacle}", columns));
        if (status.Drift is { } drift)
            yield return palette.Bad(Folding.Cut($"{name}: {drift}", columns));
        if (status.Unreachable is { } silent)
        {
            yield return palette.Bad($"{name}: {silent.Cause}");
            yield return palette.Quiet($"  {silent.Mend}");
        }

        if (status.Health == "elsewhere")
            yield return palette.Quiet(Folding.Cut($"{name} is not on this machine: Status tells how it does where it was deployed; ./build.sh Up --environment {name} starts it here too", columns));
        if (status.Health == "down")
            yield return palette.Bad(Folding.Cut($"{name} is down; ./build.sh Up --environment {name} brings it back", columns));
        if (status.Seen.SilentFrontDoor is { } hung)
            yield return palette.Bad(Folding.Cut($"{name}: its front door (process {hung}) runs and does not answer; ./build.sh Up --environment {name} replaces it", columns));
        foreach (InstanceObservation instance in status.Live.Where(instance => status.Environment.IsFeed && instance.Health != Releases.Ports.Health.Healthy))
            yield return palette.Bad($"{name}: the feed does not offer {instance.Service} as it was published; a feed that indexes takes minutes, ./build.sh Up --environment {name} publishes it again");
        foreach (InstanceObservation instance in status.Live.Where(instance => !status.Environment.IsFeed && instance.Health != Releases.Ports.Health.Healthy))
            yield return palette.Bad($"{name}: {instance.Service} {(instance.Health == Releases.Ports.Health.Ended ? "ended" : "is not ready")}, log {instance.LogFile}");
    }

    private static string Release(EnvironmentStatus status) =>
        status.Seen.LivePackage is { } live ? $"{status.SeenVersion ?? "?"} {live[..12]}"
        : status.Recorded.Current is { } recorded ? $"({recorded.Version})"
        : "–";

    // A shape and a word: colour says nothing on its own.
    private static (string, Func<string, string>?) Health(EnvironmentStatus status, Palette palette) => status.Health switch
    {
        "healthy" => ("● healthy", palette.Good),
        "unhealthy" => ("▲ unhealthy", palette.Bad),
        "down" => ("✖ down", palette.Bad),
        "unreachable" => ("? unreachable", palette.Bad),
        "elsewhere" => ("○ elsewhere", palette.Quiet),
        var other => ($"○ {other}", palette.Quiet),
    };

    private static (string, Func<string, string>?) Instances(EnvironmentStatus status, string service, Palette palette)
    {
        InstanceObservation[] live = [.. status.Live.Where(instance => instance.Service == service)];
        return live.Length == 0 ? ("–", palette.Quiet)
            : live.FirstOrDefault(instance => instance.Health != Releases.Ports.Health.Healthy) is { } ill ? (ill.Health == Releases.Ports.Health.Ended ? status.Environment.IsFeed ? "✖ not there" : "✖ ended" : "▲ not ready", palette.Bad)
            : status.Environment.IsFeed ? ("● published", palette.Good)
            : (string.Create(CultureInfo.InvariantCulture, $"● process {string.Join(", ", live.Select(instance => instance.Pid))}"), palette.Good);
    }

    private static (string, Func<string, string>?) Calendar(FreezeAnswer? freeze, Palette palette) => freeze switch
    {
        null or { IsFrozen: false } => ("open", null),
        { NextOpening: { } opening } => ($"■ to {Instant.FromDateTimeOffset(opening).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC", palette.Bad),
        _ => ("■ frozen, no end", palette.Bad),
    };

    private static string Cell(string text, Func<string, string>? colour, int cell)
    {
        string cut = Folding.Cut(text, cell - 2);
        return (cut is "–" || colour is null ? cut : colour(cut)) + new string(' ', cell - cut.Length);
    }

    private static string Ago(TimeSpan age) => Age(age) is var text && text == "now" ? "just now" : $"{text} ago";

    private static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "now",
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalMinutes} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalHours} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays} d"),
    };
}
