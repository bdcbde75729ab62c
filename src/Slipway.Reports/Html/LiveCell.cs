using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Ports;
using Slipway.Releases.Status;
using static Slipway.Reports.Html.Markup;

namespace Slipway.Reports.Html;

/// <summary>What serves in one environment: since when and by whom, how it does, and what is wrong or in the way, in words.</summary>
internal static class LiveCell
{
    public static Part Render(DashboardModel model, Standing standing, Drill drill)
    {
        (string word, string sign, string tone) = standing.Health;
        return Tag(
            $"td.live.{tone}", ("role", "cell"), ("data-environment", standing.Name),
            standing.State.Current is { } current ? Serving(model, current) : Tag("span.version.none", "–"),
            Tag($"p.state.{tone}", Sign(sign), word, " ", Tag("span.quiet", AsOf(model, standing))),
            Tag("ul.flags", Ailments(standing.Seen), Flags(model, standing, drill), WayBack(standing.Seen)));
    }

    private static Part Serving(DashboardModel model, DeploymentRecord current) => Both(
        Link(Drill.Release(current.PackageId), ("class", "version"), Said(current.Version)),
        Tag(
            "p.facts", Tag("code", Words.Short(current.PackageId)), " ",
            Link(Drill.Entry(current.Seq), ("title", Words.Utc(current.Utc)), $"for {Words.Age(model.Now - current.Utc)}"),
            Who(model, current)));

    private static Part Who(DashboardModel model, DeploymentRecord current) =>
        model.History.Entries.FirstOrDefault(entry => entry.Seq == current.Seq) is { } arrived
            ? Both(", deployed by ", Said(arrived.Actor.Id))
            : Part.None;

    // A file is read later than it was written: it tells the instant it is about.
    private static string AsOf(DashboardModel model, Standing standing) =>
        standing.Seen is null ? "by the ledger, nobody looked"
        : model.IsLive ? "as observed now"
        : $"as of {Words.Utc(model.Now)}";

    private static Part Ailments(EnvironmentStatus? seen) => seen is null ? Part.None : Both(
        Each(
            seen.Live.Where(instance => instance.Health != Health.Healthy).DistinctBy(instance => (instance.Service, instance.Health)),
            instance => Note("bad", "bad", $"{instance.Service} {(instance.Health == Health.Ended ? "ended" : "is not ready")}")),
        When(seen.Seen.SilentFrontDoor is not null, () => Note("bad", "bad", "its front door runs and does not answer")),
        When(seen.Health == "down", () => Note("alert", "bad", $"./build.sh Up --environment {seen.Environment.Name} brings it back")),
        When(seen.Recorded.Open is null && seen.Drift is not null, () => Note("alert", "warn", seen.Drift!))); // asked in front

    private static Part Flags(DashboardModel model, Standing standing, Drill drill)
    {
        EnvironmentState state = standing.State;
        int[] Entries(string type) =>
            [.. model.History.Entries.Where(entry => entry.Environment == standing.Name && entry.Type == type).Select(entry => entry.Seq)];
        string Newest(string type) => drill.To($"{type} in {standing.Name}", Entries(type).TakeLast(1));
        return Both(
            When(standing.Freeze.IsFrozen, () => Flag("freeze", "note", $"frozen: {standing.Freeze.Reason}", "#calendar")),
            standing is { Freeze.IsFrozen: false, Ahead: { } ahead }
                ? Flag("freeze", "note", $"freeze {ahead.Window.Id} from {ahead.LocalStart}", "#calendar")
                : Part.None,
            When(state.Pin is not null, () => Flag("pin", "warn", $"pinned: {state.Pin}", Newest(EntryType.EnvironmentPinned))),
            When(!state.Barred.IsEmpty, () => Flag(
                "bar", "quiet", $"{Words.Many(state.Barred.Count, "package")} barred",
                drill.To($"{EntryType.ReleaseBlocked} in {standing.Name}", Entries(EntryType.ReleaseBlocked)))),
            state.Open is { } open
                ? Flag("open", "note", $"{open.DeploymentId} stopped at {state.OpenStep ?? "its start"}", Drill.Entry(open.Seq))
                : Part.None,
            standing.Seen is not null && state.Current is { } current && state.SmokeFailures.TryGetValue(current.PackageId, out string? failed)
                ? Flag("alert", "warn", $"its smoke test failed: {failed}", Newest(EntryType.SmokeFailed))
                : Part.None);
    }

    // Offered only where somebody looked: whether stored data allows it stands in packages, not in the ledger.
    private static Part WayBack(EnvironmentStatus? seen) => seen switch
    {
        null or { Recorded.Current: null } => Part.None,
        { WayBack: { } back } => Flag("back", "quiet", $"way back to {back.Version}", Drill.Release(back.PackageId)),
        { Obstacle: { } obstacle } => Note("bar", "warn", $"no way back: {obstacle}"),
        { Recorded.Line.Length: > 1 } => Note("none", "quiet", "no way back: what was live before is barred"),
        _ => Note("none", "quiet", "no way back: it is the first release here"),
    };

    private static Part Flag(string sign, string tone, string text, string href) => Tag($"li.{tone}", Sign(sign), Link(href, Said(text)));

    private static Part Note(string sign, string tone, string text) => Tag($"li.{tone}", Sign(sign), Said(text));
}
