using Slipway.Releases.Agenda;

namespace Slipway.Reports.Html;

/// <summary>With which sign, colour and word things stand in a drawn calendar.</summary>
internal static class AgendaLook
{
    public static string Sign(AgendaKind kind) => kind switch
    {
        AgendaKind.Release => "flag",
        AgendaKind.CutOff => "cut",
        AgendaKind.Milestone => "milestone",
        AgendaKind.TestWindow => "test",
        AgendaKind.Cadence => "cadence",
        AgendaKind.Freeze => "freeze",
        AgendaKind.Window => "window",
        _ => "ok",
    };

    public static string Word(AgendaKind kind) => kind switch
    {
        AgendaKind.Release => "release",
        AgendaKind.CutOff => "scope closes",
        AgendaKind.Milestone => "milestone",
        AgendaKind.TestWindow => "tests",
        AgendaKind.Cadence => "release date",
        AgendaKind.Freeze => "freeze",
        AgendaKind.Window => "deployments allowed",
        _ => "went live",
    };

    public static string Tone(AgendaItem item) => item switch
    {
        { State: "late" or "skipped" } => "warn",
        { State: "done" } => "ok",
        { Kind: AgendaKind.Freeze } => "note",
        { Kind: AgendaKind.Window or AgendaKind.TestWindow or AgendaKind.Cadence } => "quiet",
        _ => "plain",
    };
}
