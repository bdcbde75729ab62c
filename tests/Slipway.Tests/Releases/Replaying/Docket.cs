using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Facts;
using Slipway.Releases.Gates;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Replaying;
using Slipway.Releases.Status;
using Slipway.Reports.Bundles;
using Slipway.Reports.Console;
using Slipway.Reports.Json;
using Slipway.Tests.Releases.Approvals;
using Slipway.Vocabulary.Digests;

namespace Slipway.Tests.Releases.Replaying;

/// <summary>Decisions over a court's ledger, recorded as the conductor records them, and made again.</summary>
internal sealed class Docket(Court court, Keyring keys)
{
    public static IReadOnlyDictionary<string, Manifest> Manifests { get; } = "abc".ToImmutableDictionary(letter => Facts.Id(letter), Court.ManifestOf);

    public Court Court => court;

    /// <summary>The wish as it would be weighed in production, staging seen to be healthy.</summary>
    public DeployRequest Request(char package = 'a') => court.Request(package) with
    {
        Lane = [.. court.Lane.Select(place => place with { Configuration = place.Configuration.SetItem("Shop__Title", $"hidden value of {place.Name}") })],
        Environment = court.Lane[1] with { Configuration = court.Lane[1].Configuration.SetItem("Shop__Title", "hidden value") },
        FrontSeen = new Sighting { Environment = "staging", Utc = court.Now, Health = "healthy", Deployment = "0001-x", Package = Facts.Id(package), Instances = [new SightedInstance("0001-x", "storefront", Facts.Id(package), "healthy")] },
        SecretNames = ["SHOP_KEY"],
        Live = court.State.In("production").Current is { } current && current.PackageId != Facts.Id(package) ? Court.ManifestOf(current.PackageId[0]) : null,
    };

    /// <summary>Decides and records: documents, gates, and the outcome, which is returned.</summary>
    public async Task<Entry> RecordAsync(DeployRequest request)
    {
        DeployRequest proven = request with { State = court.State, Chain = court.Chain() };
        Decision decision = await keys.Judging.JudgeAsync(answers => ReleaseDecider.Deploy(proven with { Signatures = answers, Chain = PolicyChain.Of(proven.State, answers) }), TestContext.Current.CancellationToken);
        ImmutableArray<KeptDocument> documents = DecisionMatter.Documents(proven, decision);
        foreach (KeptDocument document in documents)
            court.Append(Facts.Draft(EntryType.DocumentKept) with { Data = Court.Data([.. document.Data]) });
        Entry Draft(string type, params (string Name, string Value)[] data) => Facts.Draft(type, request.Environment.Name) with
        {
            PackageId = request.PackageId, Version = request.Manifest.Version, Actor = new Actor(request.Requester!, "human"), Data = Court.Data([("policy", request.Policy.Digest), ("facts", documents[^1].Digest), .. data]),
        };
        foreach (GateResult gate in decision.Gates)
            court.Append(Draft(EntryType.GateEvaluated, [.. GateRecord.Of(gate)]));
        return decision switch
        {
            Decision.Refusal refusal => court.Append(Draft(EntryType.DeployRefused, ("verb", "Promote"), ("exitCode", ((int)refusal.ExitCode).ToString(CultureInfo.InvariantCulture)), ("reason", refusal.Faults[0].Cause))),
            Decision.Proceed proceed => Started(Draft(EntryType.DeployStarted, [("verb", "Promote"), .. DecisionGrounds.Of(proceed.Assessment!)]) with { DeploymentId = proceed.DeploymentId }),
            _ => throw new InvalidOperationException("nothing to record"),
        };
    }

    public ImmutableArray<ReplayedDecision> Again(ImmutableArray<Entry>? entries = null, IReadOnlyDictionary<string, Manifest>? manifests = null) =>
        keys.Judging.JudgeAsync(answers => Replay.Of(entries ?? court.Entries, manifests ?? Manifests, _ => true, answers), TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    /// <summary>Results in a line, those of the court's own preparations, which kept no facts, left out.</summary>
    public string Results(ImmutableArray<Entry>? entries = null, IReadOnlyDictionary<string, Manifest>? manifests = null) =>
        string.Join(' ', Again(entries, manifests).Where(one => one.Result != ReplayResult.Before).Select(one => one.Result));

    /// <summary>Everything a person and a program are told of it.</summary>
    public static string Told(ImmutableArray<ReplayedDecision> decisions, string head) => string.Join('\n', [.. ReplayText.Render(decisions), ReplayText.Sum(decisions, head), ReplayJson.Of(decisions, head)]);

    /// <summary>Somebody changes one entry and makes the chain anew, so that nothing but the content can give it away.</summary>
    public ImmutableArray<Entry> Changed(Func<Entry, bool> which, Func<Entry, Entry> change)
    {
        Assert.Contains(court.Entries, entry => which(entry));
        var entries = ImmutableArray.CreateBuilder<Entry>();
        foreach (Entry entry in court.Entries)
        {
            LedgerLine.Write(which(entry) ? change(entry) : entry, entries.Count + 1, entries.Count == 0 ? LedgerChain.Genesis : entries[^1].Hash, out Entry written);
            entries.Add(written);
        }

        return entries.ToImmutable();
    }

    /// <summary>The files of an exported bundle.</summary>
    public Dictionary<string, byte[]> Bundle()
    {
        using var ledger = new MemoryStream();
        foreach (Entry entry in court.Entries)
            ledger.Write(LedgerLine.Write(entry, entry.Seq, entry.Prev, out _));
        var manifests = new[] { Real('a'), Real('b') }.ToDictionary(manifest => manifest.Id, manifest => manifest.Bytes);
        return new Dictionary<string, byte[]>(AuditBundle.Files(court.Entries, court.Chain(), manifests)) { ["ledger.jsonl"] = ledger.ToArray() };
    }

    /// <summary>A manifest whose id is what its bytes say.</summary>
    public static (string Id, byte[] Bytes) Real(char package)
    {
        byte[] bytes = ManifestText.Write(Court.ManifestOf(package));
        return (Digest.Of(bytes).Hex, bytes);
    }

    public static Entry With(Entry entry, string name, string value) => entry with { Data = entry.Data.SetItem(name, value) };

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private Entry Started(Entry draft)
    {
        Entry started = court.Append(draft);
        court.Append(draft with { Type = EntryType.DeployCompleted, Data = Court.Data() });
        return started;
    }
}
