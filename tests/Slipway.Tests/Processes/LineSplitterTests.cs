using Slipway.Processes;

namespace Slipway.Tests.Processes;

public sealed class LineSplitterTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("one", new[] { "one" })]
    [InlineData("one\n", new[] { "one" })]
    [InlineData("one\r\ntwo\r\n\nthree", new[] { "one", "two", "", "three" })]
    [InlineData("progress 1\rprogress 2\n", new[] { "progress 1\rprogress 2" })]
    public void Lines_are_the_same_however_the_text_arrives(string text, string[] expected)
    {
        for (int block = 1; block <= Math.Max(1, text.Length); block++)
            Assert.Equal(expected, Split(text, block, limit: 64, new Mask([])));
    }

    [Fact]
    public void A_secret_is_masked_wherever_the_blocks_and_pieces_are_cut()
    {
        const string secret = "correct-horse";
        var mask = new Mask([secret]);
        for (int lead = 0; lead < 40; lead++)
        {
            string text = new string('a', lead) + secret + new string('b', 40) + "\n" + secret;
            for (int block = 1; block < 30; block++)
            {
                string shown = string.Concat(Split(text, block, limit: 16, mask));
                Assert.Equal(new string('a', lead) + "***" + new string('b', 40) + "***", shown);
            }
        }
    }

    [Fact]
    public void A_long_line_comes_in_pieces_of_the_limit() =>
        Assert.Equal([16, 16, 8], Split(new string('x', 40), 7, limit: 16, new Mask([])).Select(piece => piece.Length));

    private static List<string> Split(string text, int block, int limit, Mask mask)
    {
        var lines = new List<string>();
        var splitter = new LineSplitter(mask, limit, lines.Add);
        foreach (char[] part in text.Chunk(block))
            splitter.Append(part);
        splitter.Finish();
        return lines;
    }
}
