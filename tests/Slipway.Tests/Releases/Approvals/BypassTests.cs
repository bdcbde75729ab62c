using Slipway.Fakes;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Approvals;

/// <summary>Every way around consent that we know of, each tried with real signatures against the decision itself: who signs what, with which key.</summary>
public sealed class BypassTests(Keyring keys) : IClassFixture<Keyring>
{
    private const string Missing = "4 SLP2410 1 of qa must approve";

    [Fact]
    public async Task Two_who_may_and_did_let_it_in()
    {
        Court court = await Court.OpenAsync(keys);
        Assert.StartsWith("4 SLP2410 2 of qa must approve", await court.AskAsync());
        await court.ApproveAsync("ben");
        Assert.StartsWith(Missing, await court.AskAsync());
        await court.ApproveAsync("cyd");

        Assert.Equal("Proceed", await court.AskAsync());
    }

    [Fact]
    public async Task Keys_of_other_kinds_sign_as_well()
    {
        Court court = await Court.OpenAsync(keys);
        await court.ApproveAsync("eve");
        await court.ApproveAsync("fay");

        Assert.Equal("Proceed", await court.AskAsync());
    }

    [Fact]
    public Task Nobody_approves_what_they_wrote() => HoldsOffAsync(court => court.ApproveAsync("ada"), "ada wrote or sealed what this package holds");

    [Fact]
    public async Task Whoever_is_named_in_a_co_authored_by_trailer_wrote_it_too()
    {
        Court court = await Court.OpenAsync(keys);
        court.Release('b', sealer: "ci@example.org", authors: "ada@example.org cyd@example.org");
        await court.ApproveAsync("ben", package: 'b');
        await court.ApproveAsync("cyd", package: 'b');

        Assert.Contains("cyd wrote or sealed", await court.AskAsync(court.Request('b')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_sealed_it_does_not_approve_it_even_when_it_is_sealed_again_by_another()
    {
        Court court = await Court.OpenAsync(keys);
        court.Release('b', sealer: "cyd@example.org", authors: "ada@example.org");
        court.Seal('b', sealer: "ci@example.org", authors: "");
        await court.ApproveAsync("ben", package: 'b');
        await court.ApproveAsync("cyd", package: 'b');

        Assert.Contains("cyd wrote or sealed", await court.AskAsync(court.Request('b')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_of_which_nobody_knows_who_made_it_is_approved_by_nobody()
    {
        Court court = await Court.OpenAsync(keys);
        court.Append(Facts.Draft(EntryType.EvidenceRecorded) with { Data = Court.Data(("kind", "tests"), ("tree", Court.ManifestOf('b').Source.Tree), ("total", "5"), ("failed", "0"), ("skipped", "0")) });
        court.Deploy('b', "staging");
        await court.ApproveAsync("ben", package: 'b');
        await court.ApproveAsync("cyd", package: 'b');

        Assert.Contains("2 of qa must approve", await court.AskAsync(court.Request('b')), StringComparison.Ordinal);
    }

    [Fact]
    public Task Two_keys_of_one_person_are_one_person() => HoldsOffAsync(court => court.ApproveAsync("ben", key: "ben-2"), "ben is counted already");

    [Fact]
    public Task An_approval_of_other_bytes_is_none() => HoldsOffAsync(court => court.ApproveAsync("cyd", change: statement => statement with { PackageId = Facts.Id('b') }), "it was given for package bbbbbbbbbbbb");

    [Fact]
    public Task An_approval_for_staging_is_none_for_production() => HoldsOffAsync(court => court.ApproveAsync("cyd", change: statement => statement with { Environment = "staging" }), "it was given for staging");

    [Fact]
    public Task An_approval_of_another_project_is_none() => HoldsOffAsync(court => court.ApproveAsync("cyd", change: statement => statement with { Project = Facts.Id('f') }), "it was given for another project");

    [Fact]
    public Task A_rejection_or_anything_else_signed_is_no_approval() => HoldsOffAsync(court => court.ApproveAsync("cyd", change: statement => statement with { Action = "plan" }), "it is no consent to a deployment");

    [Fact]
    public Task An_approval_without_an_end_is_none() => HoldsOffAsync(court => court.ApproveAsync("cyd", change: statement => statement with { NotAfter = null }), "it has no end");

    [Fact]
    public Task A_key_nobody_knows_signs_for_nobody() => HoldsOffAsync(court => court.ApproveAsync("cyd", key: "mallory"), "the key is not one of cyd's");

    [Fact]
    public Task The_key_of_the_build_server_is_nobodys() => HoldsOffAsync(court => court.ApproveAsync("ci"), "ci is no longer in the policy");

    [Fact]
    public Task Another_persons_key_signs_for_themselves_only() => HoldsOffAsync(court => court.ApproveAsync("cyd", key: "eve"), "the key is not one of cyd's");

    [Fact]
    public Task What_is_not_signed_is_none() => HoldsOffAsync(court => court.SignAsync(EntryType.ApprovalGranted, "production", 'a', court.Consent("cyd"), key: ""), "it is not signed");

    [Theory]
    [InlineData("git")]
    [InlineData("file")]
    [InlineData(SshSignature.PolicyNamespace)]
    public Task A_signature_under_another_namespace_is_none(string signatureNamespace) =>
        HoldsOffAsync(court => court.ApproveAsync("cyd", signatureNamespace: signatureNamespace), "the signature is not good");

    // ssh-keygen -Y check-novalidate would find it good: the signature is whole, only for another text.
    [Fact]
    public Task A_good_signature_of_another_text_is_none() => HoldsOffAsync(
        async court => court.Append(Facts.Draft(EntryType.ApprovalGranted, "production") with
        {
            PackageId = Facts.Id('a'),
            Data = Court.Data(("person", "cyd"), ("statement", court.Consent("cyd").Write()), ("signature", await keys.SignAsync("cyd", SshSignature.ApprovalNamespace, "hello"))),
        }),
        "the signature is not good");

    [Fact]
    public Task A_role_that_is_not_held_is_not_given() => HoldsOffAsync(court => court.ApproveAsync("dan"), "dan does not have the role qa");

    [Fact]
    public Task A_role_that_is_not_asked_for_does_not_count() => HoldsOffAsync(court => court.ApproveAsync("cyd", change: statement => statement with { Role = "operations" }), "the role operations is not asked for");

    [Fact]
    public async Task Nobody_approves_what_they_ask_for()
    {
        Court court = await Court.ApprovedAsync(keys);

        Assert.Contains("cyd asks for this deployment", await court.AskAsync(court.Request(requester: "cyd@example.org")), StringComparison.Ordinal);
        Assert.Contains("cyd asks for this deployment", await court.AskAsync(court.Request(requester: "CYD@example.org")), StringComparison.Ordinal);
    }

    // One consent is good, the other is what the test tries: it is refused for the reason given, and only the good one counts.
    private async Task HoldsOffAsync(Func<Court, Task<Entry>> attempt, string reason)
    {
        Court court = await Court.OpenAsync(keys);
        await court.ApproveAsync("ben");
        await attempt(court);

        string answer = await court.AskAsync();
        Assert.StartsWith(Missing, answer, StringComparison.Ordinal);
        Assert.Contains(reason, answer, StringComparison.Ordinal);

        await court.ApproveAsync("eve");
        Assert.Equal("Proceed", await court.AskAsync());
    }
}
