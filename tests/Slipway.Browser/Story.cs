using Slipway.Fakes;
using Slipway.Releases.Metrics;
using Slipway.Reports.Html;
using Slipway.Vocabulary.Faults;

[assembly: AssemblyFixture(typeof(Slipway.Browser.Story))]

namespace Slipway.Browser;

/// <summary>Dashboards in files, made once for all tests.</summary>
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
        Calendar = year.Calendar,
        Measures = DashboardMeasure.Of(DeliveryMetrics.Of(year.History, [.. Year.Lane.Select(environment => environment.Name)], Year.Now).Environments[^1]),
        MeasuredOf = "production, the last 90 days",
    };

    public static LedgerVerdict Damaged(Year year) => new(411, year.Entries[410].Hash, new Fault("SLP3001", "entry 412 of the ledger is damaged: its hash does not match its content", ".nuke/state/ledger.jsonl:412", "restore .nuke/state from a backup"));

    public string Write(string name, DashboardModel model)
    {
        return Write(name, DashboardPage.Render(model));
    }

    /// <summary>Writes a page that is rendered already.</summary>
    public string Write(string name, string page)
    {
        string file = _folder.Path / name;
        System.IO.File.WriteAllText(file, page);
        return file;
    }

    public void Dispose() => _folder.Dispose();
}
