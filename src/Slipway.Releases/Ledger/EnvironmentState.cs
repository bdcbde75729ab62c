using System.Collections.Immutable;
using System.Globalization;
using Slipway.Releases.Facts;

namespace Slipway.Releases.Ledger;

/// <summary>One environment as the ledger tells it.</summary>
public sealed record EnvironmentState
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The deployment that serves, or null.</summary>
    public DeploymentRecord? Current { get; init; }

    /// <summary>Deployments that were completed, smoke included, oldest first; a return to an older one adds it again.</summary>
    public ImmutableArray<DeploymentRecord> Succeeded { get; init; } = [];

    /// <summary>
    /// The releases that led to the one that serves, oldest first, that one last: a deployment adds one, a way back takes off those it leaves.
    /// What stands here is older than what serves; what ran and does not stand here was fled from.
    /// </summary>
    public ImmutableArray<DeploymentRecord> Line { get; init; } = [];

    /// <summary>What a rehearsal took the environment away from and has not brought back yet; null while none is under way.</summary>
    public DeploymentRecord? Rehearsed { get; init; }

    /// <summary>Packages that may not come here again, with the reason.</summary>
    public ImmutableSortedDictionary<string, string> Barred { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Why automation must keep away, or null.</summary>
    public string? Pin { get; init; }

    /// <summary>An intent without an outcome: somebody was interrupted here. Its data names the step reached.</summary>
    public Entry? Open { get; init; }

    /// <summary>The last step the open intent is known to have begun.</summary>
    public string? OpenStep { get; init; }

    /// <summary>The rollout that is under way; null while none is.</summary>
    public RolloutState? Rollout { get; init; }

    /// <summary>The newest rollout of each package that was given a part of the traffic here, by package.</summary>
    public ImmutableSortedDictionary<string, RolloutState> Rollouts { get; init; } = ImmutableSortedDictionary<string, RolloutState>.Empty;

    /// <summary>The newest setting of each feature flag here, by its name.</summary>
    public ImmutableSortedDictionary<string, Entry> Flags { get; init; } = ImmutableSortedDictionary<string, Entry>.Empty;

    /// <summary>How many deployments were ever started, for the names of the next ones.</summary>
    public int Started { get; init; }

    /// <summary>Everyone who ever started a deployment here.</summary>
    public ImmutableSortedSet<string> Deployers { get; init; } = [];

    /// <summary>Packages whose newest smoke test here failed, with what it said.</summary>
    public ImmutableSortedDictionary<string, string> SmokeFailures { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The deployment that failed here since the last one that succeeded, with its reason: given up before its traffic, or taken back by itself; null where none did.</summary>
    public Entry? Failed { get; init; }

    /// <summary>Port of the front door when something was deployed last; null where that is not on record.</summary>
    public int? Port { get; init; }

    /// <summary>False after <c>Down</c>.</summary>
    public bool IsUp { get; init; } = true;

    /// <summary>The newest release before the current one that is another and not barred: where a rollback goes. Never one that came later. The same package with another configuration is another release.</summary>
    public DeploymentRecord? RollbackTarget => Line.LastOrDefault(deployment => Current?.IsLike(deployment) != true && !Barred.ContainsKey(deployment.PackageId));

    internal EnvironmentState With(Entry entry) => entry.Type switch
    {
        EntryType.DeployStarted => this with { Open = entry, OpenStep = null, Rollout = RolloutState.Of(entry), Started = Started + 1, IsUp = true, Deployers = Deployers.Add(entry.Actor.Id), Port = PortOf(entry) ?? Port },
        EntryType.RollbackStarted => this with { Open = entry, OpenStep = null, Failed = entry.Data.GetValueOrDefault("automatic") == "true" ? entry : Failed },
        EntryType.DeployStep => this with { OpenStep = entry.Data.GetValueOrDefault("step") },
        EntryType.DeployCompleted or EntryType.RollbackCompleted => Arrived(entry),
        EntryType.ExposureChanged or EntryType.ExposureJudged or EntryType.RolloutHeld or EntryType.RolloutResumed or EntryType.RolloutAborted
            when Rollout is { } rollout && rollout.DeploymentId == entry.DeploymentId => Walked(rollout.With(entry)),
        EntryType.DeployFailed => this with { Open = null, OpenStep = null, Rollout = null, Failed = entry },
        EntryType.RollbackFailed => this with { Open = null, OpenStep = null, Rollout = null },
        EntryType.ReleaseBlocked when entry.PackageId is { } id => this with { Barred = Barred.SetItem(id, entry.Data.GetValueOrDefault("reason", "")) },
        EntryType.ReleaseUnblocked when entry.PackageId is { } id => this with { Barred = Barred.Remove(id) },
        EntryType.SmokeFailed when entry.PackageId is { } id => this with { SmokeFailures = SmokeFailures.SetItem(id, entry.Data.GetValueOrDefault("reason", "")) },
        EntryType.SmokePassed when entry.PackageId is { } id => this with { SmokeFailures = SmokeFailures.Remove(id) },
        EntryType.EnvironmentPinned => this with { Pin = entry.Data.GetValueOrDefault("reason", "") },
        EntryType.EnvironmentUnpinned => this with { Pin = null },
        EntryType.FlagSet => this with { Flags = Flags.SetItem(FlagSet.Read(entry.Data).Name, entry) },
        EntryType.EnvironmentUp => this with { IsUp = true },
        EntryType.EnvironmentDown => this with { IsUp = false },
        _ => this,
    };

    internal static int? PortOf(Entry entry) => int.TryParse(entry.Data.GetValueOrDefault("port"), NumberStyles.None, CultureInfo.InvariantCulture, out int port) ? port : null;

    private EnvironmentState Walked(RolloutState rollout) => this with
    {
        Rollout = rollout,
        Rollouts = rollout.Weight > 0 ? Rollouts.SetItem(rollout.PackageId, rollout) : Rollouts,
    };

    private EnvironmentState Arrived(Entry entry)
    {
        if (entry is not { PackageId: { } package, DeploymentId: { } id })
            return this with { Current = null, Line = [], Rehearsed = null, Open = null, OpenStep = null, Rollout = null }; // the way back led to an empty environment
        var record = new DeploymentRecord(id, package, entry.Version ?? "0.0.0", entry.Utc, entry.Seq) { Configuration = ConfigurationOf(entry, id) };
        bool isBack = entry.Type == EntryType.RollbackCompleted;
        return this with
        {
            Current = record,
            Succeeded = Succeeded.Add(record),
            Line = (isBack ? BackTo(record) : Line.LastOrDefault()?.IsLike(record) == true ? Line[..^1] : Line).Add(record),
            Failed = isBack ? Failed : null,
            Rehearsed = isBack && entry.Data.GetValueOrDefault("rehearsal") == "true" ? Current : null,
            Open = null,
            OpenStep = null,
            Rollout = null,
        };
    }

    // A deployment says at its start what it is started with, a way back at its end.
    private string? ConfigurationOf(Entry arrived, string id) =>
        arrived.Data.GetValueOrDefault("configuration")
        ?? (Open is { Type: EntryType.DeployStarted } open && open.DeploymentId == id
            ? open.Data.GetValueOrDefault("configuration")
            : Succeeded.LastOrDefault(deployment => deployment.DeploymentId == id)?.Configuration);

    // What lies in front of the newest release that is like this one; all of it where none led here.
    private ImmutableArray<DeploymentRecord> BackTo(DeploymentRecord record)
    {
        for (int place = Line.Length - 1; place >= 0; place--)
        {
            if (Line[place].IsLike(record))
                return Line[..place];
        }

        return Line;
    }
}

/// <summary>A deployment that reached its end.</summary>
public sealed record DeploymentRecord(string DeploymentId, string PackageId, string Version, DateTimeOffset Utc, int Seq)
{
    /// <summary>Digest of the configuration it was started with; null where that is not on record.</summary>
    public string? Configuration { get; init; }

    /// <summary>True for the same package with the same configuration; one that is not on record is no other.</summary>
    /// <param name="packageId">Id of a package.</param>
    /// <param name="configuration">Digest of a configuration, or null.</param>
    public bool IsLike(string packageId, string? configuration) =>
        PackageId == packageId && (Configuration is null || configuration is null || Configuration == configuration);

    /// <inheritdoc cref="IsLike(string, string?)"/>
    /// <param name="other">The deployment to compare with.</param>
    public bool IsLike(DeploymentRecord other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsLike(other.PackageId, other.Configuration);
    }
}
