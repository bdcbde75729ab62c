using System.Net;
using System.Text;
using System.Text.Json;
using Slipway.Processes;

namespace Slipway.Tests.Processes;

public sealed class MaskTests
{
    private const string Awkward = " p@ss\"w<o>r'd/+%&=ü ";

    public static TheoryData<string, Func<string, string>> Encodings => new()
    {
        { "raw", text => text },
        { "trimmed", text => text.Trim() },
        { "json", text => JsonSerializer.Serialize(text) },
        { "url", Uri.EscapeDataString },
        { "url lower case", text => Uri.EscapeDataString(text).Replace("%2F", "%2f", StringComparison.Ordinal).Replace("%2B", "%2b", StringComparison.Ordinal).ToLowerInvariant() },
        { "form", text => WebUtility.UrlEncode(text) },
        { "html", text => WebUtility.HtmlEncode(text) },
        { "shell", text => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'" },
        { "base64", text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) },
        { "base64 at 1", text => Convert.ToBase64String(Encoding.UTF8.GetBytes("u" + text + ":")) },
        { "base64 at 2", text => Convert.ToBase64String(Encoding.UTF8.GetBytes("us" + text + ":x")) },
        { "base64 for urls", text => Convert.ToBase64String(Encoding.UTF8.GetBytes("us:" + text)).Replace('+', '-').Replace('/', '_') },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_secret_is_found_in_every_encoding(string name, Func<string, string> encode)
    {
        string shown = new Mask([Awkward]).Apply($"before[{encode(Awkward)}]after");

        Assert.True(shown.Contains("***", StringComparison.Ordinal), name);
        Assert.StartsWith("before[", shown, StringComparison.Ordinal);
        Assert.EndsWith("]after", shown, StringComparison.Ordinal);
        Assert.InRange(shown.Length, 0, "before[]after".Length + 3 + 9);    // base64 may show characters shared with a neighbour
    }

    [Fact]
    public void Each_long_line_of_a_secret_is_masked_and_short_ones_are_not()
    {
        var mask = new Mask(["{\n  \"key\": \"abcdefghij\"\r\n}"]);

        Assert.Equal("say ***", mask.Apply("say   \"key\": \"abcdefghij\""));
        Assert.Equal("a { b }", mask.Apply("a { b }"));
    }

    [Fact]
    public void Overlapping_secrets_become_one_mask() =>
        Assert.Equal("x***y", new Mask(["abcdefgh", "efghijkl", "cdefghij"]).Apply("xabcdefghijkly"));

    [Fact]
    public void A_clean_text_stays_as_it_is() => Assert.Equal("nothing here", new Mask(["some-secret"]).Apply("nothing here"));

    [Fact]
    public void Without_secrets_nothing_is_masked() => Assert.Equal("text", new Mask([]).Apply("text"));
}
