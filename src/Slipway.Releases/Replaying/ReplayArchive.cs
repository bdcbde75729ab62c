using System.Collections.Immutable;
using System.Text;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Status;
using Slipway.Vocabulary.Faults;

namespace Slipway.Releases.Replaying;

/// <summary>Everything on record that decisions can be made again from, by digest. What it holds is proven: a text under a digest that is not its own is only named as altered.</summary>
internal sealed class ReplayArchive
{
    private readonly Dictionary<string, KeptDocument> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _policies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReleaseState> _states = new(StringComparer.Ordinal);
    private readonly ILookup<string, Entry> _gates;
    private readonly IReadOnlyDictionary<string, Manifest> _manifests;

    public ReplayArchive(ImmutableArray<Entry> entries, IReadOnlyDictionary<string, Manifest> manifests)
    {
        _manifests = manifests;
        _gates = entries.Where(entry => entry.Type == EntryType.GateEvaluated && entry.Data.ContainsKey("facts")).ToLookup(entry => entry.Data["facts"], StringComparer.Ordinal);
        foreach (Entry entry in entries)
        {
            if (KeptDocument.Read(entry) is { } document)
                _documents.TryAdd(document.Digest, document);
            if (entry.Type == EntryType.PolicySigned && PolicySigned.Read(entry.Data).Policy is { Length: > 0 } signed)
                _policies[KeptDocument.DigestOf(signed)] = signed;
        }

        Fold(entries);
    }

    /// <summary>What the gates were recorded to answer on some facts, in their order.</summary>
    public IEnumerable<Entry> GatesOf(string facts) => _gates[facts];

    /// <summary>The facts under a digest, or null with the reason; it is damage where the text is not the one that was kept.</summary>
    public DecisionFacts? Facts(string digest, out ReplayResult result, out string? reason)
    {
        DecisionFacts? facts = Text(KeptDocument.Facts, digest, out result, out reason) is { } text ? DecisionFacts.Read(text) : null;
        if (reason is null && (facts is null || facts.Lane.All(place => place.Name != facts.Environment)))
            (result, reason, facts) = (ReplayResult.Missing, $"facts {Short(digest)} are of a shape that is not known here", null);
        return facts;
    }

    /// <summary>What facts name, or null with the reason.</summary>
    public DecisionMaterial? Material(DecisionFacts facts, out ReplayResult result, out string? reason)
    {
        result = ReplayResult.Missing;
        reason = null;
        if (!_states.TryGetValue(facts.Head, out ReleaseState? state))
            reason = $"entry {Short(facts.Head)}, up to which the ledger was known, is not in it";
        ReleasePolicy? policy = reason is null ? Policy(facts.Policy, out result, out reason) : null;
        Sighting? seen = reason is null && facts.FrontSeen is { } sighting && Text(KeptDocument.Observation, sighting, out result, out reason) is { } text ? Sighting.Read(text) : null;
        if (reason is null && seen?.Digest != facts.FrontSeen)
            (result, reason) = (ReplayResult.Missing, $"observation {Short(facts.FrontSeen!)} is of a shape that is not known here");
        Manifest? manifest = reason is null ? ManifestOf(facts.Package, out reason) : null;
        Manifest? live = reason is null && facts.Live is { } id ? ManifestOf(id, out reason) : null;
        if (reason is not null)
            return null;
        return new DecisionMaterial(state!, policy!, manifest!, live, seen); // all of it was found, or there is a reason
    }

    private ReleasePolicy? Policy(string digest, out ReplayResult result, out string? reason)
    {
        (result, reason) = (ReplayResult.Missing, null);
        if ((_policies.GetValueOrDefault(digest) ?? Text(KeptDocument.Policy, digest, out result, out reason)) is not { } text)
            return null;
        try
        {
            return PolicyText.Typed(PolicyText.Read(Encoding.UTF8.GetBytes(text), $"policy {Short(digest)}"));
        }
        catch (FaultException exception)
        {
            reason = $"policy {Short(digest)} cannot be read: {exception.Faults[0].Cause}";
            return null;
        }
    }

    private Manifest? ManifestOf(string id, out string? reason)
    {
        reason = _manifests.TryGetValue(id, out Manifest? manifest) ? null : $"the manifest of package {Short(id)} is not at hand";
        return manifest;
    }

    private string? Text(string kind, string digest, out ReplayResult result, out string? reason)
    {
        KeptDocument? document = _documents.GetValueOrDefault(digest);
        (result, reason) = document is null ? (ReplayResult.Missing, $"{kind} {Short(digest)} is not in the ledger")
            : document.Kind != kind || !document.IsSound ? (ReplayResult.Differs, $"{kind} {Short(digest)} was altered: its text is not what the digest names")
            : (ReplayResult.Missing, null); // what goes wrong after this is that something else is missing
        return reason is null ? document!.Text : null;
    }

    // One walk through the ledger, which stays at the places decisions were made from.
    private void Fold(ImmutableArray<Entry> entries)
    {
        HashSet<string> heads = [.. _documents.Values.Where(document => document.Kind == KeptDocument.Facts && document.IsSound).Select(document => DecisionFacts.Read(document.Text)?.Head).OfType<string>()];
        ReleaseState state = ReleaseState.Empty;
        if (heads.Contains(state.Head))
            _states[state.Head] = state;
        foreach (Entry entry in entries)
        {
            state = state.With(entry);
            if (heads.Contains(state.Head))
                _states[state.Head] = state;
        }
    }

    private static string Short(string digest) => digest[..Math.Min(12, digest.Length)];
}
