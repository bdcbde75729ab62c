using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;

namespace Slipway.Reports.Html;

/// <summary>How far a release came in an environment. The letters are the page's data.</summary>
internal enum CellState
{
    None = '-',
    Live = 'L',
    Past = 'P',
    Failed = 'F',
    TakenBack = 'T',
    Barred = 'B',
    Refused = 'R',
    Open = 'O',
}

/// <summary>Decides how far releases came, and with which sign and word it is shown.</summary>
internal static class Cells
{
    public static CellState Of(PastRelease release, string environment, ReleaseState state)
    {
        if (state.In(environment).Current?.PackageId == release.Package.Id)
            return CellState.Live;
        PastDeployment? last = release.Deployments.LastOrDefault(deployment => deployment.Environment == environment && !deployment.IsRehearsal);
        return last switch
        {
            { Ended: null } => CellState.Open,
            { IsSuccessful: true, TakenBack: not null } or { Outcome: "rolled back" } => CellState.TakenBack,
            { IsSuccessful: true } => CellState.Past,
            not null => CellState.Failed,
            null when state.In(environment).Barred.ContainsKey(release.Package.Id) => CellState.Barred,
            null => release.Entries.Any(entry => entry.Type == EntryType.DeployRefused && entry.Environment == environment) ? CellState.Refused : CellState.None,
        };
    }

    public static string Word(CellState state) => state switch
    {
        CellState.Live => "live",
        CellState.Past => "was live",
        CellState.Failed => "failed",
        CellState.TakenBack => "taken back",
        CellState.Barred => "barred",
        CellState.Refused => "refused",
        CellState.Open => "under way",
        _ => "not there",
    };

    public static string Sign(CellState state) => state switch
    {
        CellState.Live => "live",
        CellState.Past => "ok",
        CellState.Failed => "bad",
        CellState.TakenBack => "back",
        CellState.Barred => "bar",
        CellState.Refused => "stop",
        CellState.Open => "open",
        _ => "none",
    };

    /// <summary>Class that gives the colour; the sign and the word say the same.</summary>
    public static string Tone(CellState state) => state switch
    {
        CellState.Live or CellState.Past => "ok",
        CellState.Failed or CellState.Barred => "bad",
        CellState.TakenBack or CellState.Refused => "warn",
        CellState.Open => "note",
        _ => "quiet",
    };

    public static string OutcomeTone(string outcome) => outcome switch
    {
        "succeeded" => "ok",
        "failed" => "bad",
        "rolled back" or "refused" => "warn",
        _ => "note",
    };

    public static string OutcomeSign(string outcome) => outcome switch
    {
        "succeeded" => "ok",
        "failed" => "bad",
        "rolled back" => "back",
        "refused" => "stop",
        _ => "open",
    };
}
