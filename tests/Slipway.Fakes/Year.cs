using System.Collections.Immutable;
using System.Text;
using Slipway.Releases.Calendar;
using Slipway.Releases.Environments;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Paths;

namespace Slipway.Fakes;

/// <summary>
/// A year of a team that ships through three environments: releases, refusals, failed smoke tests, rollbacks, rehearsals, consents, exceptions, freezes and risks,
/// entry by entry as the verbs write them. The same seed tells the same story.
/// </summary>
public sealed class Year
{
    private readonly YearStory _story;

    public Year(int releases, int seed = 7)
    {
        _story = new YearStory(releases, seed);
        _story.Tell();
        Entries = Chained(_story.Drafts);
        History = ReleaseHistory.Of(Entries);
    }

    /// <summary>The day the story begins.</summary>
    public static DateTimeOffset Start { get; } = new(2025, 11, 17, 7, 30, 0, TimeSpan.Zero);

    /// <summary>The instant to look back from: a Thursday afternoon, a year later.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 19, 15, 10, 0, TimeSpan.Zero);

    public static ImmutableArray<DeploymentEnvironment> Lane { get; } =
    [
        new() { Name = "staging", Port = 7080 },
        new() { Name = "acceptance", Port = 7081 },
        new() { Name = "production", Port = 7082 },
    ];

    /// <summary>Whoever may decide, and a weekly freeze.</summary>
    public static ReleasePolicy Policy { get; } = new()
    {
        Preset = "team",
        People = YearStory.People.ToImmutableSortedDictionary(person => person.Key, person => new Person(person.Value.Name, [person.Value.Mail], [], ["release-manager"])),
        Freezes =
        [
            new FreezeWindow
            {
                Id = "weekend", Environments = ["production"], Start = new NodaTime.LocalDateTime(2025, 11, 14, 16, 0), End = new NodaTime.LocalDateTime(2025, 11, 17, 7, 0),
                Zone = "Europe/Stockholm", Repeats = Repetition.Weekly, Reason = "nobody is there to look after it", Owner = "mei",
            },
        ],
    };

    public ImmutableArray<Entry> Entries { get; }

    public ReleaseHistory History { get; }

    public ImmutableDictionary<string, Manifest> Manifests => _story.Manifests.ToImmutableDictionary();

    public ImmutableDictionary<string, string> Notes => _story.Notes.ToImmutableDictionary();

    /// <summary>Writes the ledger with its pin into a state folder.</summary>
    public void Write(AbsolutePath state)
    {
        Directory.CreateDirectory(state);
        var bytes = new MemoryStream();
        foreach (Entry entry in Entries)
            bytes.Write(LedgerLine.Write(entry, entry.Seq, entry.Prev, out _));
        File.WriteAllBytes(state / "ledger.jsonl", bytes.ToArray());
        File.WriteAllText(state / "ledger.jsonl.head", new HeadPin(Entries.Length, Entries[^1].Hash, bytes.Length).Write());
    }

    internal static string Made(string what) => Digest.Of(Encoding.UTF8.GetBytes(what)).Hex;

    private static ImmutableArray<Entry> Chained(IEnumerable<Entry> drafts)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        foreach (Entry draft in drafts)
        {
            LedgerLine.Write(draft, entries.Count + 1, entries.Count == 0 ? LedgerChain.Genesis : entries[^1].Hash, out Entry entry);
            entries.Add(entry);
        }

        return entries.ToImmutable();
    }
}
