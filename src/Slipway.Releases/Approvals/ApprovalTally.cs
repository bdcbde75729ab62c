using System.Collections.Immutable;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Approvals;

/// <summary>Counts consents: distinct people, each in one role, each consent about exactly what would be done now.</summary>
public static class ApprovalTally
{
    /// <summary>Counts the consents that hold, role by role, and says why others do not.</summary>
    public static ApprovalAnswer Count(ApprovalQuestion question)
    {
        ImmutableArray<ApprovalRule> rules = question.Policy.For(question.Profile).Approvals;
        var given = rules.ToDictionary(rule => rule.Role, _ => new List<string>(), StringComparer.Ordinal);
        var counted = new HashSet<string>(StringComparer.Ordinal);
        var refused = new List<RefusedSignature>();
        var used = new List<(string Hash, DateTimeOffset Until)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Entry entry in question.State.Governance.Approvals)
        {
            // A signed text written down again would be younger than what used it up or made it void.
            bool isRepeated = !seen.Add(Facts.Signed.Read(entry.Data)?.Statement ?? "");
            if (entry.Environment != question.Environment || !IsNear(entry, question))
                continue;
            Statement? statement = null;
            string? reason = isRepeated ? "it repeats a consent that is on record already" : Judge(entry, question, out statement) ?? Place(statement!, question.Policy, rules, given, counted);
            if (reason is not null)
            {
                refused.Add(new RefusedSignature(entry, reason) { IsOfRequest = statement is not null && reason == OwnRequest(statement.Person) });
                continue;
            }

            given[statement!.Role!].Add(statement.Person);
            counted.Add(statement.Person);
            used.Add((entry.Hash, Until(statement, entry, question)!.Value)); // one without an end was refused
        }

