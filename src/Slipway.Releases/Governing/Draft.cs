using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Releases.Governing;

/// <summary>A fact that is to be recorded.</summary>
/// <param name="Fact">What happened.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Statement">What a person answers for; null where nobody has to.</param>
public sealed record Draft(Fact Fact, Subject Subject, Statement? Statement = null)
{
    /// <summary>What the statement is signed under.</summary>
    public string Namespace => Fact is PolicySigned ? SshSignature.PolicyNamespace : SshSignature.ApprovalNamespace;
}
