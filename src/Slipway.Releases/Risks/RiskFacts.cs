using System.Collections.Immutable;
using System.Globalization;
using NuGet.Versioning;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;

namespace Slipway.Releases.Risks;

/// <summary>The signs of risk of one deployment, each counted from what is on record.</summary>
public sealed record RiskFacts
{
    /// <summary>Lines added and removed since the version before; null when nobody counted.</summary>
    public int? Lines { get; init; }

    /// <summary>Files touched.</summary>
    public int Files { get; init; }

    /// <summary>Commits in scope.</summary>
    public int Commits { get; init; }

    /// <summary>People who wrote them.</summary>
    public int Authors { get; init; }

    /// <summary>Days since the last deployment there; null when there was none.</summary>
    public double? Days { get; init; }

    /// <summary>True when the major number is another than the live one's.</summary>
    public bool IsMajor { get; init; }

    /// <summary>True when the version says that something was added.</summary>
    public bool IsMinor { get; init; }

    /// <summary>Configuration keys that are new or gone.</summary>
    public int ConfigurationKeys { get; init; }

    /// <summary>Lock and project files touched.</summary>
    public int DependencyFiles { get; init; }

    /// <summary>Touched files that were touched by a release that was taken back, too.</summary>
    public ImmutableArray<string> HotSpots { get; init; } = [];

    /// <summary>Open risks of medium severity.</summary>
    public int MediumRisks { get; init; }

    /// <summary>Open risks of high severity.</summary>
    public int HighRisks { get; init; }

    /// <summary>Open risks that are critical.</summary>
    public int CriticalRisks { get; init; }

    /// <summary>Share of the deployments there that were taken back.</summary>
    public double FailureRate { get; init; }

    /// <summary>True when the way back was rehearsed lately.</summary>
    public bool IsRehearsed { get; init; }

    /// <summary>True when whoever deploys never did so there, and also while nobody knows who will: those who consent look at the larger risk.</summary>
    public bool IsFirstTime { get; init; }

    /// <summary>False while nobody knows who will deploy. Default true.</summary>
    public bool IsDeployerKnown { get; init; } = true;

    /// <summary>Counts the signs.</summary>
    /// <param name="state">The folded ledger.</param>
    /// <param name="environment">Where to.</param>
    /// <param name="packageId">What.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="live">Manifest of what is live there, or null.</param>
    /// <param name="requester">Who deploys, or null.</param>
    /// <param name="now">When.</param>
    public static RiskFacts Of(ReleaseState state, string environment, string packageId, Manifest manifest, Manifest? live, string? requester, DateTimeOffset now)
    {
        EnvironmentState here = state.In(environment);
        Entry? change = state.EvidenceOf("change", manifest.Source.Tree);
        string[] files = Words(change, "files");
        (bool isMajor, bool isMinor) = Step(live?.Version, manifest.Version);
        return new RiskFacts
        {
            Lines = change is null ? null : Number(change, "lines"),
            Files = Number(change, "fileCount"),
            Commits = Number(change, "commits"),
            Authors = Math.Max(Number(change, "authorCount"), Words(change, "authors").Length),
            Days = here.Current is { } current ? Math.Max(0, (now - current.Utc).TotalDays) : null,
            IsMajor = isMajor,
            IsMinor = isMinor,
            ConfigurationKeys = live is null ? 0 : KeysOf(live).Except(KeysOf(manifest)).Concat(KeysOf(manifest).Except(KeysOf(live))).Count(),
            DependencyFiles = files.Count(IsAboutDependencies),
            HotSpots = [.. files.Intersect(TakenBack(state, packageId)).Order(StringComparer.Ordinal)],
            MediumRisks = state.Governance.OpenRisks.Count(risk => risk.Severity == Severity.Medium),
            HighRisks = state.Governance.OpenRisks.Count(risk => risk.Severity == Severity.High),
            CriticalRisks = state.Governance.OpenRisks.Count(risk => risk.Severity == Severity.Critical),
            FailureRate = here.Started == 0 ? 0 : Math.Min(1, (double)here.Barred.Count / here.Started),
            IsRehearsed = state.Governance.Rehearsals.GetValueOrDefault(packageId)?.Data.GetValueOrDefault("result") == "pass",
            IsDeployerKnown = requester is not null,
            IsFirstTime = requester is null || !here.Deployers.Contains(requester),
        };
    }

    private static IEnumerable<string> TakenBack(ReleaseState state, string but) => state.Environments.Values
        .SelectMany(environment => environment.Barred.Keys)
        .Where(id => id != but && state.Packages.ContainsKey(id))
        .SelectMany(id => Words(state.EvidenceOf("change", state.Packages[id].Tree), "files"));

    private static (bool IsMajor, bool IsMinor) Step(string? from, string to) =>
        from is not null && NuGetVersion.TryParse(from, out NuGetVersion? before) && NuGetVersion.TryParse(to, out NuGetVersion? after)
            ? (after.Major != before.Major, after.Major == before.Major && after.Minor != before.Minor)
            : (false, false);

    private static IEnumerable<string> KeysOf(Manifest manifest) => manifest.Services.SelectMany(service => service.Configuration.Select(key => $"{service.Name} {key}"));

    private static bool IsAboutDependencies(string file) =>
        file.EndsWith("proj", StringComparison.Ordinal) || file.EndsWith(".props", StringComparison.Ordinal) || file.EndsWith("packages.lock.json", StringComparison.Ordinal) || file.EndsWith("package.json", StringComparison.Ordinal);

    private static string[] Words(Entry? entry, string name) => entry is null ? [] : entry.Data.GetValueOrDefault(name, "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int Number(Entry? entry, string name) =>
        entry is not null && int.TryParse(entry.Data.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