        return new ApprovalAnswer([.. rules.Select(rule => new RoleConsent(rule.Role, rule.Count, [.. given[rule.Role]]))], [.. refused], Rejection(question), [.. used.Select(one => one.Hash)])
        {
            ValidUntil = used.Count == 0 ? null : used.Min(one => one.Until),
        };
    }

    /// <summary>Why a person could not consent now, before anything is signed; null when they can.</summary>
    public static string? WhyNot(ApprovalQuestion question, string person, string role)
    {
        if (!question.Policy.People.TryGetValue(person, out Person? known))
            return $"{person} is not in the policy";
        if (question.UnknownMakers is { } unknown)
            return unknown;
        if (question.Makers.Contains(person))
            return $"{person} wrote or sealed what this package holds";
        if (question.Policy.Approvals.NotRequester && question.Requester == person)
            return $"{person} asked for this deployment";
        if (!Holds(known, role))
            return $"{person} does not have the role {role}";
        ApprovalAnswer answer = Count(question);
        if (answer.Roles.Any(consent => consent.Given.Contains(person)))
            return $"{person} has approved this already";
        RoleConsent? mine = answer.Roles.FirstOrDefault(consent => consent.Role == role);
        if (mine is null)
            return $"a {question.Profile.ToString().ToLowerInvariant()} release does not ask for the role {role}";
        if (question.Policy.Approvals.Ordered && answer.Roles.TakeWhile(consent => consent != mine).FirstOrDefault(consent => !consent.IsMet) is { } first)
            return $"{first.Role} comes before {role}";
        return null;
    }

    /// <summary>The role a person would consent in: the first that is not met and that they hold; null when there is none.</summary>
    public static string? RoleFor(ApprovalQuestion question, string person) => question.Policy.People.TryGetValue(person, out Person? known)
        ? Count(question).Roles.FirstOrDefault(consent => !consent.IsMet && Holds(known, consent.Role))?.Role
        : null;

    /// <summary>True when a person has a role; everybody has <c>any</c>.</summary>
    public static bool Holds(Person person, string role) => role == "any" || person.Roles.Contains(role);

    // Consents to other packages say nothing about this one; those for what was this release before it changed do.
    private static bool IsNear(Entry entry, ApprovalQuestion question) =>
        entry.PackageId == question.PackageId || (!question.State.Governance.Used.Contains(entry.Hash) && entry.Version == question.State.Packages.GetValueOrDefault(question.PackageId)?.Version);

    private static string? Judge(Entry entry, ApprovalQuestion question, out Statement? statement)
    {
        statement = Statement.Of(entry);
        if (statement is not { Action: "deploy" })
            return "it is no consent to a deployment";
        return About(statement, entry, question) ?? Standing(statement, entry, question) ?? Signed(statement, entry, question);
    }

    // Consent to much care covers less of it; an emergency is a size of its own.
    private static string? About(Statement statement, Entry entry, ApprovalQuestion question)
    {
        if (statement.Project != question.State.Project)
            return "it was given for another project";
        if (statement.Environment != question.Environment)
            return $"it was given for {statement.Environment}";
        if (statement.PackageId != question.PackageId)
            return $"it was given for package {Short(statement.PackageId)}, this is {Short(question.PackageId)}";
        if (question.State.Governance.Used.Contains(entry.Hash))
            return "a deployment has used it up";
        if (Until(statement, entry, question) is not { } until)
            return "it has no end";
        if (question.Now >= until)
            return $"it expired at {UtcText.Of(until)}";
        if (statement.PolicyDigest != question.Policy.Digest)
            return "the policy has changed since";
        if (statement.PlanDigest != question.PlanDigest)
            return "the plan or the configuration has changed since";
        return statement.From != question.From ? $"{Short(question.From)} is live now, it was given when {Short(statement.From)} was" : null;
    }

    // What the person said, and never longer than the policy lets it hold.
    private static DateTimeOffset? Until(Statement statement, Entry entry, ApprovalQuestion question) =>
        entry.Utc.AddHours(question.Policy.For(question.Profile).ApprovalHours) is var longest && statement.NotAfter > longest ? longest : statement.NotAfter;

    private static string? Standing(Statement statement, Entry entry, ApprovalQuestion question)
    {
        if (!question.Policy.People.TryGetValue(statement.Person, out Person? now))
            return $"{statement.Person} is no longer in the policy";
        if (statement.Role is null || !Holds(now, statement.Role))
            return $"{statement.Person} does not have the role {statement.Role}";
        if (question.Chain.At(entry.Seq) is { } then && (!then.Policy.People.TryGetValue(statement.Person, out Person? before) || !Holds(before, statement.Role)))
            return $"{statement.Person} did not have the role {statement.Role} when it was given";
        if (question.UnknownMakers is { } unknown)
            return unknown;
        if (question.Makers.Contains(statement.Person))
            return $"{statement.Person} wrote or sealed what this package holds";
        if (question.Policy.Approvals.NotRequester && statement.Person == question.Requester)
            return OwnRequest(statement.Person);
        string? version = question.State.Packages.GetValueOrDefault(question.PackageId)?.Version;
        if (question.State.Governance.Risks.Values.FirstOrDefault(risk => risk.IsHigh && risk.Seq > entry.Seq && risk.Concerns(version)) is { } risk)
            return $"risk {risk.Id} was opened after it: {risk.Title}";
        return Enum.TryParse(statement.Profile, out ReleaseProfile size) && size >= question.Profile && (size == ReleaseProfile.Emergency) == (question.Profile == ReleaseProfile.Emergency)
            ? null
            : $"it was given for a {statement.Profile?.ToLowerInvariant() ?? "release of no"} size, this is {question.Profile.ToString().ToLowerInvariant()} by now";
    }

    private static string? Signed(Statement statement, Entry entry, ApprovalQuestion question)
    {
        if (!question.Policy.Approvals.Signed)
            return question.Policy.PersonOf(entry.Actor.Id) == statement.Person ? null : $"it was written by {entry.Actor.Id}, who is not {statement.Person}";
        ReleasePolicy then = question.Chain.At(entry.Seq)?.Policy ?? question.Policy;
        if (SignatureQuestion.Of(entry, statement, then, SshSignature.ApprovalNamespace, out string? reason) is not { } signature)
            return reason;
        if (SignatureQuestion.Of(entry, statement, question.Policy, SshSignature.ApprovalNamespace, out reason) is null)
            return reason;
        return question.Signatures.IsGood(signature) ? null : "the signature is not good";
    }

    private static string? Place(Statement statement, ReleasePolicy policy, ImmutableArray<ApprovalRule> rules, Dictionary<string, List<string>> given, HashSet<string> counted)
    {
        if (!given.TryGetValue(statement.Role!, out List<string>? people))
            return $"the role {statement.Role} is not asked for";
        if (counted.Contains(statement.Person))
            return $"{statement.Person} is counted already";
        if (policy.Approvals.Ordered && rules.TakeWhile(rule => rule.Role != statement.Role).Any(rule => given[rule.Role].Count < rule.Count))
            return $"it was given before its turn";
        return people.Count >= rules.First(rule => rule.Role == statement.Role).Count ? $"there were enough of {statement.Role}" : null;
    }

    // A rejection stands whoever wrote it; taking it back takes the same person's good signature.
    private static Entry? Rejection(ApprovalQuestion question) => question.State.Governance.Rejections
        .Where(item => item.Value.Environment == question.Environment && item.Value.PackageId == question.PackageId)
        .Where(item => !question.State.Governance.Reopenings.TryGetValue(item.Key, out Entry? reopened) || !IsAbout(reopened, item.Value) || !SignedStatement.IsGood(reopened, "reopen", question.State, question.Policy, question.Chain, question.Signatures))
        .Select(item => item.Value)
        .FirstOrDefault();

    private static bool IsAbout(Entry reopened, Entry rejection) => Statement.Of(reopened)?.About == rejection.Hash;

    private static string OwnRequest(string person) => $"{person} asks for this deployment";

    private static string Short(string? package) => package is null ? "nothing" : package[..Math.Min(12, package.Length)];
}
