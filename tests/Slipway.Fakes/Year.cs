using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Slipway.Releases.Calendar;
using Slipway.Releases.Environments;
using Slipway.Releases.History;
using Slipway.Releases.Ledger;
using Slipway.Releases.Packages;
using Slipway.Releases.Policies;
using Slipway.Releases.Schedule;
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
                Id = "weekend", Environments = ["production"], Start = new LocalDateTime(2025, 11, 14, 16, 0), End = new LocalDateTime(2025, 11, 17, 7, 0),
                Zone = "Europe/Stockholm", Repeats = Repetition.Weekly, Reason = "nobody is there to look after it", Owner = "mei",
            },
        ],
    };

    /// <summary>A release every second week; the last one that went live as it was planned, with what it was meant to change, and the next two.</summary>
    public ReleaseCalendar Calendar
    {
        get
        {
            string live = History.State.In("production").Current?.Version ?? "0.0.0";
            return new ReleaseCalendar
            {
                Zone = "Europe/Stockholm",
                Cadence = new Cadence(2, new LocalDate(2025, 11, 18), new LocalTime(10, 0)),
                Releases =
                [
                    new PlannedRelease
                    {
                        Version = live, Title = "Faster search", Owner = "mei", Date = new LocalDateTime(2026, 11, 10, 10, 0), CutOff = new LocalDateTime(2026, 11, 6, 12, 0),
                        Milestones = [new Milestone("manual", "the manual is written", new LocalDateTime(2026, 11, 9, 16, 0))],
                        Success = [new SuccessMetric("orders per hour", 120, 0), new SuccessMetric("calls to support a day", 15, 30) { AtMost = true }],
                    },
                    new PlannedRelease
                    {
                        Version = "9.0.0", Title = "Gift cards", Owner = "ada", Date = new LocalDateTime(2026, 11, 26, 10, 0), CutOff = new LocalDateTime(2026, 11, 20, 12, 0),
                        Milestones = [new Milestone("load", "load test passed", new LocalDateTime(2026, 11, 18, 16, 0)), new Milestone("texts", "texts translated", new LocalDateTime(2026, 11, 24, 16, 0))],
                        Qa = [new TestWindow("acceptance", new LocalDateTime(2026, 11, 20, 13, 0), new LocalDateTime(2026, 11, 25, 17, 0))],
                    },
                    new PlannedRelease { Version = "9.1.0", Title = "Spring sale", Date = new LocalDateTime(2026, 12, 8, 10, 0) },
                ],
            };
        }
    }

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
