using System.Collections.Immutable;
using Slipway.Fakes;
using Slipway.Releases.Facts;
using Slipway.Releases.Governing;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Tests.Releases.Governing;

/// <summary>A small ledger on which wishes to govern are heard one after the other, each recorded as the recorder does it, without the signature itself.</summary>
internal sealed class Hearing
{
    private readonly List<Entry> _entries = [];

    public Hearing() => Append(Facts.Draft("ledger.opened"));

    public ReleasePolicy Policy { get; set; } = new();

    public Party Who { get; set; } = new("ada@example.org", null, []);

    public DateTimeOffset Now { get; set; } = Facts.Noon;

    public ReleaseState State => ReleaseState.Fold(_entries);

    public ImmutableArray<Entry> Entries => [.. _entries];

    public Occasion Occasion => new(State, Policy, Who, Now, "nonce");

    /// <summary>A policy that asks for signatures, with ada and ben in it.</summary>
    public static ReleasePolicy Signed { get; } = new()
    {
        Digest = "policy",
        People = ImmutableSortedDictionary<string, Person>.Empty
            .Add("ada", new Person("Ada", ["ada@example.org"], ["ssh-ed25519 AAAA"], ["qa"]))
            .Add("ben", new Person("Ben", ["ben@example.org"], ["ssh-ed25519 BBBB"], ["release-manager"])),
        Approvals = new ApprovalPolicy { Signed = true },
    };

    /// <summary>The same people, who are believed by their address.</summary>
    public static ReleasePolicy Named { get; } = Signed with { Approvals = new ApprovalPolicy() };

    /// <summary>Somebody whose key is at hand.</summary>
    public static Party Known(string person) => new($"{person}@example.org", person, []);

    /// <summary>Somebody who gives an address that may be anybody's, and has no key of the policy.</summary>
    public static Party Ghost { get; } = new("ghost@nowhere", null, ["/home/ghost/.ssh/id_ed25519"]);

    public Entry Append(Entry draft)
    {
        LedgerLine.Write(draft with { Utc = Now }, _entries.Count + 1, _entries.Count == 0 ? LedgerChain.Genesis : _entries[^1].Hash, out Entry entry);
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Decides a wish and records what there is to record.</summary>
    public Ruling Hear(Func<Occasion, Ruling> decide)
    {
        Ruling ruling = decide(Occasion);
        foreach (Draft draft in ruling.Drafts)
        {
            Signed? signed = draft.Statement is { } statement ? new Signed(statement.Person, statement.Write(), "") : null;
            Append(Facts.Draft(draft.Fact.Type, draft.Subject.Environment) with
            {
                PackageId = draft.Subject.PackageId,
                Version = draft.Subject.Version,
                DeploymentId = draft.Subject.DeploymentId,
                Actor = new Actor(Who.Address, "human"),
                Data = (signed?.Write() ?? []).Concat(draft.Fact.Write()).ToImmutableSortedDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal),
            });
        }

        return ruling;
    }

    /// <summary>Package of one letter as it is sealed, by Ada.</summary>
    public void Seal(char package, string version) => Append(Facts.Draft(EntryType.CandidateSealed) with { PackageId = Facts.Id(package), Version = version });

    /// <summary>What became of wishes, one after the other, each with who had it.</summary>
    public string[] Hear<T>(IEnumerable<(Party Who, T Wish)> wishes, Func<T, Occasion, Ruling> decide)
    {
        var told = new List<string>();
        foreach ((Party who, T wish) in wishes)
        {
            Who = who;
            told.AddRange([$"{who.Address}: {wish}", .. Told(Hear(occasion => decide(wish, occasion)))]);
        }

        return [.. told];
    }

    /// <summary>What became of a wish, in full.</summary>
    public static IEnumerable<string> Told(Ruling ruling) =>
    [
        .. ruling switch
        {
            Ruling.Refused refused => refused.Faults.SelectMany(fault => (string[])
                [$"  refused, exit {(int)refused.ExitCode}: {fault.Code}  {fault.Cause}", $"    place  {fault.Place}", $"    mend   {fault.Mend}"]),
            Ruling.Standing standing => [$"  stands since entry {standing.By.Seq}"],
            _ => Array.Empty<string>(),
        },
        .. ruling.Drafts.Select(draft => $"  {draft.Fact.Type}  {string.Join("  ", draft.Fact.Write().Select(item => $"{item.Name}={item.Value}"))}{About(draft)}"),
    ];

    private static string About(Draft draft)
    {
        (string? environment, string? package, string? version, string? deployment) = draft.Subject;
        string subject = string.Join(' ', new[] { environment, package?[..12], version, deployment }.OfType<string>());
        string signed = draft.Statement is { } statement ? $"  signed by {statement.Person}: {statement.Action} {statement.About}{(statement.Role is { } role ? $" as {role}" : "")}" : "";
        return (subject.Length > 0 ? $"  about {subject}" : "") + signed;
    }
}
