using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Approvals;

/// <summary>Judges what moved traffic by the policy in force where it stands. Walks the entries once, in their order, with each environment as it was in front of each.</summary>
/// <param name="good">Hashes of the signed entries found to hold so far; the caller adds to it while it walks.</param>
internal sealed class DeploymentAudit(HashSet<string> good)
{
    private readonly Dictionary<string, EnvironmentState> _environments = new(StringComparer.Ordinal);

    /// <summary>Takes the next entry; gives the environment it is about as it was before, or null where it is about none.</summary>
    public EnvironmentState? Follow(Entry entry)
    {
        if (entry is not { IsSound: true, Environment: { } name })
            return null;
        EnvironmentState before = _environments.GetValueOrDefault(name) ?? new EnvironmentState { Name = name };
        _environments[name] = before.With(entry);
        return before;
    }

    /// <summary>Why a deployment was not allowed by the policy in force; none where it was, and for everything that is no deployment.</summary>
    public IEnumerable<Fault> Unfounded(Entry entry, EnvironmentState before, AdoptedPolicy inForce) => entry.Type switch
    {
        EntryType.DeployStarted => Started(entry, before, inForce),
        EntryType.DeployCompleted when IsGoverned(before, entry, inForce) && before.Open?.DeploymentId != entry.DeploymentId => [Unasked(entry)],
        EntryType.RollbackStarted when IsGoverned(before, entry, inForce) && entry.Data.GetValueOrDefault("automatic") != "true" && !before.Line.Any(earlier => earlier.PackageId == entry.PackageId) => [Forward(entry)],
        EntryType.FlagSet when FlagSet.Read(entry.Data) is var set && IsNamed(before, inForce) && set.IsWiderThan(before.Flags.TryGetValue(set.Name, out Entry? last) ? FlagSet.Read(last.Data) : null) => [Unsigned(entry, set)],
        _ => [],
    };

    private IEnumerable<Fault> Started(Entry entry, EnvironmentState before, AdoptedPolicy inForce)
    {
        string[] named = entry.Data.GetValueOrDefault("approvals", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool isGoverned = IsGoverned(before, entry, inForce);
        if (!entry.Data.TryGetValue("policy", out string? digest))
        {
            // A rehearsal moves on no decision: it only brings forward again what it took back a moment before.
            if (isGoverned && before.Rehearsed?.PackageId != entry.PackageId)
                yield return Unasked(entry);
            yield break;
        }

        foreach (string hash in named.Where(hash => !good.Contains(hash)))
            yield return new Fault("SLP2421", $"deployment {entry.DeploymentId} rests on approval {Short(hash)}, which does not hold", Place(entry), Find);
        if ((isGoverned || named.Length > 0) && digest != inForce.Policy.Digest)
            yield return new Fault("SLP2422", $"deployment {entry.DeploymentId} was decided on policy {Short(digest)}, in force was version {inForce.Version}", Place(entry), "find out which policy it was, and who used it");
        else if (isGoverned && Needed(entry, inForce.Policy) is var needed && named.Length < needed)
            yield return new Fault("SLP2423", $"deployment {entry.DeploymentId} names {named.Length} of the {needed} consents that version {inForce.Version} of the policy asks for", Place(entry), Find);
    }

    private static int Needed(Entry entry, ReleasePolicy policy) =>
        Enum.TryParse(entry.Data.GetValueOrDefault("profile"), ignoreCase: true, out ReleaseProfile profile) ? policy.For(profile).Approvals.Sum(rule => rule.Count) : 0;

    // A policy of before named no environments; under it, only what rests on consent can be judged.
    private bool IsGoverned(EnvironmentState before, Entry entry, AdoptedPolicy inForce)
    {
        var named = inForce.Policy.Approvals.Environments;
        return named.Contains(before.Name)
            || (EnvironmentState.PortOf(entry) is { } port && named.Any(name => _environments.TryGetValue(name, out EnvironmentState? governed) && governed.Port == port));
    }

    private static bool IsNamed(EnvironmentState before, AdoptedPolicy inForce) => inForce.Policy.Approvals.Environments.Contains(before.Name);

    private static Fault Unsigned(Entry entry, FlagSet set) => new(
        "SLP2426", $"flag {set.Name} lets more users in, and nobody signed that", Place(entry), $"find out who set it; ./build.sh Flag --off {set.Name} --environment {entry.Environment} --reason \"…\"");

    private static Fault Unasked(Entry entry) => new(
        "SLP2424", $"deployment {entry.DeploymentId} of {Short(entry.PackageId ?? "nothing")} was decided on no policy", Place(entry), Find);

    private static Fault Forward(Entry entry) => new(
        "SLP2425", $"the rollback to {Short(entry.PackageId ?? "nothing")} was no way back: it did not run before what it took the place of", Place(entry), Find);

    private const string Find = "find out who deployed it, and whether it should still serve";

    private static string Place(Entry entry) => $"ledger entry {entry.Seq}";

    private static string Short(string hash) => hash[..Math.Min(12, hash.Length)];
}
