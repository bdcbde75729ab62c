using System.Globalization;
using Slipway.Releases.Agenda;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Components;

/// <summary>What <c>Retro --measure</c> does: records what came of something a release was meant to change.</summary>
internal static class ImpactDesk
{
    public static async Task MeasureAsync(Desk desk, ILearn build, CancellationToken cancellation)
    {
        string name = Desk.Needed(build.MeasuredName, "Retro --value", "--measure", "orders per hour");
        string text = Desk.Needed(build.ValueText, "Retro --measure", "--value", "131");
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            throw Desk.Usage("SLP4801", $"--value cannot be '{text}'", "give a number with a point: --value 131.5");
        string environment = build.Last.Name;
        string package = await ReleaseChoice.OfAsync(desk, build.Last, cancellation).ConfigureAwait(false);
        string version = desk.State.Packages.GetValueOrDefault(package)?.Version ?? "";
        Impact[] hoped = [.. Impact.All(desk.Engine.Calendar, desk.State, environment, desk.Now).Where(impact => impact.Release.Version == version)];
        Impact impact = hoped.FirstOrDefault(one => one.Hoped.Name == name)
            ?? throw Desk.Usage("SLP4802", hoped.Length == 0 ? $"nothing is hoped of {version} ({package[..12]})" : $"{version} is not meant to change '{name}'", hoped.Length == 0 ? "say it in .nuke/calendar.json: success of the release, with name, target and afterDays" : Nearest.Mend(name, [.. hoped.Select(one => one.Hoped.Name)], "success metrics"));
        if (impact.Due is not { } due)
            throw new FaultException(ExitCode.GateFailed, new Fault("SLP4803", $"{version} never served in {environment}: there is nothing to measure yet", $"environment {environment}", $"./build.sh Promote --environment {environment} --package {package[..12]}"));
        await desk.RecordAsync(
            EntryType.ImpactMeasured, new Subject(environment, package, version), cancellation,
            ("version", version), ("name", name), ("value", value.ToString(CultureInfo.InvariantCulture)), ("reason", desk.Build.ReasonText ?? "")).ConfigureAwait(false);
        string early = due > desk.Now ? $"; it was due on {due.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, a later value takes its place" : "";
        Desk.SayLast(string.Create(CultureInfo.InvariantCulture, $"{name} of {version}: {value}, hoped for {impact.Hope}, {(impact.Hoped.IsReachedBy(value) ? "reached" : "missed")}{early}"));
    }
}
