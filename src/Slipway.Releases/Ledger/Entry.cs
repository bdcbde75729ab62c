using System.Collections.Immutable;
using Slipway.Releases.Facts;

namespace Slipway.Releases.Ledger;

/// <summary>One fact that was recorded: what happened, who did it, and where in the order of all facts it stands.</summary>
public sealed record Entry
{
    private const int IdLength = 64;

    /// <summary>Position in the ledger, from 1.</summary>
    public required int Seq { get; init; }

    /// <summary>What happened; one of <see cref="EntryType"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Number of the entry's shape; readers accept older ones.</summary>
    public int V { get; init; } = 1;

    /// <summary>When it was written, by the writer's clock.</summary>
    public required DateTimeOffset Utc { get; init; }

    /// <summary>Who acted.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The run that wrote it; entries of one command share it.</summary>
    public required string Run { get; init; }

    /// <summary>Name of the application it is about.</summary>
    public required string Application { get; init; }

    /// <summary>Environment it is about; null where it is about none.</summary>
    public string? Environment { get; init; }

    /// <summary>Package it is about; null where it is about none.</summary>
    public string? PackageId { get; init; }

    /// <summary>Version of the package; null where it is about none.</summary>
    public string? Version { get; init; }

    /// <summary>Deployment it belongs to; null where it belongs to none.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>What else there is to say, by name.</summary>
    public ImmutableSortedDictionary<string, string> Data { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// False for what no Slipway writes: an id that is none, or evidence about nothing. Whoever may append may append such a thing; it stands in the chain,
    /// an audit names it, and everybody else passes over it.
    /// </summary>
    public bool IsSound => (PackageId is null || (PackageId.Length == IdLength && PackageId.All(char.IsAsciiLetterOrDigit))) && Environment is not ""
        && (Type != EntryType.EvidenceRecorded || (Data.ContainsKey("kind") && Data.ContainsKey("tree")));

    /// <summary>Who is named as its author: the person of the policy who answers for it, otherwise whoever wrote it.</summary>
    public string By => Signed.PersonOf(Data) ?? Actor.Id;

    /// <summary>Hash of the entry before, or 64 zeros for the first.</summary>
    public string Prev { get; init; } = LedgerChain.Genesis;

    /// <summary>SHA-256 of this entry's line up to the hash itself.</summary>
    public string Hash { get; init; } = "";
}

/// <summary>Who caused an entry.</summary>
/// <param name="Id">Mail address of the git identity, or the account's name.</param>
/// <param name="Kind"><c>human</c> or <c>ci</c>.</param>
/// <param name="Auth"><c>unverified</c> until entries are signed.</param>
public sealed record Actor(string Id, string Kind, string Auth = "unverified");
