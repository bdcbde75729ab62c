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

    /// <summary>True where authors may not consent and nothing says who they are: then nobody can be told from them.</summary>
    public bool IsOfUnknownMakers => Policy.Approvals.NotAuthor && !State.Packages.ContainsKey(PackageId);

    /// <summary>Those who may not consent because they wrote or sealed the package, by short name.</summary>
    public ImmutableHashSet<string> Makers => Policy.Approvals.NotAuthor && State.Packages.TryGetValue(PackageId, out SealedPackage? package)
        ? [.. package.Authors.Append(package.Sealer).Select(Policy.PersonOf).OfType<string>()]
        : [];
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
