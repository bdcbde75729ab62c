using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Slipway.Releases.Calendar;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Reports.Json;
using Slipway.Running;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>Shows, explains, declares and lifts freezes.</summary>
internal static class Freezing
{
    public static Task RunAsync(IGovern build, CancellationToken cancellation) => Desk.ActAsync(build, desk => RunAsync(desk, build, cancellation), cancellation);

    private static async Task RunAsync(Desk desk, IGovern build, CancellationToken cancellation)
    {
        if (build.Declared is { } id)
            await DeclareAsync(desk, id, cancellation).ConfigureAwait(false);
        else if (build.Lifted is { } lifted)
            await LiftAsync(desk, lifted, cancellation).ConfigureAwait(false);
        else
            Show(desk);
    }

    private static void Show(Desk desk)
    {
        ImmutableArray<FreezeWindow> windows = [.. desk.Policy.Freezes, .. desk.State.Governance.Freezes.Values.Select(DeclaredFreeze.Of)];
        if (windows.IsEmpty)
            Desk.Say("no freezes; deployments are allowed at all times");
        foreach (FreezeWindow window in windows)
            Desk.Say($"  {window.Id,-18} {window.Kind.ToString().ToLowerInvariant(),-5} {FreezeDeclared.Moment.Format(window.Start)} – {FreezeDeclared.Moment.Format(window.End)} {window.Zone}{(window.Repeats == Repetition.Never ? "" : $", {window.Repeats.ToString().ToLowerInvariant()}")}  {(window.Environments.IsEmpty ? "everywhere" : string.Join(", ", window.Environments))}  {window.Reason}{(window.Owner.Length > 0 ? $" ({window.Owner})" : "")}");
        (DeploymentEnvironment Environment, FreezeAnswer Answer)[] answers =
            [.. (desk.Build.EnvironmentName is null ? desk.Build.Environments : [desk.Environment]).Select(environment => (environment, FreezeCalendar.Judge(windows, environment.Name, desk.Now)))];
        RunScope.Current.Answer(RegistersJson.Freezes(windows, answers.Select(one => (one.Environment.Name, one.Answer))));
        foreach ((DeploymentEnvironment environment, FreezeAnswer answer) in answers)
            Explain(environment, answer, desk.Now, desk.Build.Explain);
    }

    private static void Explain(DeploymentEnvironment environment, FreezeAnswer answer, DateTimeOffset now, bool inFull)
    {
        Desk.Say($"{environment.Name} at {Utc(now)}: {(answer.IsFrozen ? $"frozen: {answer.Reason}" : "open")}");
        if (!inFull)
            return;
        foreach (FreezeSpan span in answer.Denied)
            Desk.Say($"    denies  {span.Window.Id}: from {span.LocalStart} to {span.LocalEnd} ({Utc(span.Start)} – {Utc(span.End)})");
        foreach (FreezeSpan span in answer.Allowed)
            Desk.Say($"    allows  {span.Window.Id}: from {span.LocalStart} to {span.LocalEnd} ({Utc(span.Start)} – {Utc(span.End)})");
        if (answer.HasAllowing)
            Desk.Say("    where a window allows, all other times are denied; a denying window is stronger than an allowing one");
        if (answer.IsFrozen)
            Desk.Say($"    next opening  {(answer.NextOpening is { } opening ? $"{Utc(opening)}{Local(opening, answer)}" : "none in sight")}");
        Desk.Say($"    a rollback is never frozen; time zone rules {answer.TimeZoneData}");
    }

    private static async Task DeclareAsync(Desk desk, string id, CancellationToken cancellation)
    {
        IGovern build = desk.Build;
        string reason = Desk.Needed(build.ReasonText, "Freeze --declare", "--reason", "why");
        LocalDateTime start = Moment(Desk.Needed(build.StartText, "Freeze --declare", "--start", "2026-12-20T18:00"), "--start");
        LocalDateTime end = Moment(Desk.Needed(build.EndText, "Freeze --declare", "--end", "2027-01-02T08:00"), "--end");
        string zone = Desk.Needed(build.ZoneName, "Freeze --declare", "--zone", "Europe/Stockholm");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            throw Desk.Usage("SLP1610", $"there is no time zone {zone}", Nearest.To(zone, DateTimeZoneProviders.Tzdb.Ids) is { } near ? $"did you mean {near}?" : "give an IANA name: Europe/Stockholm, America/New_York, Etc/UTC");
        if (end <= start)
            throw Desk.Usage("SLP1611", "the freeze ends before it starts", "give an --end after the --start");
        if (desk.State.Governance.Freezes.ContainsKey(id) || desk.Policy.Freezes.Any(window => window.Id == id))
            throw Desk.Usage("SLP1612", $"there is a freeze {id} already", desk.Policy.Freezes.Any(window => window.Id == id) ? "choose another name, or change the one in .nuke/release.json" : $"choose another name, or ./build.sh Freeze --lift {id} --reason \"…\" first");
        string? environment = build.EnvironmentName is null ? null : desk.Environment.Name;
        await desk.RecordAsync(new FreezeDeclared(id, start, end, zone, reason), new Subject(environment), cancellation).ConfigureAwait(false);
        Desk.SayLast($"{environment ?? "everything"} is frozen from {FreezeDeclared.Moment.Format(start)} to {FreezeDeclared.Moment.Format(end)} {zone}: {reason}");
    }

    private static async Task LiftAsync(Desk desk, string id, CancellationToken cancellation)
    {
        string reason = Desk.Needed(desk.Build.ReasonText, "Freeze --lift", "--reason", "why");
        if (!desk.State.Governance.Freezes.TryGetValue(id, out Entry? declared))
        {
            throw Desk.Usage("SLP1613", $"no freeze {id} was declared by command", desk.Policy.Freezes.Any(window => window.Id == id)
                ? "it stands in .nuke/release.json: change it there"
                : Nearest.Mend(id, [.. desk.State.Governance.Freezes.Keys], "freezes"));
        }

        await desk.RecordAsync(new FreezeLifted(id, reason), new Subject(declared.Environment), cancellation).ConfigureAwait(false);
        Desk.SayLast($"freeze {id} is lifted: {reason}");
    }

    private static LocalDateTime Moment(string text, string option) => FreezeDeclared.Moment.Parse(text) is { Success: true } parsed
        ? parsed.Value
        : throw Desk.Usage("SLP1614", $"{option} cannot be '{text}'", "give local date and time as 2026-12-20T18:00");

    private static string Local(DateTimeOffset opening, FreezeAnswer answer) => answer.Denied.IsEmpty
        ? ""
        : $" = {Instant.FromDateTimeOffset(opening).InZone(DateTimeZoneProviders.Tzdb[answer.Denied[^1].Window.Zone]).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture)} {answer.Denied[^1].Window.Zone}";

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    private static string Utc(Instant instant) => Utc(instant.ToDateTimeOffset());
}
