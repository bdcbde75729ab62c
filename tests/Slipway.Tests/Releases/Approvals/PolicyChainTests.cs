using System.Text.Json.Nodes;
using FsCheck.Fluent;
using Slipway.Releases.Approvals;
using Slipway.Releases.Facts;
using Slipway.Releases.Ledger;

namespace Slipway.Tests.Releases.Approvals;

public sealed class PolicyChainTests(Keyring keys) : IClassFixture<Keyring>
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0)]
    public async Task The_next_version_is_one_more_and_nothing_else(int version)
    {
        Court court = await Court.OpenAsync(keys);
        court.File["owner"] = "ada";
        await court.AdoptAsync("ada", version: version);

        Assert.Equal(1, court.Chain().Newest!.Version);
        Assert.Equal($"it is version {version}, and 2 is next", court.Chain().Refused.Single().Reason);
        await court.AdoptAsync("ada");
        Assert.Equal(2, court.Chain().Newest!.Version);
    }

    [Fact]
    public async Task The_text_must_be_the_one_that_was_signed_and_readable()
    {
        Court court = await Court.OpenAsync(keys);
        string own = court.Settings.ToCanonicalJson();
        await court.AdoptAsync("ada", text: own + " ");
        await court.AdoptAsync("ada", text: "{", change: statement => statement with { PolicyDigest = Slipway.Vocabulary.Digests.Digest.Of("{"u8).Hex });
        await court.AdoptAsync("ada", change: statement => statement with { Project = new string('f', 64) });
        await court.AdoptAsync("ada", change: statement => statement with { Action = "deploy" });
        await court.AdoptAsync("ada", signatureNamespace: SshSignature.ApprovalNamespace);
        await court.AdoptAsync("ada", key: "mallory");

        Assert.Equal(
            ["the text is not the one that was signed", "its text cannot be read", "it was signed for another project", "it is no statement about a policy", "the signature is not good", "the key is not one of ada's"],
            court.Chain().Refused.Select(refused => refused.Reason));
        Assert.Single(court.Chain().Adopted);
    }

    [Fact]
    public async Task A_new_policy_needs_roots_of_the_one_before()
    {
        Court court = await Court.OpenAsync(keys);
        court.File["roots"]!["people"] = new JsonArray("cyd", "ada");
        await court.AdoptAsync("cyd"); // a root of the new one alone
        Assert.Equal(1, court.Chain().Newest!.Version);
        await court.AdoptAsync("ben"); // and one of the old one alone
        Assert.Equal(2, court.Chain().Newest!.Version);
    }

    [Fact]
    public async Task A_key_that_only_the_new_policy_gives_a_root_does_not_sign_for_the_root_of_the_one_before()
    {
        Court court = await Court.OpenAsync(keys);
        court.File["people"]!["ada"]!["keys"] = new JsonArray(keys.PublicOf("mallory"));
        court.File["people"]!["ben"]!["keys"] = new JsonArray(keys.PublicOf("ci"));
        await court.AdoptAsync("ada", key: "mallory");
        await court.AdoptAsync("ben", key: "ci");

        Assert.Equal(1, court.Chain().Newest!.Version);
    }

    [Fact]
    public async Task Two_of_the_roots_sign_where_the_policy_asks_for_two_and_twice_one_is_not_two()
    {
        Court court = await Court.OpenAsync(keys, file => file["roots"] = new JsonObject { ["people"] = new JsonArray("ada", "ben", "cyd"), ["threshold"] = 2 });
        Assert.Null(court.Chain().Newest);
        await court.AdoptAsync("ada");
        await court.AdoptAsync("dan"); // no root
        Assert.Null(court.Chain().Newest);
        await court.AdoptAsync("ben", key: "ben-2");
        Assert.Equal(1, court.Chain().Newest!.Version);

        court.File["owner"] = "ada";
        await court.AdoptAsync("ben");
        await court.AdoptAsync("ben", key: "ben-2"); // two keys, one person
        Assert.Equal(1, court.Chain().Newest!.Version);
        await court.AdoptAsync("cyd");
        Assert.Equal(2, court.Chain().Newest!.Version);
    }

    [Fact]
    public async Task Signatures_under_two_texts_of_one_version_are_not_added_up()
    {
        Court court = await Court.OpenAsync(keys, file => file["roots"]!["threshold"] = 2);
        await court.AdoptAsync("ben");
        Assert.Equal(1, court.Chain().Newest!.Version);
        court.File["owner"] = "ada";
        await court.AdoptAsync("ada");
        court.File["owner"] = "ben";
        await court.AdoptAsync("ben");

        Assert.Equal(1, court.Chain().Newest!.Version);
    }

    [Fact]
    public async Task A_key_is_replaced_in_two_steps_and_what_it_signed_stays_good()
    {
        Court court = await Court.OpenAsync(keys);
        Entry exception = court.Append(Slipway.Fakes.Facts.Draft("anything"));
        Entry signed = await court.SignAsync(EntryType.EmergencyCountersigned, "production", 'a', court.Statement("countersign", "ada") with { About = exception.Hash }, "ada");
        court.File["people"]!["ada"]!["keys"] = new JsonArray(keys.PublicOf("ada"), keys.PublicOf("ada-2"));
        await court.AdoptAsync("ada");
        court.File["people"]!["ada"]!["keys"] = new JsonArray(keys.PublicOf("ada-2"));
        await court.AdoptAsync("ada", key: "ada-2");
        Entry late = await court.SignAsync(EntryType.EmergencyCountersigned, "production", 'a', court.Statement("countersign", "ada") with { About = exception.Hash }, "ada");

        Assert.Equal(3, court.Chain().Newest!.Version);
        Assert.Null(await WhyNotAsync(court, signed));
        Assert.Equal("the key is not one of ada's", await WhyNotAsync(court, late));
    }

    [Fact]
    public async Task A_key_that_was_removed_no_longer_consents_even_where_it_did_before()
    {
        Court court = await Court.OpenAsync(keys);
        court.File["people"]!["cyd"]!["keys"] = new JsonArray(keys.PublicOf("mallory"));
        Entry early = await court.ApproveAsync("cyd"); // under the digest of the policy to come, with the key of the one before
        await court.AdoptAsync("ada");
        await court.ApproveAsync("ben");

        Assert.Contains("the key is not one of cyd's", await court.AskAsync(), StringComparison.Ordinal);
        Assert.True(early.Seq < court.Chain().Newest!.Seq);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN SSH SIGNATURE-----")]
    [InlineData("-----BEGIN SSH SIGNATURE-----END SSH SIGNATURE-----")]
    [InlineData("-----BEGIN SSH SIGNATURE----------END SSH SIGNATURE-----")]
    [InlineData("-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----")]
    [InlineData("-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAf////8=\n-----END SSH SIGNATURE-----")]
    [InlineData("-----BEGIN SSH SIGNATURE-----\n~~~~\n-----END SSH SIGNATURE-----")]
    public void What_is_no_signature_has_no_key(string text) => Assert.Null(SshSignature.PublicKeyOf(text));

    [Fact]
    public async Task Every_signature_tells_the_key_it_was_made_with_and_a_damaged_one_never_throws()
    {
        foreach (string name in new[] { "ada", "eve", "fay" })
        {
            string signature = await keys.SignAsync(name, "n", "text");
            Assert.Equal(Slipway.Releases.Policies.Keys.Body(keys.PublicOf(name)), SshSignature.PublicKeyOf(signature));
            Prop.ForAll(Gen.Choose(0, signature.Length - 1).ToArbitrary(), Gen.Choose(0, 300).ToArbitrary(), (start, length) =>
            {
                _ = SshSignature.PublicKeyOf(signature.Remove(start, Math.Min(length, signature.Length - start)));
            }).Holds();
        }
    }

    private Task<string?> WhyNotAsync(Court court, Entry entry) => keys.Judging.JudgeAsync(
        answers => SignedStatement.WhyNot(entry, "countersign", court.State, court.Policy, PolicyChain.Of(court.State, answers), answers), TestContext.Current.CancellationToken);
}
