using System.Collections.Immutable;
using Slipway.Releases.Environments;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;

namespace Slipway.Fakes;

/// <summary>Small true things to build a test's world from.</summary>
public static class Facts
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public static ImmutableArray<DeploymentEnvironment> Lane { get; } =
    [
        new() { Name = "staging", Port = 5081 },
        new() { Name = "production", Port = 5080 },
    ];

    /// <summary>A package id of one letter, a to f.</summary>
    public static string Id(char letter) => new(letter, 64);

    /// <summary>An entry that is not in a ledger yet.</summary>
    public static Entry Draft(string type, string? environment = null) => new()
    {
        Seq = 0, Type = type, Utc = Noon, Actor = new Actor("ada@example.org", "human"), Run = "run-1", Application = "shop", Environment = environment,
    };

    public static Entry Draft(string type, string environment, char package, params (string Name, string Value)[] data) => Draft(type, environment) with
    {
        PackageId = Id(package), Version = $"1.{package - 'a'}.0", DeploymentId = $"0001-{Id(package)[..12]}", Data = data.ToImmutableSortedDictionary(item => item.Name, item => item.Value),
    };

    /// <summary>Entries with the place a ledger would give them.</summary>
    public static ImmutableArray<Entry> Ledger(params Entry[] drafts)
    {
        string prev = LedgerChain.Genesis;
        var entries = ImmutableArray.CreateBuilder<Entry>();
        foreach (Entry draft in drafts)
        {
            LedgerLine.Write(draft with { Utc = draft.Utc + TimeSpan.FromMinutes(entries.Count) }, entries.Count + 1, prev, out Entry entry);
            entries.Add(entry);
            prev = entry.Hash;
        }

        return entries.ToImmutable();
    }

    public static Manifest Manifest(string version = "1.0.0", params (string Path, string Sha256, long Size)[] files) => new()
    {
        Application = "shop",
        Version = version,
        Source = new PackageSource("c0ffee" + new string('0', 34), "7ee0" + new string('0', 36), IsDirty: false),
        // A package of named files has a service only where they are its files.
        Services = files.Length == 0 || files.Any(file => file.Path == "services/storefront/Storefront.dll") ? [new PackagedService { Name = "storefront", EntryPoint = "Storefront.dll" }] : [],
        Artifacts = [.. files.Select(file => new Artifact(file.Path, file.Size, file.Sha256, ArtifactRole.Service))],
        Rollback = new RollbackPlan(),
    };
}
