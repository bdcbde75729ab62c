using Slipway.IO;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Front.IO;

public sealed class GlobTests : IDisposable
{
    private readonly TempFolder _folder = new TempFolder().With(
        "a.cs", "b.txt", ".hidden/x.cs", "src/a.cs", "src/A.CS", "src/deep/er/c.cs", "src/bin/o.dll", "tests/bin/o.dll", "tests/t{1}.cs", "docs/a.md");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("*.cs", "a.cs")]
    [InlineData("**/*.cs", ".hidden/x.cs a.cs src/a.cs src/deep/er/c.cs tests/t{1}.cs")]
    [InlineData("**", ".hidden/x.cs a.cs b.txt docs/a.md src/A.CS src/a.cs src/bin/o.dll src/deep/er/c.cs tests/bin/o.dll tests/t{1}.cs")]
    [InlineData("src/**", "src/A.CS src/a.cs src/bin/o.dll src/deep/er/c.cs")]
    [InlineData("src/**/c.cs", "src/deep/er/c.cs")]
    [InlineData("src/**/a.cs", "src/a.cs")]
    [InlineData("**/**/er/*", "src/deep/er/c.cs")]
    [InlineData("*/bin/*", "src/bin/o.dll tests/bin/o.dll")]
    [InlineData("{src,docs}/a.*", "docs/a.md src/a.cs")]
    [InlineData("{src/{bin,deep/er},tests}/*", "src/bin/o.dll src/deep/er/c.cs tests/t{1}.cs")]
    [InlineData("?.txt", "b.txt")]
    [InlineData("./src/./a.cs", "src/a.cs")]
    [InlineData("src\\a.cs", "src/a.cs")]
    [InlineData("none/**/*", "")]
    [InlineData("a.cs/**", "")]
    public void Files_are_found(string pattern, string expected) => Assert.Equal(expected, Shown(_folder.Path.GlobFiles(pattern)));

    [Theory]
    [InlineData("[abc].cs")]
    [InlineData("!a.cs")]
    [InlineData("src/[!a]*.cs")]
    public void What_means_something_elsewhere_is_refused_with_what_to_write_here(string pattern) =>
        Assert.Contains("{a,b}", Assert.Throws<ArgumentException>(() => _folder.Path.GlobFiles(pattern).Count).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("**/bin", "src/bin tests/bin")]
    [InlineData("*", ".hidden docs src tests")]
    [InlineData("src/**", "src/bin src/deep src/deep/er")]
    public void Folders_are_found(string pattern, string expected) => Assert.Equal(expected, Shown(_folder.Path.GlobDirectories(pattern)));

    [Fact]
    public void Several_patterns_give_each_path_once() => Assert.Equal("a.cs b.txt", Shown(_folder.Path.GlobFiles("*.cs", "a.*", "b.txt")));

    [Fact]
    public void A_pattern_may_start_above() => Assert.Equal("docs/a.md", Shown((_folder.Path / "src").GlobFiles("../docs/*")));

    [Theory]
    [InlineData("/etc/*")]
    [InlineData("a/../b")]
    [InlineData("{a,b")]
    [InlineData("a}")]
    [InlineData("..")]
    public void Patterns_that_mean_nothing_are_refused(string pattern) => Assert.Throws<ArgumentException>(() => _folder.Path.GlobFiles(pattern));

    [Fact]
    public void Links_that_lead_in_circles_end()
    {
        Directory.CreateSymbolicLink(_folder.Path / "src/deep/up", _folder.Path / "src");
        Directory.CreateSymbolicLink(_folder.Path / "docs/self", ".");
        Directory.CreateSymbolicLink(_folder.Path / "docs/gone", "nowhere");

        Assert.Equal("src/deep/er/c.cs", Shown(_folder.Path.GlobFiles("**/c.cs")));
        Assert.Equal(11, _folder.Path.GetFiles(depth: int.MaxValue).Count());
        Assert.Equal(".hidden docs docs/self src src/bin src/deep src/deep/er src/deep/up tests tests/bin", Shown(_folder.Path.GetDirectories("*", 99)));
    }

    private string Shown(IEnumerable<AbsolutePath> paths) => string.Join(' ', paths.Select(_folder.Path.GetUnixRelativePathTo));
}
