using Slipway.Fakes;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;
using Slipway.Releases.Ports;
using Slipway.Releases.Status;
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
        Statuses = [.. Year.Lane.Select((environment, place) => Seen(year, environment, place == 1 ? Health.Ended : Health.Healthy))],
        Coming = [.. Year.Lane.Select(environment => Coming(year, environment)).OfType<ComingRelease>()],
        Forge = Forge.Of("git@github.com:shop/storefront.git"),
    };

    // Everything serves; in the environment in the middle one of two services ended.
    private static EnvironmentStatus Seen(Year year, DeploymentEnvironment environment, Health health)
    {
        EnvironmentState state = year.History.State.In(environment.Name);
        DeploymentRecord live = state.Current!; // every environment of the story serves
        InstanceObservation Instance(string service, Health health) => new(live.DeploymentId, live.PackageId, service, 4711, health, "/state/log");
        var seen = new Observation(4700, live.DeploymentId, live.PackageId, [Instance("storefront", Health.Healthy), Instance("billing", health)]);
        return new EnvironmentStatus(environment, state, seen, live.Version)
        {
            Obstacle = environment.Name == "production" ? "migration 0042-drop-prices took a column away; data it held cannot be brought back" : null,
        };
    }

    private static ComingRelease? Coming(Year year, DeploymentEnvironment environment) =>
        StatusView.Pending(Year.Lane, year.History.State, environment.Name) is not { } package ? null : new ComingRelease
        {
            Environment = environment.Name, PackageId = package.Id, Version = package.Version, Risk = 31, Profile = "minor",
            Reasons = [new("changed lines", "412", 12.5), new("way back not rehearsed", "no rehearsal of this package", 10), new("commits", "14", 5), new("authors", "3", 3.5)],
            Commits =
            [
                Commit('1', "feat!: prices are told in cents", isBreaking: true), Commit('2', "feat: gift cards"), Commit('3', "fix: round prices half up"),
                .. Enumerable.Range(0, 11).Select(number => Commit("0123456789abcdef"[number + 4], $"fix: a small thing, number {number}")),
            ],
            Obstacles =
            [
                new("1 of release-manager must approve; a minor release asks for it", $"./build.sh Approve --environment {environment.Name} --package {package.Id[..12]} by someone who did not write it"),
                new("gate soak failed: 12 min in acceptance, 30 wanted", "come back at 2026-11-19 15:28 UTC"),
            ],
            Command = $"./build.sh Approve --environment {environment.Name} --package {package.Id[..12]}",
        };

    private static ComingCommit Commit(char id, string subject, bool isBreaking = false) => new(new string(id, 40), subject, isBreaking)
    {
        Authors = ["mei@example.org"], PullRequests = ["812"], Issues = isBreaking ? ["77"] : [],
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
