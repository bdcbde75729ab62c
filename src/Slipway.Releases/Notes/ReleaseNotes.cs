using System.Collections.Immutable;
using Slipway.Releases.Packages;

namespace Slipway.Releases.Notes;

/// <summary>What changed in a release, once, for every audience to be told in its own words.</summary>
public sealed record ReleaseNotes
{
    /// <summary>Name of the application.</summary>
    public required string Application { get; init; }

    /// <summary>Version the notes are for.</summary>
    public required string Version { get; init; }

    /// <summary>What the changes are counted from; null for the very first release.</summary>
    public string? Since { get; init; }

    /// <summary>Every change, section by section, newest first inside of each.</summary>
    public required ImmutableArray<NoteEntry> Entries { get; init; }

    /// <summary>Settings a service reads now and did not before: <c>Shop__Currency</c>, with <c>(optional)</c> or <c>(secret)</c> behind it.</summary>
    public ImmutableArray<string> NewSettings { get; init; } = [];

    /// <summary>All settings that are read, where no release before it is known to compare with; empty otherwise.</summary>
    public ImmutableArray<string> AllSettings { get; init; } = [];

    /// <summary>Settings nothing reads any longer.</summary>
    public ImmutableArray<string> OldSettings { get; init; } = [];

    /// <summary>Switches inside the release.</summary>
    public ImmutableArray<FeatureFlag> Flags { get; init; } = [];

    /// <summary>Changes to stored data that come with it.</summary>
    public ImmutableArray<Migration> Migrations { get; init; } = [];

    /// <summary>What is known to be wrong.</summary>
    public ImmutableArray<string> KnownIssues { get; init; } = [];

    /// <summary>True where nobody was asked what is known to be wrong, so that none named says nothing.</summary>
    public bool IsSealed { get; init; }

    /// <summary>How it is taken back, in a sentence.</summary>
    public required string WayBack { get; init; }

    /// <summary>Notes of commits, settings, flags and migrations. Nothing in it depends on a clock.</summary>
    public static ReleaseNotes Of(NotesFacts facts)
    {
        ImmutableArray<Migration> migrations = facts.Manifest is null ? [] : [.. MigrationRules.Brought(facts.Before, facts.Manifest)];
        return new ReleaseNotes
        {
            Application = facts.Application,
            Version = facts.Version,
            Since = facts.Since,
            Entries = NoteEntries.Of(facts),
            IsSealed = facts.IsSealed,
            AllSettings = facts.IsSealed ? [.. Settings(facts.Manifest)] : [],
            NewSettings = [.. Settings(facts.Manifest).Except(Settings(facts.Before))],
            OldSettings = facts.Manifest is null ? [] : [.. Settings(facts.Before).Except(Settings(facts.Manifest))],
            Flags = facts.Manifest?.Flags ?? [],
            Migrations = migrations,
            KnownIssues = facts.KnownIssues,
            WayBack = WayBackOf(migrations),
        };
    }

    private static IEnumerable<string> Settings(Manifest? manifest) => (manifest?.Services ?? [])
        .SelectMany(service => service.Configuration)
        .Select(key => $"{key.Name}{(key.Secret ? " (secret)" : "")}{(key.Required ? "" : " (optional)")}")
        .Distinct().Order(StringComparer.Ordinal);

    private static string WayBackOf(ImmutableArray<Migration> migrations) =>
        migrations.FirstOrDefault(migration => migration.Phase == MigrationPhase.Contract) is { } contract ? $"There is no way back behind {contract.Id}: mend and go forward."
        : migrations.Select(migration => migration.DataLoss).Where(loss => loss != "none").Distinct().ToArray() is { Length: > 0 } losses ? $"Rollback returns to the release before; lost is {string.Join(", ", losses)}."
        : "Rollback returns to the release before, without loss of data.";
}
