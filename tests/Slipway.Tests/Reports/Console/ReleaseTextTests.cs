using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Agenda;
using Slipway.Releases.Environments;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Releases.Status;
using Slipway.Releases.Versions;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Tests.Releases.Ledger;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Reports.Console;

/// <summary>What the release verbs say on the console and to machines.</summary>
public sealed class ReleaseTextTests
{
    private static readonly Manifest Manifest = Facts.Manifest("1.0.0", ("services/storefront/Storefront.dll", Facts.Id('a'), 123_456));

    private static readonly ImmutableArray<Entry> Entries = Facts.Ledger([
        Evidence("tests", ("total", "12"), ("passed", "11"), ("failed", "0"), ("skipped", "1")),
        Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id('a'), Version = "1.0.0", Data = ImmutableSortedDictionary<string, string>.Empty.Add("digests", "long") },
        .. Histories.Deployed('a', "staging"),
        .. Histories.Deployed('b', "staging"),
        .. Histories.Failed('c', "staging"),
        Facts.Draft(EntryType.DeployRefused, "production", 'c', ("reason", "gate order failed"), ("verb", "Promote")),
        .. Histories.Deployed('a', "production"),
        Facts.Draft(EntryType.EnvironmentPinned, "production", 'a', ("reason", "sale")),
    ]);

    private static readonly Palette Plain = new(IsColored: false);

    private static readonly ReleaseState State = ReleaseState.Fold(Entries);

    [Fact]
    public void The_status()
    {
        ImmutableArray<EnvironmentStatus> statuses =
        [
            Status(0, 4711, 'b', Health.Healthy), Status(1, null, null, Health.Ended),
            Status(0, 4711, 'b', Health.Unhealthy), Status(0, 4711, 'a', Health.Healthy),
            new(Facts.Lane[1], new EnvironmentState { Name = "production" }, new Observation(null, null, null, []), null),
            new(Facts.Lane[0], ReleaseState.Fold(Entries[..4]).In("staging"), new Observation(4711, null, null, []), null),
        ];

        Golden.Match(statuses.Chunk(2).SelectMany(pair => StatusText.Render(View([.. pair]), Facts.Noon + TimeSpan.FromHours(3), 100, Plain).Append("")), "Golden/status.txt");
        Golden.Match(ReleaseJson.Status("shop", View(statuses[..2]) with { OpenActions = [new OpenTask("A-1", "soak longer", "ada", new DateOnly(2026, 1, 3), IsOverdue: true, Seq: 7)] }, new LedgerView(ReleaseState.Fold(Entries), new LedgerMark(Entries.Length, Entries[^1].Hash, 0))), "Golden/status.json.txt");
    }

    [Fact]
    public void A_way_back_that_stored_data_forbids_is_offered_nowhere()
    {
        EnvironmentStatus status = Status(0, 4711, 'b', Health.Healthy) with { Obstacle = "migration 0002-drop of 1.1.0 takes away what 1.0.0 may use" };

        string[] lines = [.. StatusText.Render(View([status]), Facts.Noon, 100, Plain)];

        Assert.NotNull(status.Recorded.RollbackTarget);
        Assert.Contains("staging cannot go back: migration 0002-drop of 1.1.0 takes away what 1.0.0 may use", lines);
        Assert.Matches("^back to +–", lines.Single(line => line.StartsWith("back to", StringComparison.Ordinal)));
        Assert.Contains("\"previous\": null", ReleaseJson.Status("shop", View([status]), new LedgerView(State, new LedgerMark(1, "h", 0))), StringComparison.Ordinal);
        Assert.Contains("\"obstacle\": \"migration 0002-drop", ReleaseJson.Status("shop", View([status]), new LedgerView(State, new LedgerMark(1, "h", 0))), StringComparison.Ordinal);
        Assert.DoesNotContain(HistoryText.Render(HistoryLine.Of(Entries, null), 20, State, ["staging"], 120, Plain), line => line.Contains("rollback target", StringComparison.Ordinal));
        Assert.Contains(HistoryText.Render(HistoryLine.Of(Entries, null), 20, State, [], 120, Plain), line => line.Contains("rollback target", StringComparison.Ordinal));
    }

    [Fact]
    public void What_failed_here_is_told_until_something_succeeds()
    {
        Entry failed = Entries[^1] with { Type = EntryType.DeployFailed, Environment = "staging", Version = "1.2.0", Utc = Facts.Noon, Data = ImmutableSortedDictionary<string, string>.Empty.Add("reason", "GET /health answered 500, 200 is wanted") };
        EnvironmentStatus status = Status(0, 4711, 'b', Health.Healthy) with { Recorded = State.With(failed).In("staging") };

        Assert.Contains("staging: 1.2.0 failed here 5 min ago: GET /health answered 500, 200 is wanted", StatusText.Render(View([status]), Facts.Noon.AddMinutes(5), 100, Plain));
        Assert.Contains("\"failed\": {\n        \"version\": \"1.2.0\",", ReleaseJson.Status("shop", View([status]), new LedgerView(State, new LedgerMark(1, "h", 0))), StringComparison.Ordinal);
        Assert.Null(State.With(failed).With(failed with { Type = EntryType.DeployCompleted, DeploymentId = "0009-x" }).In("staging").Failed);
    }

    [Fact]
    public void A_place_that_does_not_answer_is_neither_empty_nor_down()
    {
        EnvironmentStatus status = Status(0, null, null, Health.Ended) with { Unreachable = new Fault("SLP4204", "the Docker engine that the build names does not answer: Connection refused", "tcp://10.0.0.5:2375", "start it") };

        string[] lines = [.. StatusText.Render(View([status]), Facts.Noon, 60, Plain)];

        Assert.Equal(("unreachable", null), (status.Health, status.Drift));
        Assert.Matches("^health +\\? unreachable", lines.Single(line => line.StartsWith("health", StringComparison.Ordinal)));
        Assert.Contains("staging: the Docker engine that the build names does not answer: Connection refused", lines);
        Assert.Contains("  start it", lines);
        Assert.Contains("\"health\": \"unreachable\",\n      \"unreachable\": \"the Docker engine", ReleaseJson.Status("shop", View([status]), new LedgerView(State, new LedgerMark(1, "h", 0))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_under_way_is_not_unfinished()
    {
        EnvironmentStatus status = Status(0, 4711, 'b', Health.Healthy);
        status = status with { Recorded = status.Recorded with { Open = Facts.Draft(EntryType.DeployStarted, "staging", 'c') with { DeploymentId = "0004-cccc" } } };

        Assert.Equal("deployment 0004-cccc is unfinished", status.Drift);
        Assert.Equal("deployment 0004-cccc is under way: Promote by ada, process 42", (status with { Holder = "Promote by ada, process 42" }).Drift);
    }

    [Fact]
    public void A_configuration_of_the_build_that_was_not_deployed_is_drift()
    {
        EnvironmentStatus status = Status(0, 4711, 'b', Health.Healthy);
        EnvironmentState Started(string? digest) => status.Recorded with { Current = status.Recorded.Current! with { Configuration = digest } };

        Assert.Null((status with { Recorded = Started(null) }).Drift);
        Assert.Null((status with { Recorded = Started(ConfigurationDigest.Of(status.Environment.Configuration)) }).Drift);
        Assert.Equal("the build's configuration is not the one that was deployed; it takes effect by a promotion of its own", (status with { Recorded = Started(Facts.Id('c')) }).Drift);
    }

    [Theory]
    [InlineData(0, "now")]
    [InlineData(59, "59 min")]
    [InlineData(60, "1 h")]
    [InlineData(47 * 60, "47 h")]
    [InlineData(48 * 60, "2 d")]
    public void An_age(int minutes, string expected)
    {
        EnvironmentStatus status = Status(1, 4712, 'a', Health.Healthy);

        Assert.EndsWith($" {expected}", StatusText.Render(View([status]), status.Recorded.Current!.Utc + TimeSpan.FromMinutes(minutes), 80, Plain).ElementAt(2), StringComparison.Ordinal);
    }

    [Fact]
    public void The_history()
    {
        Golden.Match(HistoryText.Render(HistoryLine.Of(Entries, null), 3, State, [], 120, Plain), "Golden/history.txt");
        Golden.Match(ReleaseJson.History(HistoryLine.Of(Entries, "production")), "Golden/history.json.txt");
        Assert.Equal("nothing was deployed yet; ./build.sh Release starts it", Assert.Single(HistoryText.Render([], 20, State, [], 80, Plain)));
    }

    [Fact]
    public void A_package()
    {
        Golden.Match(PackageText.Render(new PackageView(Facts.Id('a'), Manifest, State, []), true, 100, Plain), "Golden/package.txt");
        Golden.Match(
            PackageText.Render(new PackageView(Facts.Id('c'), Manifest with { Source = Manifest.Source with { IsDirty = true, Tree = "other" } }, State, [PackageFaults.Missing("x")]), true, 100, Plain), "Golden/package.altered.txt");
        Golden.Match(ReleaseJson.Package(Facts.Id('a'), Manifest, State, []), "Golden/package.json.txt");
    }

    [Fact]
    public void The_audit()
    {
        Golden.Match(AuditText.Render(Entries, 100, Plain), "Golden/audit.txt");
        Golden.Match(ReleaseJson.Audit(Entries[..2], verified: true, []), "Golden/audit.json.txt");
        Golden.Match(ReleaseJson.Audit([], verified: false, [new Fault("SLP3001", "entry 1 of the ledger is damaged", "ledger:1", "restore it")]), "Golden/audit.damaged.json.txt");
    }

    [Fact]
    public void An_audit_leaves_out_facts_without_a_value_and_quotes_those_that_would_run_into_the_next()
    {
        ImmutableArray<Entry> entries = Facts.Ledger(Facts.Draft(EntryType.EvidenceRecorded) with
        {
            Data = Said(("kind", "tests"), ("failing", ""), ("criteria", ""), ("reason", "the \"fair\" is on"), ("form", "a=b")),
        });

        string line = string.Join(' ', AuditText.Render(entries, 200, Plain));

        Assert.Contains("form=\"a=b\" kind=tests reason=\"the \\\"fair\\\" is on\" (ada@example.org)", line, StringComparison.Ordinal);
        Assert.DoesNotContain("failing=", line, StringComparison.Ordinal);
        Assert.DoesNotContain("criteria=", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version() => Golden.Match(
        ReleaseJson.Version(new VersionDecision("1.1.0", "v1.0.0", "a new feature", [new("aaaa", "feat: <b> & \"c\" ä", Bump.Minor), new("bbbb", "docs", Bump.None)])), "Golden/version.json.txt");

    private static ImmutableSortedDictionary<string, string> Said(params (string Name, string Value)[] data) =>
        data.ToImmutableSortedDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal);

    private static StatusView View(ImmutableArray<EnvironmentStatus> statuses) => new() { Environments = statuses, Lane = Facts.Lane, State = State };

    private static EnvironmentStatus Status(int lane, int? frontDoor, char? package, Health health)
    {
        string? deployment = package is { } letter ? $"0001-{Facts.Id(letter)[..12]}" : null;
        string? id = package is { } seen ? Facts.Id(seen) : null;
        var instances = deployment is null ? ImmutableArray<InstanceObservation>.Empty : [new(deployment, id!, "storefront", 4713, health, "/state/storefront.log")];
        return new(Facts.Lane[lane], State.In(Facts.Lane[lane].Name), new Observation(frontDoor, deployment, id, instances), package is null ? null : $"1.{package - 'a'}.0");
    }

    private static Entry Evidence(string kind, params (string Name, string Value)[] data) => Facts.Draft(EntryType.EvidenceRecorded) with
    {
        Data = data.ToImmutableSortedDictionary(item => item.Name, item => item.Value).Add("kind", kind).Add("tree", Manifest.Source.Tree),
    };
}
