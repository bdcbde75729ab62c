using System.Collections.Immutable;
using Slipway.Releases.Calendar;
using Slipway.Releases.Evidence;

namespace Slipway.Releases.Policies;

/// <summary>What release managers decide, as data: <c>.nuke/release.json</c> on top of a preset and of what it extends.</summary>
public sealed record ReleasePolicy
{
    /// <summary>SHA-256 of the effective policy as canonical JSON; part of every decision and of every approval.</summary>
    public string Digest { get; init; } = "";

    /// <summary>The effective policy as canonical JSON, of which <see cref="Digest"/> is the digest; empty for a policy that was not read.</summary>
    public string Text { get; init; } = "";

    /// <summary>The preset everything lies on: <c>solo</c> (default), <c>team</c> or <c>regulated</c>. Presets differ in data only.</summary>
    public string Preset { get; init; } = "solo";

    /// <summary>The person who answers for releases; null where the preset asks for none.</summary>
    public string? Owner { get; init; }

    /// <summary>Everyone who may decide something, by a short name of their own.</summary>
    public ImmutableSortedDictionary<string, Person> People { get; init; } = ImmutableSortedDictionary<string, Person>.Empty;

    /// <summary>Who may change the policy.</summary>
    public RootPolicy Roots { get; init; } = new();

    /// <summary>How consent is given.</summary>
    public ApprovalPolicy Approvals { get; init; } = new();

    /// <summary>What a release of each size needs.</summary>
    public ImmutableSortedDictionary<ReleaseProfile, ProfilePolicy> Profiles { get; init; } = ImmutableSortedDictionary<ReleaseProfile, ProfilePolicy>.Empty;

    /// <summary>How risk is scored.</summary>
    public RiskTable Risk { get; init; } = new();

    /// <summary>Times in which nothing may be deployed, or only in which something may.</summary>
    public ImmutableArray<FreezeWindow> Freezes { get; init; } = [];

    /// <summary>What must be ticked off before a release, by people or by a gate.</summary>
    public ImmutableArray<ChecklistItem> Checklist { get; init; } = [];

    /// <summary>What a release must fulfil, each proven by tests.</summary>
    public ImmutableArray<AcceptanceCriterion> Criteria { get; init; } = [];

    /// <summary>What each scenario of use must have shown in the environment in front.</summary>
    public ImmutableArray<string> Scenarios { get; init; } = [];

    /// <summary>What gates compare with.</summary>
    public GatePolicy Gates { get; init; } = new();

    /// <summary>How deployments go.</summary>
    public DeploymentPolicy Deployment { get; init; } = new();

    /// <summary>Where the ledger is.</summary>
    public LedgerPolicy Ledger { get; init; } = new();

    /// <summary>Where packages are.</summary>
    public PackagesPolicy Packages { get; init; } = new();

    /// <summary>What a profile asks for; nothing where the policy does not say.</summary>
    public ProfilePolicy For(ReleaseProfile profile) => Profiles.GetValueOrDefault(profile) ?? new ProfilePolicy();

    /// <summary>The person a mail address belongs to, or null.</summary>
    public string? PersonOf(string mail) =>
        People.FirstOrDefault(person => person.Value.Mail.Contains(mail, StringComparer.OrdinalIgnoreCase) || person.Key == mail).Key;
}

/// <summary>Someone who may decide.</summary>
/// <param name="Name">Name to show.</param>
/// <param name="Mail">Mail addresses of the person's commits and signatures.</param>
/// <param name="Keys">Public SSH keys, as in <c>id_ed25519.pub</c>; several are one person still.</param>
/// <param name="Roles">What the person may decide as: <c>release-manager</c>, <c>qa</c>, <c>security</c> …</param>
public sealed record Person(string Name, ImmutableArray<string> Mail, ImmutableArray<string> Keys, ImmutableArray<string> Roles);

