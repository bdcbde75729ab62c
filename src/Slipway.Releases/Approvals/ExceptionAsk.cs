using System.Text;
using System.Text.Json;
using Slipway.Releases.Ledger;
using Slipway.Releases.Policies;
using Slipway.Vocabulary.Digests;

namespace Slipway.Releases.Approvals;

/// <summary>The wish for an exception, signed by whoever has it: nobody asks in another's name and then grants it themselves.</summary>
public static class ExceptionAsk
{
    /// <summary>What the statement says it is.</summary>
    public const string Action = "ask";

    private static readonly string[] Parts = ["id", "deviation", "covers", "reason", "impact", "followUp", "hours"];

    /// <summary>Digest of everything that is asked for: what the statement is about.</summary>
    public static string SubjectOf(IReadOnlyDictionary<string, string> asked)
    {
        var text = new StringBuilder("slipway ask 1\n");
        foreach (string part in Parts)
            text.Append(part).Append('\t').Append(JsonEncodedText.Encode(asked.TryGetValue(part, out string? value) ? value : "")).Append('\n');
        return Digest.Of(Encoding.UTF8.GetBytes(text.ToString())).Hex;
    }

    /// <summary>Who asked, by short name: whoever signed it, or whose mail address wrote it where nothing is signed.</summary>
    public static string AskerOf(Entry asked, ReleasePolicy policy) => asked.Data.GetValueOrDefault("person") ?? policy.PersonOf(asked.Actor.Id) ?? asked.Actor.Id;

    /// <summary>Why a wish does not hold; null when it does, or when the policy asks for no signatures.</summary>
    public static string? WhyNot(Entry asked, ReleaseState state, ReleasePolicy policy, PolicyChain chain, SignatureAnswers answers)
    {
        if (!policy.Approvals.Signed)
            return null;
        if (!asked.Data.TryGetValue("statement", out string? text))
            return "it is not signed";
        if (SignedStatement.WhyNot(asked, Action, state, policy, chain, answers) is { } reason)
            return reason;
        Statement statement = Statement.Read(text)!; // it was read just now
        if (statement.Environment != asked.Environment || statement.PackageId != asked.PackageId || statement.About != SubjectOf(asked.Data))
            return "what was signed is not what is asked for";
        return (chain.At(asked.Seq)?.Policy ?? policy).PersonOf(asked.Actor.Id) is { } named && named != statement.Person
            ? $"it was written by {named} and signed by {statement.Person}"
            : null;
    }
}
