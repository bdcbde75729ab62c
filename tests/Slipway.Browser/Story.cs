using Slipway.Fakes;
using Slipway.Reports.Html;
using Slipway.Vocabulary.Faults;

namespace Slipway.Browser;

/// <summary>Dashboards in files, made once for all tests of a class.</summary>
public sealed class Story : IDisposable
{
    private readonly TempFolder _folder = new();

    public Story()
    {
        Year = new Year(72);
        File = Write("year.html", Model(Year));
    }

    public Year Year { get; }

    /// <summary>The dashboard of a year of 72 releases.</summary>
    public string File { get; }

    public static DashboardModel Model(Year year) => new()
    {
        Application = "storefront",
        History = year.History,
        Lane = Year.Lane,
        Now = Year.Now,
        Policy = Year.Policy,
        Manifests = year.Manifests,
        Notes = year.Notes,
        Ledger = new LedgerVerdict(year.Entries.Length, year.Entries[^1].Hash),
        Graph = new DashboardGraph(
            "Targets and what they need",
            [new("Restore", "ICompile"), new("Compile", "ICompile"), new("Test", "ITest"), new("Package", "IPackage"), new("Stage", "IStage"), new("SmokeTest", "ISmokeTest"), new("Release", "IRelease")],
            [new("Restore", "Compile"), new("Compile", "Test"), new("Compile", "Package"), new("Package", "Stage"), new("Stage", "SmokeTest"), new("Test", "Release"), new("SmokeTest", "Release")]),
        Measures =
        [
            new DashboardMeasure("Deployment frequency", "1.2 a week", 58) { Trend = [.. Enumerable.Range(0, 12).Select(week => new TrendPoint($"week {week}", 1 + (week * 7 % 5)))], Entries = [10, 40, 90], Explanation = "Planned deployments to production that users met." },
            new DashboardMeasure("Change fail rate", "25 %", 4) { IsTooFew = true, Entries = [10] },
        ],
    };

    public static LedgerVerdict Damaged(Year year) => new(411, year.Entries[410].Hash, new Fault("SLP3001", "entry 412 of the ledger is damaged: its hash does not match its content", ".nuke/state/ledger.jsonl:412", "restore .nuke/state from a backup"));

    public string Write(string name, DashboardModel model)
    {
        string file = _folder.Path / name;
        System.IO.File.WriteAllText(file, DashboardPage.Render(model));
        return file;
    }

    public void Dispose() => _folder.Dispose();
}
