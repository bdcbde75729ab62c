using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Tests.Releases.Ledger;

namespace Slipway.Tests.Releases.Deciding;

/// <summary>A release is closed when nothing of it is open; what is missing is told all at once.</summary>
public sealed class ClosingJudgeTests
{
    private static readonly ReleasePolicy Policy = new()
    {
        Profiles = ImmutableSortedDictionary<ReleaseProfile, ProfilePolicy>.Empty.Add(ReleaseProfile.Minor, new ProfilePolicy { SoakMinutes = 60 }),
        Checklist =
        [
            new ChecklistItem { Id = "docs", Text = "The manual is written" },
            new ChecklistItem { Id = "runs", Text = "It runs", Gate = "smoke" },
            new ChecklistItem { Id = "party", Text = "The party is planned", Profiles = ["major"] },
        ],
    };

    private static readonly Entry[] Ticks =
    [
        Facts.Draft(EntryType.ChecklistChecked, "production", 'a', ("item", "docs"), ("result", "pass"), ("person", "ada")),
        Facts.Draft(EntryType.GateEvaluated, "production", 'a', ("gate", "smoke"), ("verdict", "fail"), ("reason", "no")),
        Facts.Draft(EntryType.GateEvaluated, "production", 'a', ("gate", "smoke"), ("verdict", "waived"), ("reason", "EX-1")),
    ];

    [Fact]
    public void What_never_served_cannot_be_closed() =>
        Assert.Equal("SLP4620", Assert.Single(Missing([.. Histories.Deployed('a', "staging"), .. Histories.Failed('a', "production")])).Split(' ')[0]);

    [Fact]
    public void What_was_taken_back_stays_so() =>
        Assert.StartsWith("SLP4621 1.1.0 (bbbbbbbbbbbb) was taken back", Assert.Single(Missing([.. Histories.Deployed('a', "production"), .. Histories.Deployed('b', "production"), .. Histories.RolledBack('a', "production")], 'b')), StringComparison.Ordinal);

    [Fact]
    public void Everything_missing_is_told_at_once()
    {
        string[] missing = Missing([.. Deployed, Incident("INC-1", 'a'), Incident("INC-2", 'b')]);

        Assert.Equal(
            ["SLP4622 58 min in production, 60 wanted", "SLP4623 docs is not done: The manual is written (open)", "SLP4623 runs is not done: It runs (gate smoke is not asked)", "SLP4624 INC-1 is open: slow (high)"],
            missing.Select(line => line.Split(" | ")[0]));
        Assert.EndsWith("come back at 2026-03-14 13:02 UTC", missing[0], StringComparison.Ordinal);
    }

    [Fact]
    public void With_nothing_open_it_is_closed_and_actions_block_nothing() => Assert.Empty(Missing(
        [
            .. Ticks, .. Deployed, Incident("INC-1", 'a'), Facts.Draft(EntryType.IncidentResolved, "production") with { Data = Data(("id", "INC-1")) },
            Facts.Draft(EntryType.ActionOpened) with { Data = Data(("id", "A-1"), ("due", "2020-01-01")) },
        ],
        minutes: 70));

    [Fact]
    public void What_an_emergency_was_never_asked_does_not_keep_it_open_for_good()
    {
        ReleasePolicy policy = Policy with { Checklist = [new ChecklistItem { Id = "locked", Text = "Lock files are kept", Gate = "lock-files" }] };
        Entry[] night = Histories.Deployed('a', "production");
        night[0] = night[0] with { Data = night[0].Data.SetItem("profile", "emergency") };

        Assert.Empty(Missing(night, minutes: 70, policy: policy));
        night[0] = night[0] with { Data = night[0].Data.SetItem("profile", "patch") };
        Assert.StartsWith("SLP4623 locked is not done", Assert.Single(Missing(night, minutes: 70, policy: policy)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_release_replaced_soaked_until_then()
    {
        Entry[] replaced = [.. Ticks, .. Deployed, .. Histories.Deployed('b', "production")];

        Assert.StartsWith("SLP4622 3 min", Assert.Single(Missing(replaced, minutes: 500)), StringComparison.Ordinal);
    }

    // The deployment is a minor one; an entry a minute, so that it was completed two minutes after its start.
    private static Entry[] Deployed
    {
        get
        {
            Entry[] entries = Histories.Deployed('a', "production");
            entries[0] = entries[0] with { Data = entries[0].Data.SetItem("profile", "minor") };
            return entries;
        }
    }

    private static Entry Incident(string id, char cause) => Facts.Draft(EntryType.IncidentOpened, "production", cause, ("id", id), ("title", "slow"), ("severity", "high"));

    private static ImmutableSortedDictionary<string, string> Data(params (string Name, string Value)[] data) => data.ToImmutableSortedDictionary(item => item.Name, item => item.Value);

    private static string[] Missing(Entry[] entries, char package = 'a', double minutes = 60, ReleasePolicy? policy = null)
    {
        ImmutableArray<Entry> ledger = Facts.Ledger(entries);
        var history = ReleaseHistory.Of(ledger);
        var request = new DeployRequest
        {
            State = history.State, Lane = Facts.Lane, Environment = Facts.Lane[1], PackageId = Facts.Id(package), Manifest = Facts.Manifest($"1.{package - 'a'}.0"), Policy = policy ?? Policy, Now = Facts.Noon.AddMinutes(minutes),
        };
        return [.. ClosingJudge.Missing(request, history).Select(fault => $"{fault.Code} {fault.Cause} | {fault.Mend}")];
    }
}
