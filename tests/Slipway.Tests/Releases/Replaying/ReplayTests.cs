using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Replaying;
using Slipway.Releases.Schedule;
using Slipway.Reports.Bundles;
using Slipway.Tests.Releases.Approvals;
using Slipway.Vocabulary.Faults;

namespace Slipway.Tests.Releases.Replaying;

public sealed class ReplayTests(Keyring keys) : IClassFixture<Keyring>
{
    private const string Planned = """{ "zone": "Pacific/Apia", "releases": [{ "version": "1.0.0", "date": "2026-12-01T10:00", "cutOff": "2026-11-01T10:00", "milestones": [{ "id": "beta", "text": "Beta", "due": "2026-02-01T10:00" }], "dependsOn": [{ "id": "billing", "text": "Billing 2" }, { "id": "first", "version": "0.9.0" }] }] }""";

    [Fact]
    public async Task Every_decision_is_made_again_to_the_same_verdict()
    {
        Docket docket = await StoryAsync();

        Assert.Equal("Same Same Same Same Same", docket.Results());
        Assert.Null(ReplayFaults.Of([.. docket.Again().Where(one => one.Result != ReplayResult.Before)]));
        Golden.Match(docket.Again().SelectMany(one => one.Remarks.Select(remark => $"{one.Decision.Type} {one.Decision.Data.GetValueOrDefault("exitCode")} {one.Result}: {remark}").Prepend($"{one.Decision.Type} {one.Result}")));
    }

