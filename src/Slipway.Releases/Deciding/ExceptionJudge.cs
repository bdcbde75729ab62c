using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;

namespace Slipway.Releases.Deciding;

/// <summary>Whether an exception lets something pass, here and now.</summary>
public static class ExceptionJudge
{
    /// <summary>Why it does not; null when it does.</summary>
    /// <param name="id">The exception.</param>
    /// <param name="what">What it is to let pass; null asks whether it holds at all.</param>
    /// <param name="request">The wish that leans on it.</param>
    public static string? WhyNot(string id, string? what, DeployRequest request)
    {
        if (!request.State.Governance.Exceptions.TryGetValue(id, out ExceptionRecord? exception))
            return "there is no such exception";
        if (exception.Requested.Environment != request.Environment.Name)
            return $"it is for {exception.Requested.Environment}";
        if (exception.Requested.PackageId != request.PackageId)
            return $"it is for package {exception.Requested.PackageId?[..12]}";
        if (exception.StateAt(request.Now) is var state and not ExceptionState.Granted)
            return state == ExceptionState.Requested ? $"nobody granted it; ./build.sh Exceptions --grant {id}" : $"it is {Word.Of(state)}";
        if (what is not null && !exception.Covers.Contains(what))
            return $"it covers {string.Join(", ", exception.Covers)}, not {what}";
        return Granted(exception, request);
    }

    // Where nobody is named in the policy there is no one else to ask; a deviation is written down all the same.
    private static string? Granted(ExceptionRecord exception, DeployRequest request)
    {
        ReleasePolicy policy = request.Policy;
        if (exception.Hours > policy.Approvals.ExceptionHours)
            return $"it holds {exception.Hours} hours, and the policy allows {policy.Approvals.ExceptionHours} at most";
        if (policy.People.IsEmpty)
            return null;
        if (ExceptionAsk.WhyNot(exception.Requested, request.State, policy, request.Chain, request.Signatures) is { } unasked)
            return $"its ask does not hold: {unasked}";
        Entry granted = exception.Granted!; // its state is "granted"
        if (Statement.Of(granted) is not { Action: "exception" } statement)
            return "its grant is no statement";
        if (statement.About != exception.Requested.Hash || statement.Project != request.State.Project)
            return "its grant is about something else";
        if (statement.NotAfter is not { } until || request.Now >= until)
            return "its grant holds no longer";
        if (!policy.People.ContainsKey(statement.Person))
            return $"{statement.Person}, who granted it, is not in the policy";
        if (statement.Person == ExceptionAsk.AskerOf(exception.Requested, policy))
            return $"{statement.Person} granted it to themselves";
        if (policy.Approvals.Signed && KeyOf(granted) is { } key && key == KeyOf(exception.Requested))
            return "it was granted with the key it was asked with";
        if (!policy.Approvals.Signed)
            return policy.PersonOf(granted.Actor.Id) == statement.Person ? null : $"it was written by {granted.Actor.Id}, who is not {statement.Person}";
        ReleasePolicy then = request.Chain.At(granted.Seq)?.Policy ?? policy;
        return SignatureQuestion.Of(granted, statement, then, SshSignature.ApprovalNamespace, out string? reason) is not { } question ? reason
            : request.Signatures.IsGood(question) ? null
            : "the signature of its grant is not good";
    }

    private static string? KeyOf(Entry signed) => SshSignature.PublicKeyOf(Signed.Read(signed.Data)?.Signature ?? "");
}
