using System.Collections.Immutable;
using Slipway.Releases.Agenda;
using Slipway.Releases.Calendar;
using Slipway.Releases.Environments;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;
using Slipway.Releases.Status;

namespace Slipway.Reports.Html;

/// <summary>Everything a dashboard shows, and nothing it would have to look up.</summary>
public sealed record DashboardModel
{
    /// <summary>Name of the application, as in the ledger.</summary>
    public required string Application { get; init; }

    /// <summary>The fold of the ledger.</summary>
    public required ReleaseHistory History { get; init; }

    /// <summary>The environments in the order a package visits them.</summary>
    public required ImmutableArray<DeploymentEnvironment> Lane { get; init; }

    /// <summary>What checking the ledger found.</summary>
    public required LedgerVerdict Ledger { get; init; }

    /// <summary>The instant the page tells about; ages are counted to it.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What was seen of environments at that instant; one that is not among them is told of by the ledger alone.</summary>
    public ImmutableArray<EnvironmentStatus> Statuses { get; init; } = [];

    /// <summary>What waits for environments, as far as it could be weighed; what else waits is told of by the ledger alone.</summary>
    public ImmutableArray<ComingRelease> Coming { get; init; } = [];

    /// <summary>Where commits, issues, pull requests and runs are shown; null where the host is not known.</summary>
    public Forge? Forge { get; init; }

    /// <summary>The rules in force.</summary>
    public ReleasePolicy Policy { get; init; } = new();

    /// <summary>Manifests of packages by id, as far as they are at hand.</summary>
    public ImmutableDictionary<string, Manifest> Manifests { get; init; } = ImmutableDictionary<string, Manifest>.Empty;

    /// <summary>Release notes by package id, as plain text.</summary>
    public ImmutableDictionary<string, string> Notes { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What is meant to be released when.</summary>
    public ReleaseCalendar Calendar { get; init; } = new();

    /// <summary>Measures with their trends, shown in this order in front of what the page draws itself.</summary>
    public ImmutableArray<DashboardMeasure> Measures { get; init; } = [];

    /// <summary>What the measures are about: <c>production, the last 90 days</c>; may be empty.</summary>
    public string MeasuredOf { get; init; } = "";

    /// <summary>Graph to draw: targets, or steps of a plan; null for none.</summary>
    public DashboardGraph? Graph { get; init; }

    /// <summary>Only releases and entries from this instant on; what runs where is always shown. Null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>People become "person 1", addresses are removed.</summary>
    public bool IsRedacted { get; init; }

    /// <summary>True for a page that is served and follows the ledger.</summary>
    public bool IsLive { get; init; }

    /// <summary>The environment in which a release is live: the last of the lane.</summary>
    internal string LiveEnvironment => Lane.IsEmpty ? "" : Lane[^1].Name;

    /// <summary>What the calendar is made of.</summary>
    internal AgendaFacts Agenda => AgendaFacts.Of(Calendar, Policy, History, LiveEnvironment, Now);

    internal ImmutableArray<FreezeWindow> Freezes => DeclaredFreeze.All(Policy, History.State.Governance);

    /// <summary>The lane, and behind it environments that only the ledger still knows.</summary>
    internal ImmutableArray<string> Environments => [.. Lane.Select(environment => environment.Name).Concat(History.State.Environments.Keys).Distinct(StringComparer.Ordinal)];
}