/// <summary>Who may change the policy itself once approvals are signed.</summary>
public sealed record RootPolicy
{
    /// <summary>Short names of people.</summary>
    public ImmutableArray<string> People { get; init; } = [];

    /// <summary>How many of them must sign. Default 1.</summary>
    public int Threshold { get; init; } = 1;
}

/// <summary>How consent is given.</summary>
public sealed record ApprovalPolicy
{
    /// <summary>Environments that need consent; empty means the last of the lane.</summary>
    public ImmutableArray<string> Environments { get; init; } = [];

    /// <summary>True: signed with an SSH key of the policy. False: the git identity is believed.</summary>
    public bool Signed { get; init; }

    /// <summary>Nobody approves what they wrote or sealed.</summary>
    public bool NotAuthor { get; init; }

    /// <summary>The commit of what was live before the first release of this ledger: who wrote what came before it is not counted among a package's authors. Null counts all of history then.</summary>
    public string? Since { get; init; }

    /// <summary>Nobody approves what they deploy themselves.</summary>
    public bool NotRequester { get; init; }

    /// <summary>Roles consent in the order of the profile's list, none before the one in front of it.</summary>
    public bool Ordered { get; init; }

    /// <summary>A plan must be approved before the deployment of it can be.</summary>
    public bool PlanFirst { get; init; }

    /// <summary>Most hours an exception holds from its grant on; null leaves it at a year.</summary>
    public int? ExceptionHours { get; init; }
}

/// <summary>Thresholds of the gates.</summary>
public sealed record GatePolicy
{
    /// <summary>Fewer tests than this are no evidence. Default 1.</summary>
    public int MinimumTests { get; init; } = 1;

    /// <summary>Least line coverage in percent; null asks for none.</summary>
    public double? MinimumCoverage { get; init; }

    /// <summary>Largest sum of all artifacts in bytes; null asks for none.</summary>
    public double? MaximumBytes { get; init; }

    /// <summary>Most a package may be larger than what is live, in percent; null asks for none.</summary>
    public double? MaximumGrowthPercent { get; init; }

    /// <summary>Licences a dependency may have, as SPDX expressions; empty asks for none.</summary>
    public ImmutableArray<string> Licences { get; init; } = [];

    /// <summary>Least severity of a known vulnerability that fails the gate <c>vulnerabilities</c>. Default low: every one does.</summary>
    public AdvisorySeverity LeastSeverity { get; init; }

    /// <summary>Known vulnerabilities that somebody looked at and lives with for a time.</summary>
    public ImmutableArray<AcceptedAdvisory> AcceptedAdvisories { get; init; } = [];

    /// <summary>Hours after which the result of a scan is no longer believed. Default 24.</summary>
    public int ScanHours { get; init; } = 24;

    /// <summary>Days after which a restore drill is no longer believed. Default 90.</summary>
    public int RestoreDrillDays { get; init; } = 90;

    /// <summary>Most a measured time may be above the last accepted one, in percent. Default 20.</summary>
    public double PerformancePercent { get; init; } = 20;
}

/// <summary>A known vulnerability that somebody looked at.</summary>
/// <param name="Id">Number of the advisory: <c>GHSA-…</c> or <c>CVE-…</c>, as the scan names it.</param>
/// <param name="Until">The last day, in UTC, on which it is accepted.</param>
/// <param name="Reason">Why it harms nobody here.</param>
public sealed record AcceptedAdvisory(string Id, DateOnly Until, string Reason);

/// <summary>How long a deployment may take, in seconds.</summary>
public sealed record DeploymentPolicy
{
    /// <summary>From start to ready. Default 30.</summary>
    public int ReadySeconds { get; init; } = 30;

    /// <summary>For requests in flight to leave the old instances. Default 30.</summary>
    public int DrainSeconds { get; init; } = 30;

    /// <summary>Between asking an instance to stop and killing it. Default 10.</summary>
    public int StopSeconds { get; init; } = 10;
}