    // The tests' process knows the invariant culture only; what others would write differently is written differently here.
    [Fact]
    public async Task What_is_told_is_the_same_in_every_culture_and_from_the_bundle_alone()
    {
        Docket docket = await StoryAsync();
        string head = docket.Court.Entries[^1].Hash;
        string told = Docket.Told(docket.Again(), head);
        BundleContents bundle = BundleContents.Read(docket.Bundle(), "bundle");
        CultureInfo before = CultureInfo.CurrentCulture;
        foreach ((string point, string time, string minus) in new[] { (",", ".", "−"), ("٫", "·", "؜-") })
        {
            try
            {
                var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
                culture.NumberFormat.NumberDecimalSeparator = point;
                culture.NumberFormat.NegativeSign = minus;
                culture.DateTimeFormat.TimeSeparator = time;
                CultureInfo.CurrentCulture = culture;
                Assert.Equal(told, Docket.Told(docket.Again(bundle.Entries), head));
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }
    }

    [Fact]
    public async Task Neither_values_of_the_configuration_nor_secrets_are_kept()
    {
        Docket docket = await StoryAsync();
        string kept = string.Join('\n', docket.Court.Entries.Select(KeptDocument.Read).Select(document => document?.Text));

        Assert.DoesNotContain("hidden value", kept, StringComparison.Ordinal);
        Assert.Contains("Shop__Title", kept, StringComparison.Ordinal);
        Assert.Contains("SHOP_KEY", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_fact_is_found()
    {
        Docket docket = await StoryAsync();
        ImmutableArray<Entry> changed = docket.Changed(IsFirst(docket, KeptDocument.Facts), entry => Docket.With(entry, "document", entry.Data["document"].Replace("dan@example.org", "ben@example.org", StringComparison.Ordinal)));

        ReplayedDecision found = docket.Again(changed).First(one => one.Result != ReplayResult.Before);
        Assert.Equal(ReplayResult.Differs, found.Result);
        Assert.EndsWith("was altered: its text is not what the digest names", found.Remarks[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_policy_is_found()
    {
        Docket docket = await UnsignedAsync();
        ImmutableArray<Entry> changed = docket.Changed(IsFirst(docket, KeptDocument.Policy), entry => Docket.With(entry, "document", entry.Data["document"].Replace("0.5", "0.25", StringComparison.Ordinal)));

        Assert.Equal("Same", docket.Results());
        Assert.Contains("policy", docket.Again(changed)[^1].Remarks[0], StringComparison.Ordinal);
        Assert.Equal("Differs", docket.Results(changed));
    }

    [Fact]
    public async Task A_changed_observation_is_found()
    {
        Docket docket = await StoryAsync();
        ImmutableArray<Entry> changed = docket.Changed(IsFirst(docket, KeptDocument.Observation), entry => Docket.With(entry, "document", entry.Data["document"].Replace("healthy", "sick", StringComparison.Ordinal)));

        Assert.StartsWith("observation", docket.Again(changed).First(one => one.Result == ReplayResult.Differs).Remarks[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_verdict_is_found_with_both_answers()
    {
        Docket docket = await StoryAsync();
        Entry failed = docket.Court.Entries.First(entry => entry.Type == EntryType.GateEvaluated && entry.Data["verdict"] == "inconclusive");
        ImmutableArray<Entry> changed = docket.Changed(entry => entry.Seq == failed.Seq, entry => Docket.With(entry, "verdict", "pass"));

        ReplayedDecision found = docket.Again(changed).First(one => one.Result == ReplayResult.Differs);
        Assert.StartsWith($"gate {failed.Data["gate"]}: recorded pass (", found.Remarks[0], StringComparison.Ordinal);
        Assert.Contains("replayed inconclusive (", found.Remarks[0], StringComparison.Ordinal);
        FaultException fault = ReplayFaults.Of([found])!;
        Assert.Equal((ExitCode.Damaged, "SLP4704"), (fault.ExitCode, fault.Faults[0].Code));
    }

    [Theory]
    [InlineData("plan", "0000")]
    [InlineData("profile", "major")]
    [InlineData("risk", "0.5")]
    [InlineData("approvals", "")]
    [InlineData("exceptions", "EX-9 freeze")]
    [InlineData("policy", "0000")]
    public async Task A_deployment_that_rests_on_other_grounds_is_found(string name, string value)
    {
        Docket docket = await StoryAsync();
        ImmutableArray<Entry> changed = docket.Changed(IsDecided(EntryType.DeployStarted), entry => Docket.With(entry, name, value));

        Assert.Contains("Differs", docket.Results(changed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_told_as_another_or_as_a_deployment_is_found()
    {
        Docket docket = await StoryAsync();

        Assert.StartsWith("Differs", docket.Results(docket.Changed(IsDecided(EntryType.DeployRefused), entry => Docket.With(entry, "exitCode", "5"))), StringComparison.Ordinal);
        Assert.StartsWith("Differs", docket.Results(docket.Changed(IsDecided(EntryType.DeployRefused), entry => entry with { Type = EntryType.DeployStarted })), StringComparison.Ordinal);
        Assert.EndsWith("Differs", docket.Results(docket.Changed(IsDecided(EntryType.DeployStarted), entry => entry with { Type = EntryType.DeployRefused })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_of_one_decision_do_not_prove_another()
    {
        Docket docket = await StoryAsync();
        Entry[] refused = [.. docket.Court.Entries.Where(IsDecided(EntryType.DeployRefused))];

        Assert.Contains("Differs", docket.Results(docket.Changed(entry => entry.Seq == refused[1].Seq, entry => Docket.With(entry, "facts", refused[0].Data["facts"]))), StringComparison.Ordinal);
        Assert.Contains("Differs", docket.Results(docket.Changed(IsDecided(EntryType.DeployStarted), entry => entry with { PackageId = Facts.Id('b') })), StringComparison.Ordinal);
        Assert.Contains("Differs", docket.Results(docket.Changed(IsDecided(EntryType.DeployStarted), entry => entry with { Actor = new Actor("ben@example.org", "human") })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_at_hand_is_missing_and_never_the_same()
    {
        Docket docket = await StoryAsync();
        ImmutableArray<Entry> gone = docket.Changed(IsFirst(docket, KeptDocument.Facts), entry => entry with { Type = "other" });
        ImmutableArray<ReplayedDecision> without = docket.Again(manifests: ImmutableDictionary<string, Manifest>.Empty);

        Assert.All(without.Where(one => one.Result != ReplayResult.Before), one => Assert.Equal((ReplayResult.Missing, "the manifest of package aaaaaaaaaaaa is not at hand"), (one.Result, one.Remarks[0])));
        Assert.StartsWith("Missing", docket.Results(gone), StringComparison.Ordinal);
        FaultException fault = ReplayFaults.Of(without)!;
        Assert.Equal((ExitCode.Inconclusive, "SLP4705"), (fault.ExitCode, fault.Faults[0].Code));
        Assert.Contains("decided before facts were kept", fault.Faults[0].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Altered_bytes_are_seen_and_not_judged()
    {
        Docket docket = await UnsignedAsync();
        docket.Court.Append(Facts.Draft(EntryType.DeployRefused, "production") with { PackageId = Facts.Id('a'), Data = Court.Data(("verb", "Promote"), ("exitCode", "10"), ("reason", "altered")) });

        Assert.Equal("Same NotJudged", docket.Results());
    }

    [Fact]
    public async Task A_bundle_in_which_anything_was_changed_is_not_read()
    {
        Docket docket = await StoryAsync();
        foreach ((string part, string code) in new[] { ("facts/", "SLP4703"), ("observations/", "SLP4703"), ("policies/", "SLP4703"), ("manifests/", "SLP2001"), ("ledger.jsonl", "SLP3001") })
        {
            Dictionary<string, byte[]> files = docket.Bundle();
            string path = files.Keys.First(file => file.StartsWith(part, StringComparison.Ordinal));
            files[path] = [.. files[path][..20], (byte)(files[path][20] ^ 1), .. files[path][21..]];

            FaultException fault = Assert.Throws<FaultException>(() => BundleContents.Read(files, "bundle"));
            Assert.Equal((ExitCode.Damaged, code), (fault.ExitCode, fault.Faults[0].Code));
        }

        Dictionary<string, byte[]> cut = docket.Bundle();
        cut["ledger.jsonl"] = cut["ledger.jsonl"][..^5];
        Assert.Equal("SLP4706", Assert.Throws<FaultException>(() => BundleContents.Read(cut, "bundle")).Faults[0].Code);
        Assert.Equal("SLP4702", Assert.Throws<FaultException>(() => BundleContents.Read(new Dictionary<string, byte[]>(), "bundle")).Faults[0].Code);
    }

    [Fact]
    public void What_does_not_fit_into_an_entry_is_not_decided_on()
    {
        DeployRequest request = new()
        {
            State = ReleaseState.Empty, Lane = Facts.Lane, Environment = Facts.Lane[0], PackageId = Facts.Id('a'), Manifest = Facts.Manifest(), Policy = new Slipway.Releases.Policies.ReleasePolicy(), Now = Facts.Noon, Requester = "ada", Reason = new string('"', 30_000),
        };

        Assert.Equal("SLP4701", Assert.Throws<FaultException>(() => DecisionMatter.Documents(request, ReleaseDecider.Deploy(request))).Faults[0].Code);
        Assert.Single(DecisionMatter.Documents(request with { Reason = new string('x', 30_000) }, ReleaseDecider.Deploy(request)));
    }

    /// <summary>Refused for missing data, refused for missing consent, refused by a freeze, let pass by an exception with a gate of the build's own, refused for a planned milestone.</summary>
    private async Task<Docket> StoryAsync()
    {
        Court court = await Court.OpenAsync(keys, file =>
        {
            file["gates"] = new JsonObject { ["scanHours"] = 24 };
            foreach (string profile in new[] { "patch", "minor", "major" })
                file["profiles"]![profile]!["gates"] = new JsonArray("vulnerabilities", "health", "parity", "milestones");
        });
        var docket = new Docket(court, keys);
        var own = new Gate("budget", input => input.Target!.Configuration["Shop__Title"].StartsWith("hidden", StringComparison.Ordinal) ? new GateResult("budget", GateVerdict.Fail, "too much was spent", "spend less") : new GateResult("budget", GateVerdict.Pass, "no title"));
        await docket.RecordAsync(docket.Request());
        court.Append(Facts.Draft(EntryType.EvidenceRecorded) with { Data = Court.Data(("kind", "vulnerabilities"), ("tree", Court.ManifestOf('a').Source.Tree), ("looked", "nothing found")) });
        await docket.RecordAsync(docket.Request());
        foreach (string person in new[] { "ben", "cyd" })
            await court.ApproveAsync(person, change: statement => statement with { PlanDigest = PlanDigest.Of(docket.Request()) });
        court.Append(Facts.Draft(EntryType.FreezeDeclared, "production") with { Data = Court.Data(("id", "gala"), ("start", "2026-03-14T00:00"), ("end", "2026-03-16T00:00"), ("zone", "Pacific/Apia"), ("reason", "the gala")) });
        await docket.RecordAsync(docket.Request());
        await docket.RecordAsync(docket.Request() with { Calendar = CalendarText.Parse(Docket.Text(Planned), "calendar") });
        Entry asked = await Asking.AskAsync(court, "EX-1", "freeze budget", "dan");
        await court.SignAsync(EntryType.ExceptionGranted, "production", 'a', court.Statement("exception", "eve") with { About = asked.Hash, NotAfter = court.Now.AddHours(24) }, "eve", data: ("id", "EX-1"));
        await docket.RecordAsync(docket.Request() with { Exceptions = ["EX-1"], OwnGates = [own] });
        return docket;
    }

    /// <summary>One deployment under a policy that nobody signed.</summary>
    private async Task<Docket> UnsignedAsync()
    {
        Court court = new(keys);
        foreach (string section in new[] { "approvals", "roots", "people", "profiles" })
            court.File.Remove(section);
        court.File["gates"] = new JsonObject { ["performancePercent"] = 0.5 };
        court.Append(Facts.Draft("ledger.opened"));
        court.Release('a');
        var docket = new Docket(court, keys);
        await docket.RecordAsync(docket.Request());
        return docket;
    }

    private static Func<Entry, bool> IsFirst(Docket docket, string kind)
    {
        int first = docket.Court.Entries.First(entry => KeptDocument.Read(entry)?.Kind == kind).Seq;
        return entry => entry.Seq == first;
    }

    private static Func<Entry, bool> IsDecided(string type) => entry => entry.Type == type && entry.Data.ContainsKey("facts");
}
