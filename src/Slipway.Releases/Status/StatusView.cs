using System.Collections.Immutable;
using Slipway.Releases.Agenda;
using Slipway.Releases.Calendar;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;

namespace Slipway.Releases.Status;

/// <summary>What somebody sees in one look: every environment, what comes next to it, and whether it may.</summary>
public sealed record StatusView
{
    /// <summary>In the order of the lane, or the one that was asked for.</summary>
    public required ImmutableArray<EnvironmentStatus> Environments { get; init; }

    /// <summary>All environments in order.</summary>
    public required ImmutableArray<DeploymentEnvironment> Lane { get; init; }

    /// <summary>What is on record.</summary>
    public required ReleaseState State { get; init; }

    /// <summary>Whether an environment is frozen, by name.</summary>
    public ImmutableSortedDictionary<string, FreezeAnswer> Freezes { get; init; } = ImmutableSortedDictionary<string, FreezeAnswer>.Empty;

    /// <summary>What teams owe: actions they promised, and measurements whose day has come.</summary>
    public ImmutableArray<OpenTask> OpenActions { get; init; } = [];

    /// <summary>Names of the destinations that releases are published to.</summary>
    public ImmutableArray<string> Destinations { get; init; } = [];

    /// <summary>The view of what was observed.</summary>
    public static StatusView Of(ImmutableArray<EnvironmentStatus> environments, ImmutableArray<DeploymentEnvironment> lane, ReleaseState state, ReleasePolicy policy, ReleaseCalendar calendar, DateTimeOffset now)
    {
        ImmutableArray<FreezeWindow> windows = DeclaredFreeze.All(policy, state.Governance);
        return new StatusView
        {
            Environments = environments,
            Lane = lane,
            State = state,
            Freezes = windows.IsEmpty
                ? ImmutableSortedDictionary<string, FreezeAnswer>.Empty
                : environments.ToImmutableSortedDictionary(status => status.Environment.Name, status => FreezeCalendar.Judge(windows, status.Environment.Name, now)),
            OpenActions = OpenTask.All(calendar, state, lane.IsEmpty ? "" : lane[^1].Name, now),
        };
    }

    /// <summary>What waits to enter an environment: what is live in front of it, unless it is barred or older than what is here; in the first one, the newest sealed package.</summary>
    public SealedPackage? Pending(EnvironmentStatus status) => Pending(Lane, State, status.Recorded.Name);

    /// <summary>What waits to enter an environment, by the ledger alone.</summary>
    /// <param name="lane">All environments in order.</param>
    /// <param name="state">What is on record.</param>
    /// <param name="environment">Name of one of them.</param>
    public static SealedPackage? Pending(ImmutableArray<DeploymentEnvironment> lane, ReleaseState state, string environment)
    {
        EnvironmentState here = state.In(environment);
        string? waiting = Slipway.Releases.Environments.Lane.Before(lane, environment) is { } front ? state.In(front.Name).Current?.PackageId
            : state.Packages.Values.MaxBy(package => package.Seq)?.Id;
        if (waiting is null || here.Barred.ContainsKey(waiting) || state.Packages.GetValueOrDefault(waiting) is not { } package)
            return null;
        return here.Current is { } current && state.Packages.GetValueOrDefault(current.PackageId) is { } live && package.Seq <= live.Seq ? null : package;
    }
}
