using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Approvals;

public sealed class SignatureAuditTests(Keyring keys) : IClassFixture<Keyring>
{
    [Fact]
    public async Task What_was_signed_by_whom_it_names_holds_and_so_does_the_deployment_on_it()
    {
        Court court = await Court.OpenAsync(keys);
        Entry consent = await court.ApproveAsync("ben");
        court.Append(Started(consent.Hash, court.Policy.Digest));

        SignatureAuditAnswer answer = await AuditAsync(court);

        Assert.Empty(answer.Faults);
        Assert.Equal((2, 1), (answer.Signed, answer.Chain.Newest?.Version));
    }

    [Fact]
    public async Task A_foreign_signature_a_deployment_without_consent_and_one_on_another_policy_are_found()
    {
        Court court = await Court.OpenAsync(keys);
        Entry forged = await court.ApproveAsync("ben", key: "mallory");
        court.Append(Started(forged.Hash, court.Policy.Digest));
        Entry consent = await court.ApproveAsync("cyd");
        court.Append(Started(consent.Hash, new string('0', 64)));

        SignatureAuditAnswer answer = await AuditAsync(court);

        Assert.Equal(["SLP2420", "SLP2421", "SLP2422"], answer.Faults.Select(fault => fault.Code));
        Assert.Contains("the key is not one of ben's", answer.Faults[0].Cause, StringComparison.Ordinal);
    }

    private static Entry Started(string approvals, string policy) => Facts.Draft(EntryType.DeployStarted, "production", 'a', ("approvals", approvals), ("policy", policy));

    private Task<SignatureAuditAnswer> AuditAsync(Court court) => keys.Judging.JudgeAsync(answers => SignatureAudit.Of(court.Entries, answers), TestContext.Current.CancellationToken);
}
