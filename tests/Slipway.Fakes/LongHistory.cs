using System.Collections.Immutable;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Paths;

namespace Slipway.Fakes;

/// <summary>Years of releases, as the verbs write them: about sixty entries for each, one in ten fails its smoke test in staging.</summary>
public static class LongHistory
{
    private static readonly string[] Steps = ["open", "unpack", "start", "ready", "smoke-before", "switch", "drain"];

    private static readonly string[] Gates = ["integrity", "order", "tests", "coverage", "barred", "pinned", "configuration"];

    public static IEnumerable<Entry> Drafts(int count) => Enumerable.Range(0, int.MaxValue).SelectMany(Release).Take(count);

    /// <summary>Writes a ledger file with its pin into a state folder; gives where it ends.</summary>
    public static LedgerMark Write(AbsolutePath state, int count)
    {
        Directory.CreateDirectory(state);
        var end = LedgerMark.Start;
        using (FileStream file = File.Create(state / "ledger.jsonl"))
        {
            foreach (Entry draft in Drafts(count))
            {
                byte[] line = LedgerLine.Write(draft, end.Count + 1, end.Head, out Entry entry);
                file.Write(line);
                end = new LedgerMark(entry.Seq, entry.Hash, end.Bytes + line.Length);
            }
        }

        File.WriteAllText(state / "ledger.jsonl.head", new HeadPin(end.Count, end.Head, end.Bytes).Write());
        return end;
    }

    private static IEnumerable<Entry> Release(int number)
    {
        string Made(string what) => Digest.Of(System.Text.Encoding.ASCII.GetBytes($"{what} {number}")).Hex;
        DateTimeOffset day = Facts.Noon.AddHours(number * 6);
        int second = 0;
        (string package, string commit, string tree, string version) = (Made("package"), Made("commit")[..40], Made("tree")[..40], $"1.{number / 10}.{number % 10}");
        Entry Say(string type, string? environment, params (string Name, string Value)[] data) => Facts.Draft(type, environment) with
        {
            Utc = day.AddSeconds(second++), Run = $"{day:yyyyMMdd-HHmmss}-4711", PackageId = package, Version = version,
            DeploymentId = environment is null ? null : $"{number + 1:0000}-{package[..12]}", Data = data.ToImmutableSortedDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal),
        };
        foreach (string kind in new[] { "tests", "coverage" })
            yield return Say(EntryType.EvidenceRecorded, null, ("kind", kind), ("tree", tree), ("total", "3112"), ("passed", "3100"), ("failed", "0"), ("skipped", "12"), ("commit", commit)) with { PackageId = null, Version = null };
        yield return Say(EntryType.CandidateSealed, null, ("commit", commit), ("tree", tree), ("dirty", "false"), ("files", "214"));
        bool fails = number % 10 == 7;
        foreach (string environment in fails ? new[] { "staging" } : ["staging", "production"])
        {
            foreach (string gate in Gates)
                yield return Say(EntryType.GateEvaluated, environment, ("gate", gate), ("verdict", "pass"), ("reason", $"{gate} is as the policy asks"), ("inputs", tree));
            yield return Say(EntryType.DeployStarted, environment, ("verb", "Promote"), ("previous", $"{number:0000}"), ("reason", ""));
            foreach (string step in Steps)
            {
                yield return Say(EntryType.DeployStep, environment, ("step", step), ("phase", "intent"));
                yield return Say(EntryType.DeployStep, environment, ("step", step), ("phase", "outcome"));
            }

            yield return Say(fails ? EntryType.SmokeFailed : EntryType.SmokePassed, environment, ("reason", fails ? "GET /up answered 500" : ""));
            if (fails)
                yield return Say(EntryType.ReleaseBlocked, environment, ("reason", "GET /up answered 500"));
            yield return Say(fails ? EntryType.DeployFailed : EntryType.DeployCompleted, environment, ("reason", ""));
        }

        if (!fails)
            yield return Say(EntryType.VersionTagged, null, ("tag", $"v{version}"), ("written", "true"));
    }
}
