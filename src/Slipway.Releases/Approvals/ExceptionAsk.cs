using System.Text;
using System.Text.Json;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Digests;

namespace Slipway.Releases.Approvals;

/// <summary>The wish for an exception, signed by whoever has it: nobody asks in another's name and then grants it themselves.</summary>
public static class ExceptionAsk
{
    /// <summary>What the statement says it is.</summary>
    public const string Action = "ask";

    /// <summary>Digest of everything that is asked for: what the statement is about.</summary>
    public static string SubjectOf(ExceptionRequested asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var text = new StringBuilder("slipway ask 1\n");
        foreach ((string part, string value) in asked.Write())
            text.Append(part).Append('\t').Append(JsonEncodedText.Encode(value)).Append('\n');
        return Digest.Of(Encoding.UTF8.GetBytes(text.ToString())).Hex;
    }

    /// <summary>Who asked, by short name: whoever signed it, or whose mail address wrote it where nothing is signed.</summary>
    public static string AskerOf(Entry asked, ReleasePolicy policy) => Signed.PersonOf(asked.Data) ?? policy.PersonOf(asked.Actor.Id) ?? asked.Actor.Id;

    /// <summary>Why a wish does not hold; null when it does, or when the policy asks for no signatures.</summary>
    public static string? WhyNot(Entry asked, ReleaseState state, ReleasePolicy policy, PolicyChain chain, SignatureAnswers answers)
    {
        if (!policy.Approvals.Signed)
            return null;
        if (Signed.Read(asked.Data) is not { } signed)
            return "it is not signed";
        if (SignedStatement.WhyNot(asked, Action, state, policy, chain, answers) is { } reason)
            return reason;
        Statement statement = Statement.Read(signed.Statement)!; // it was read just now
        if (statement.Environment != asked.Environment || statement.PackageId != asked.PackageId || statement.About != SubjectOf(ExceptionRequested.Read(asked.Data)))
            return "what was signed is not what is asked for";
        return (chain.At(asked.Seq)?.Policy ?? policy).PersonOf(asked.Actor.Id) is { } named && named != statement.Person
            ? $"it was written by {named} and signed by {statement.Person}"
            : null;
    }
}
