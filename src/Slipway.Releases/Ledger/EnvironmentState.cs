using System.Collections.Immutable;

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

    /// <summary>Packages that may not come here again, with the reason.</summary>
    public ImmutableSortedDictionary<string, string> Barred { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Why automation must keep away, or null.</summary>
    public string? Pin { get; init; }

    /// <summary>An intent without an outcome: somebody was interrupted here. Its data names the step reached.</summary>
    public Entry? Open { get; init; }

    /// <summary>The last step the open intent is known to have begun.</summary>
    public string? OpenStep { get; init; }

    /// <summary>How many deployments were ever started, for the names of the next ones.</summary>
    public int Started { get; init; }

    /// <summary>Everyone who ever started a deployment here.</summary>
    public ImmutableSortedSet<string> Deployers { get; init; } = [];

    /// <summary>Packages whose newest smoke test here failed, with what it said.</summary>
    public ImmutableSortedDictionary<string, string> SmokeFailures { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>False after <c>Down</c>.</summary>
    public bool IsUp { get; init; } = true;

    /// <summary>The newest succeeded deployment of another package than the current one that is not barred: where a rollback goes.</summary>
    public DeploymentRecord? RollbackTarget => Succeeded.LastOrDefault(deployment => deployment.PackageId != Current?.PackageId && !Barred.ContainsKey(deployment.PackageId));

    internal EnvironmentState With(Entry entry) => entry.Type switch
    {
        EntryType.DeployStarted => this with { Open = entry, OpenStep = null, Started = Started + 1, IsUp = true, Deployers = Deployers.Add(entry.Actor.Id) },
        EntryType.RollbackStarted => this with { Open = entry, OpenStep = null },
        EntryType.DeployStep => this with { OpenStep = entry.Data.GetValueOrDefault("step") },
        EntryType.DeployCompleted or EntryType.RollbackCompleted => Arrived(entry),
        EntryType.DeployFailed or EntryType.RollbackFailed => this with { Open = null, OpenStep = null },
        EntryType.ReleaseBlocked when entry.PackageId is { } id => this with { Barred = Barred.SetItem(id, entry.Data.GetValueOrDefault("reason", "")) },
        EntryType.ReleaseUnblocked when entry.PackageId is { } id => this with { Barred = Barred.Remove(id) },
        EntryType.SmokeFailed when entry.PackageId is { } id => this with { SmokeFailures = SmokeFailures.SetItem(id, entry.Data.GetValueOrDefault("reason", "")) },
        EntryType.SmokePassed when entry.PackageId is { } id => this with { SmokeFailures = SmokeFailures.Remove(id) },
        EntryType.EnvironmentPinned => this with { Pin = entry.Data.GetValueOrDefault("reason", "") },
        EntryType.EnvironmentUnpinned => this with { Pin = null },
        EntryType.EnvironmentUp => this with { IsUp = true },
        EntryType.EnvironmentDown => this with { IsUp = false },
        _ => this,
    };

    private EnvironmentState Arrived(Entry entry)
    {
        if (entry is not { PackageId: { } package, DeploymentId: { } id })
            return this with { Current = null, Open = null, OpenStep = null }; // the way back led to an empty environment
        var record = new DeploymentRecord(id, package, entry.Version ?? "0.0.0", entry.Utc, entry.Seq);
        return this with { Current = record, Succeeded = Succeeded.Add(record), Open = null, OpenStep = null };
    }
}

/// <summary>A deployment that reached its end.</summary>
public sealed record DeploymentRecord(string DeploymentId, string PackageId, string Version, DateTimeOffset Utc, int Seq);
