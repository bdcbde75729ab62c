using System.Collections.Immutable;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Approvals;

/// <summary>Whether a deployment has the consent it needs, with all the facts the answer rests on.</summary>
public sealed record ApprovalQuestion
{
    /// <summary>What is on record.</summary>
    public required ReleaseState State { get; init; }

    /// <summary>The policy in force.</summary>
    public required ReleasePolicy Policy { get; init; }

    /// <summary>Every policy that ever was in force.</summary>
    public required PolicyChain Chain { get; init; }

    /// <summary>Which signatures were checked, and how.</summary>
    public required SignatureAnswers Signatures { get; init; }

    /// <summary>How carefully this release is treated.</summary>
    public required ReleaseProfile Profile { get; init; }

    /// <summary>Name of the environment to be entered.</summary>
    public required string Environment { get; init; }

    /// <summary>The package that would enter it.</summary>
    public required string PackageId { get; init; }

    /// <summary>Digest of what would happen: bytes, place, configuration, steps.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>The package that is live there, or null.</summary>
    public string? From { get; init; }

    /// <summary>Who wants to deploy; null while nobody does.</summary>
    public string? Requester { get; init; }

    /// <summary>The instant it is asked at.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Why nobody can consent where authors may not: it is not known who they are, so that nobody can be told from them. Null where it is known, or does not matter.</summary>
    public string? UnknownMakers =>
        !Policy.Approvals.NotAuthor ? null
        : !State.Packages.ContainsKey(PackageId) ? "it is not on record who wrote and sealed this package"
        : Addresses.Where(address => Policy.PersonOf(address) is null).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToImmutableArray() is { IsEmpty: false } unknown
            ? $"{string.Join(", ", unknown.Take(MostNamed))}{(unknown.Length > MostNamed ? $" and {unknown.Length - MostNamed} more" : "")} wrote or sealed part of it and {(unknown.Length == 1 ? "is" : "are")} nobody of the policy (people in .nuke/release.json take more addresses in mail)"
        : null;

    /// <summary>Those who may not consent because they wrote or sealed the package, by short name.</summary>
    public ImmutableHashSet<string> Makers => Policy.Approvals.NotAuthor ? [.. Addresses.Select(Policy.PersonOf).OfType<string>()] : [];

    // Whoever made what is not live yet, of this package and of those it was built on: a release that was taken back is no less of its authors when another lies on top of it.
    private IEnumerable<string> Addresses => Held().SelectMany(package => package.Authors.Append(package.Sealer));

    private IEnumerable<SealedPackage> Held()
    {
        string? live = From is null ? null : State.Packages.GetValueOrDefault(From)?.Commit;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        SealedPackage? held = State.Packages.GetValueOrDefault(PackageId);
        while (held is not null && seen.Add(held.Id))
        {
            yield return held;
            string? below = held.Base == live ? null : held.Base;
            held = below is null ? null : State.Packages.Values.FirstOrDefault(package => package.Commit == below && !seen.Contains(package.Id));
        }
    }

    private const int MostNamed = 5;
}

/// <summary>How far consent has come.</summary>
/// <param name="Roles">What each role needs and who gave it.</param>
/// <param name="Void">Consents about this deployment that do not hold, with the reason.</param>
/// <param name="Rejection">A standing rejection, or null.</param>
/// <param name="Used">Hashes of the consents that a deployment would use up.</param>
public sealed record ApprovalAnswer(ImmutableArray<RoleConsent> Roles, ImmutableArray<RefusedSignature> Void, Entry? Rejection, ImmutableArray<string> Used)
{
    /// <summary>Instant from which the first of the consents that count no longer does; null while none counts.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Consents that do not hold, as they are told: the same person for the same reason once.</summary>
    public IEnumerable<RefusedSignature> VoidOnce => Void.DistinctBy(refused => (refused.Entry.By, refused.Reason));

    /// <summary>True when nobody rejected it and every role has its consents.</summary>
    public bool IsMet => Rejection is null && Roles.All(role => role.IsMet);

    /// <summary>What is still missing in words: <c>1 of qa</c>.</summary>
    public string Missing => string.Join(", ", Roles.Where(role => !role.IsMet).Select(role => $"{role.Needed - role.Given.Length} of {(role.Role == AnyRole ? "anyone in the policy" : role.Role)}"));

    private const string AnyRole = "any";
}

/// <summary>Consent of one role.</summary>
public sealed record RoleConsent(string Role, int Needed, ImmutableArray<string> Given)
{
    /// <summary>True when there are as many as needed.</summary>
    public bool IsMet => Given.Length >= Needed;
}
