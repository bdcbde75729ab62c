using System.Text;
using Slipway.Releases.Evidence;

namespace Slipway.Tests.Releases.Evidence;

public sealed class SecretSearchTests
{
    private static readonly SecretSearch Search = new([new("SHOP_KEY", "correct horse bättery"), new("SHORT", "1234567")]);

    // Put together here, so that a scan of this repository finds none of them in this file.
    public static TheoryData<string, string?> Texts => new()
    {
        { "-----BEGIN " + "PRIVATE KEY-----", "private key" },
        { "-----BEGIN RSA " + "PRIVATE KEY-----", "private key" },
        { "-----BEGIN OPENSSH " + "PRIVATE KEY-----", "private key" },
        { "-----BEGIN PGP " + "PRIVATE KEY BLOCK-----", "private key" },
        { "-----BEGIN PUBLIC KEY-----", null },
        { "key: AKIA" + "IOSFODNN7EXAMPLE;", "AWS access key" },
        { "eAKIA" + "IOSFODNN7EXAMPLE;", null },
        { "AKIA" + "IOSFODNN7EXAMPLES", null },
        { "AKIA in words", null },
        { "ghp_" + new string('a', 36), "GitHub token" },
        { "github_pat_" + new string('1', 22) + "_x", "GitHub token" },
        { "ghp_short", null },
        { "xoxb-" + "1234567890-abc", "Slack token" },
        { "DefaultEndpointsProtocol=https;AccountKey=" + new string('A', 86) + "==", "Azure storage key" },
        { "AccountKey=UseDevelopment", null },
        { "\"AIza" + new string('b', 35) + "\"", "Google API key" },
        { "npm_" + new string('c', 36), "npm token" },
        { "npm_config_registry", null },
        { "it is correct horse bättery staple", "value of SHOP_KEY" },
        { "1234567", null },
        { "", null },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_secret_is_known_by_its_shape_or_its_value_in_either_encoding(string text, string? rule)
    {
        string[] rules = rule is null ? [] : [rule];

        Assert.Equal(rules, Search.In(Encoding.UTF8.GetBytes(text)).Select(hit => hit.Rule));
        Assert.Equal(rules, Search.In([0xff, 0xfe, .. Encoding.Unicode.GetBytes(text)]).Select(hit => hit.Rule));
        Assert.Equal(rules, Search.In([0x00, 0x01, 0x02, .. Encoding.Unicode.GetBytes(text)]).Select(hit => hit.Rule));
    }

    [Fact]
    public void Every_place_is_told_by_its_bytes()
    {
        byte[] text = [0, 200, .. Encoding.UTF8.GetBytes("ä correct horse bättery|correct horse bättery|"), .. Encoding.Unicode.GetBytes("correct horse bättery")];

        Assert.Equal([5, 28, 51], Search.In(text).Select(hit => hit.Offset));
        Assert.Equal(1, Search.Values);
    }
}
