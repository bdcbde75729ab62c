using System.Collections.Immutable;
using System.Globalization;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Metrics;

namespace Slipway.Tests.Releases.Metrics;

/// <summary>A ledger told day by day. Times are hours from the beginning of the year; a deployment ends in the hour it is told of and started six minutes before.</summary>
internal sealed class Chronicle
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Work = TimeSpan.FromMinutes(6);

    private readonly List<Entry> _entries = [];
    private int _deployments;

    public ImmutableArray<Entry> Entries => [.. _entries];

    /// <summary>The deployment told of last.</summary>
    public string Last { get; private set; } = "";

    public Chronicle Deploys(char package, double hour, string environment = "production", params (string Name, string Value)[] data)
    {
        Begin(EntryType.DeployStarted, package, hour, environment, data);
        return Say(EntryType.DeployCompleted, At(hour), environment, package);
    }

    public Chronicle Fails(char package, double hour, string environment = "production", params (string Name, string Value)[] data)
    {
        Begin(EntryType.DeployStarted, package, hour, environment, data);
        return Say(EntryType.DeployFailed, At(hour), environment, package);
    }

    public Chronicle RollsBack(char to, double hour, string environment = "production", params (string Name, string Value)[] data)
    {
        Begin(EntryType.RollbackStarted, to, hour, environment, data);
        return Say(EntryType.RollbackCompleted, At(hour), environment, to);
    }

    /// <summary>Rehearses the way back to a package and forward again.</summary>
    public Chronicle Rehearses(char package, char back, double hour, string environment = "staging") =>
        RollsBack(back, hour, environment, ("rehearsal", "true")).Deploys(package, hour + 0.5, environment, ("verb", "Rehearse"))
            .Say(EntryType.RollbackRehearsed, At(hour + 0.6), environment, package, ("result", "pass"));

    /// <summary>The commits of the deployment told of last, by hour.</summary>
    public Chronicle Brings(params (string Id, double Hour)[] commits) => Brings([.. commits.Select(commit => (commit.Id, commit.Hour, ""))]);

    /// <summary>The commits of the deployment told of last, by hour, with the issues they close.</summary>
    public Chronicle Brings(params (string Id, double Hour, string Issues)[] commits) => Say(
        EntryType.DeployScope, _entries[^1].Utc, _entries[^1].Environment, null, ("commits", string.Join(' ', commits.Select(commit => $"{commit.Id}:{Seconds(commit.Hour)}{(commit.Issues.Length == 0 ? "" : ":" + commit.Issues)}"))));

    /// <summary>What the tracker says of issues, by hour.</summary>
    public Chronicle Imports(params (int Number, double Hour)[] issues) =>
        Say(EntryType.IssuesImported, _entries[^1].Utc, null, null, ("issues", string.Join(' ', issues.Select(issue => $"{issue.Number}:{Seconds(issue.Hour)}"))));

    public Chronicle Incident(string id, double hour, string? cause, string severity = "high", string environment = "production") =>
        Say(EntryType.IncidentOpened, At(hour), environment, null, ("id", id), ("title", "slow"), ("severity", severity)).Blame(cause);

    public Chronicle Links(string id, double hour, string cause, string environment = "production") => Say(EntryType.IncidentLinked, At(hour), environment, null, ("id", id)).Blame(cause);

    public Chronicle Resolves(string id, double hour) => Say(EntryType.IncidentResolved, At(hour), "production", null, ("id", id), ("reason", "mended"));

    public Chronicle Says(string type, double hour, char? package = null, string? environment = "production", params (string Name, string Value)[] data) => Say(type, At(hour), environment, package, data);

    /// <summary>The measures of an environment over the days up to an hour.</summary>
    public EnvironmentMeasures Measured(double hour, int days = 90, string environment = "production") =>
        DeliveryMetrics.Of(ReleaseHistory.Of(Entries), ["staging", "production"], At(hour), days).Environments.Single(one => one.Environment == environment);

    public static DateTimeOffset At(double hour) => Start.AddHours(hour);

    private static string Seconds(double hour) => At(hour).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private Chronicle Blame(string? cause)
    {
        Entry? blamed = _entries.FirstOrDefault(entry => entry.DeploymentId == cause && entry.PackageId is not null);
        _entries[^1] = _entries[^1] with { DeploymentId = cause, PackageId = cause is null ? null : blamed?.PackageId, Version = cause is null ? null : blamed?.Version };
        return this;
    }

    private void Begin(string type, char package, double hour, string environment, (string Name, string Value)[] data)
    {
        Last = string.Create(CultureInfo.InvariantCulture, $"{++_deployments:0000}-{package}");
        Say(type, At(hour) - Work, environment, package, data);
    }

    private Chronicle Say(string type, DateTimeOffset utc, string? environment, char? package, params (string Name, string Value)[] data)
    {
        _entries.Add(Facts.Draft(type, environment) with
        {
            Seq = _entries.Count + 1,
            Utc = utc,
            PackageId = package is { } letter ? Facts.Id(letter) : null,
            Version = package is { } one ? $"1.{char.ToLowerInvariant(one) - 'a'}.0" : null,
            DeploymentId = environment is null ? null : Last,
            Data = data.ToImmutableSortedDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal),
        });
        return this;
    }
}
