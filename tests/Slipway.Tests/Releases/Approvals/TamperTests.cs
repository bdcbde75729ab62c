using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Deciding;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Approvals;

/// <summary>
/// A ledger with signed entries, changed in more than 20,000 ways. Without the chain made anew every change is damage (exit 10). With the chain made anew the head pin tells it;
/// and where even the pin is made anew, nothing that was signed counts any more.
/// </summary>
public sealed class TamperTests(Keyring keys) : IClassFixture<Keyring>
{
    [Fact]
    public async Task Twenty_thousand_changes_are_all_found()
    {
        Soak.OrSkip("twenty thousand changes");
        Court court = await Court.OpenAsync(keys);
        await court.ApproveAsync("ben");
        await court.ApproveAsync("cyd");
        Assert.Equal("Proceed", await court.AskAsync());
        ImmutableArray<Entry> entries = court.Entries;
        DeployRequest request = court.Request();
        var known = new Dictionary<string, bool>(StringComparer.Ordinal);
        Assert.True(await IsLetInAsync(request, entries, known));
        byte[] whole = [.. Lines(entries).SelectMany(line => line)];
        string pin = new HeadPin(entries.Length, entries[^1].Hash).Write();
        Assert.Null(LedgerChain.Read(whole, pin, "ledger").Damage);
        int changes = 0;

        // The bytes alone.
        for (int offset = 0; offset < whole.Length; offset++)
        {
            foreach (int bit in new[] { offset % 8, (offset + 5) % 8 })
            {
                whole[offset] ^= (byte)(1 << bit);
                AssertFound(LedgerChain.Read(whole, pin, "ledger").Damage?.Code);
                whole[offset] ^= (byte)(1 << bit);
                changes++;
            }
        }

        byte[][] lines = [.. Lines(entries)];
        foreach (byte[][] order in Reordered(lines))
        {
            AssertFound(LedgerChain.Read([.. order.SelectMany(line => line)], pin, "ledger").Damage?.Code);
            changes++;
        }

        // The chain made anew: the pin knows the head.
        foreach (Entry[] changed in Reordered([.. entries]).Concat(Edited(entries)))
        {
            ImmutableArray<Entry> anew = Anew(changed);
            if (anew.Length > entries.Length && anew[entries.Length - 1].Hash == entries[^1].Hash)
                continue; // the last one written once more: an entry that was added, nothing that was changed
            Assert.Contains(LedgerChain.Read([.. Lines(anew).SelectMany(line => line)], pin, "ledger").Damage?.Code, new[] { "SLP3004", "SLP3005" });
            changes++;
        }

        // Even the pin made anew: what was signed is not what is written.
        var asked = new Dictionary<string, bool>(known, StringComparer.Ordinal);
        var believed = new List<string>();
        foreach (Entry[] changed in Forged(entries))
        {
            ImmutableArray<Entry> anew = Anew(changed);
            Assert.Null(LedgerChain.Read([.. Lines(anew).SelectMany(line => line)], new HeadPin(anew.Length, anew[^1].Hash).Write(), "ledger").Damage);
            var open = new List<SignatureQuestion>();
            if (Decide(request, anew, new SignatureAnswers(known, open)) is Decision.Proceed)
                believed.Add(Difference(entries, anew));
            if (open.Count > 0 && changes % 40 == 0 && await IsLetInAsync(request, anew, asked))
                believed.Add($"by ssh-keygen: {Difference(entries, anew)}");
            changes++;
        }

        Assert.Empty(believed);
        TestContext.Current.TestOutputHelper!.WriteLine($"{changes:N0} changes");
        Assert.InRange(changes, 20_000, int.MaxValue);
    }

    private static void AssertFound(string? code) => Assert.Contains(code, new[] { "SLP3001", "SLP3004", "SLP3005" });

    private async Task<bool> IsLetInAsync(DeployRequest request, ImmutableArray<Entry> entries, Dictionary<string, bool> known)
    {
        while (true)
        {
            var open = new List<SignatureQuestion>();
            Decision decision = Decide(request, entries, new SignatureAnswers(known, open));
            if (open.Count == 0)
                return decision is Decision.Proceed;
            foreach ((string id, bool isGood) in await keys.Keygen.AskAsync(open, TestContext.Current.CancellationToken))
                known[id] = isGood;
        }
    }

    private static Decision Decide(DeployRequest request, ImmutableArray<Entry> entries, SignatureAnswers answers)
    {
        ReleaseState state = ReleaseState.Fold(entries);
        return ReleaseDecider.Deploy(request with { State = state, Signatures = answers, Chain = PolicyChain.Of(state, answers) });
    }

