using Slipway.Targets.Caching;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Targets.Caching;

public sealed class PathPatternTests
{
    private static readonly AbsolutePath Root = "/repo";

    [Theory]
    [InlineData("src", "src/a/b.cs", true)]
    [InlineData("src", "src", true)]
    [InlineData("src", "src2/a.cs", false)]
    [InlineData("src/*.cs", "src/a.cs", true)]
    [InlineData("src/*.cs", "src/x/a.cs", false)]
    [InlineData("src/**/*.cs", "src/a.cs", true)]
    [InlineData("src/**/*.cs", "src/x/y/a.cs", true)]
    [InlineData("src/**", "src/x/y", true)]
    [InlineData("**/obj/*.json", "a/obj/x.json", true)]
    [InlineData("**/obj/*.json", "obj/x.json", true)]
    [InlineData("a/**/b/**/c", "a/b/x/y/c", true)]
    [InlineData("a/**/b/**/c", "a/x/c", false)]
    [InlineData("?.txt", "a.txt", true)]
    [InlineData("?.txt", "ab.txt", false)]
    [InlineData("/repo/src", "src/a.cs", true)]
    [InlineData("./src//x", "src/x", true)]
    public void A_pattern_means_what_it_says(string pattern, string path, bool isMeant) => Assert.Equal(isMeant, Parsed(pattern).Matches(path));

    [Theory]
    [InlineData("**/bin/**", "a/bin", true)]
    [InlineData("**/bin/**", "a/bin/x/y.dll", true)]
    [InlineData("**/bin", "a/bin/x", true)]
    [InlineData("**/bin/**", "a/binary/x", false)]
    [InlineData("a/*.txt", "a/b.txt", true)]
    [InlineData("a/*.txt", "a/c/b.txt", false)]
    public void What_leaves_a_folder_out_leaves_out_what_is_in_it(string pattern, string path, bool isLeftOut) => Assert.Equal(isLeftOut, Parsed(pattern).MatchesSomeOf(path));

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc")]
    [InlineData("/repository/x")]
    [InlineData(".")]
    [InlineData("/repo")]
    [InlineData(".git/config")]
    [InlineData(".nuke/temp/x")]
    [InlineData("!a")]
    [InlineData("[ab].txt")]
    public void What_is_not_below_the_repository_is_no_pattern(string text)
    {
        Assert.Null(PathPattern.Parse(text, Root, out string? refusal));
        Assert.NotNull(refusal);
    }

    [Theory]
    [InlineData("out", "out", true)]
    [InlineData("out", "out/docs", true)]
    [InlineData("out/docs", "out", true)]
    [InlineData("out", "out2", false)]
    [InlineData("out", "out/*.txt", true)]
    [InlineData("out/*.txt", "out/*.txt", true)]
    [InlineData("out/a", "out/b", false)]
    public void Outputs_of_two_targets_overlap_or_do_not(string one, string other, bool overlaps) => Assert.Equal(overlaps, Parsed(one).Overlaps(Parsed(other)));

    private static PathPattern Parsed(string text) => PathPattern.Parse(text, Root, out _)!;
}