    // Each dropped, doubled, and moved to each other place.
    private static IEnumerable<T[]> Reordered<T>(T[] items)
    {
        for (int index = 0; index < items.Length; index++)
        {
            T[] without = [.. items[..index], .. items[(index + 1)..]];
            yield return without;
            yield return [.. items[..index], items[index], .. items[index..]];
            for (int place = 0; place < items.Length; place++)
            {
                if (place != index)
                    yield return [.. without[..place], items[index], .. without[place..]];
            }
        }
    }

    // What is in no signature: dates, actors (with a letter that only looks the same), places and packages.
    private static IEnumerable<Entry[]> Edited(ImmutableArray<Entry> entries)
    {
        for (int index = 0; index < entries.Length; index++)
        {
            Entry entry = entries[index];
            foreach (Entry changed in new[]
            {
                entry with { Utc = entry.Utc.AddMinutes(-1) }, entry with { Utc = entry.Utc.AddDays(400) }, entry with { Actor = entry.Actor with { Id = entry.Actor.Id.Replace('a', 'а') } },
                entry with { Actor = entry.Actor with { Kind = "ci" } }, entry with { Environment = "testing" }, entry with { PackageId = Facts.Id('b') }, entry with { Version = "9.9.9" }, entry with { Run = "run-2" },
            })
            {
                yield return [.. entries[..index], changed, .. entries[(index + 1)..]];
            }
        }
    }

    // What signatures protect: every letter of a statement, of a signature and of a policy changed or left out; signatures and statements exchanged; a person who only looks the same.
    private static IEnumerable<Entry[]> Forged(ImmutableArray<Entry> entries)
    {
        for (int index = 0; index < entries.Length; index++)
        {
            Entry entry = entries[index];
            Entry[] With(string name, string value) => [.. entries[..index], entry with { Data = entry.Data.SetItem(name, value) }, .. entries[(index + 1)..]];
            foreach (string name in new[] { "statement", "signature", "policy" }.Where(entry.Data.ContainsKey))
            {
                string text = entry.Data[name];
                int last = name == "signature" ? text.TrimEnd().Length : text.Length; // white space after a signature is nobody's
                for (int place = 0; place < last; place++)
                {
                    if (text[place] == '\n')
                        continue;
                    yield return With(name, string.Concat(text.AsSpan(0, place), text[place] == 'x' ? "y" : "x", text.AsSpan(place + 1)));
                    yield return With(name, text.Remove(place, 1));
                }
            }

            foreach (Entry other in entries.Where(other => other.Seq != entry.Seq && entry.Data.ContainsKey("signature") && other.Data.ContainsKey("signature")))
            {
                yield return With("signature", other.Data["signature"]);
                yield return With("statement", other.Data["statement"]);
                yield return [.. entries[..index], entry with { Data = other.Data }, .. entries[(index + 1)..]];
            }

            if (entry.Data.TryGetValue("statement", out string? statement))
                yield return With("statement", statement.Replace("\"person\":\"b", "\"person\":\"Ь", StringComparison.Ordinal).Replace("\"person\":\"c", "\"person\":\"с", StringComparison.Ordinal).Replace("\"person\":\"a", "\"person\":\"а", StringComparison.Ordinal));
        }

        // The very first entry is the project that every signature names.
        yield return [entries[0] with { Run = "another" }, .. entries[1..]];
    }

    private static ImmutableArray<Entry> Anew(Entry[] drafts)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        foreach (Entry draft in drafts)
        {
            LedgerLine.Write(draft, entries.Count + 1, entries.Count == 0 ? LedgerChain.Genesis : entries[^1].Hash, out Entry entry);
            entries.Add(entry);
        }

        return entries.ToImmutable();
    }

    private static IEnumerable<byte[]> Lines(ImmutableArray<Entry> entries) => entries.Select(entry => LedgerLine.Write(entry, entry.Seq, entry.Prev, out _));

    private static string Difference(ImmutableArray<Entry> before, ImmutableArray<Entry> after) => before.Zip(after).Where(pair => Text(pair.First) != Text(pair.Second)).Select(pair => Text(pair.Second)).FirstOrDefault("");

    private static string Text(Entry entry) => $"{entry.Seq} {entry.Type} {string.Join(' ', entry.Data.Select(item => $"{item.Key}={item.Value}"))}";
}
