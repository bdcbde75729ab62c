using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slipway.Vocabulary.Commands;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;
using Slipway.Vocabulary.Secrets;

namespace Slipway.Tests.Vocabulary;

public sealed class VocabularyTests
{
    [Theory]
    [InlineData("Compil", "Compile")]
    [InlineData("compile", "Compile")]
    [InlineData("Tset", null)]
    [InlineData("Tes", "Test")]
    [InlineData("x", null)]
    [InlineData("", null)]
    [InlineData("SmokTest", "SmokeTest")]
    public void The_nearest_known_name_is_found_or_none(string name, string? expected) =>
        Assert.Equal(expected, Nearest.To(name, ["Compile", "Test", "SmokeTest", "Pack"]));

    [Fact]
    public void A_mend_names_the_nearest_or_all_or_that_there_are_none()
    {
        Assert.Equal("did you mean Test?", Nearest.Mend("Tes", ["Compile", "Test"], "targets"));
        Assert.Equal("known targets: Compile, Test", Nearest.Mend("Unlike", ["Compile", "Test"], "targets"));
        Assert.Equal("there are no targets here", Nearest.Mend("x", [], "targets"));
    }

    [Theory]
    [InlineData(0, "1:1")]
    [InlineData(3, "2:1")]
    [InlineData(5, "2:3")]
    [InlineData(99, "3:1")]
    [InlineData(-1, "1:1")]
    public void A_byte_has_a_line_and_a_column(int offset, string expected) => Assert.Equal(expected, LineColumn.Of("ab\ncde\n"u8, offset));

    [Fact]
    public void A_digest_is_64_lower_case_hexadecimal_digits_and_nothing_else()
    {
        Digest digest = Digest.Of("abc"u8);

        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", digest.Hex);
        Assert.Equal("ba7816bf8f01", digest.Short);
        Assert.Equal(digest, Digest.Parse(digest.Hex));
        Assert.All(["", digest.Hex.ToUpperInvariant(), digest.Hex[1..], digest.Hex + "0", digest.Hex.Replace('b', 'g'), null], text => Assert.False(Digest.TryParse(text, out _)));
        Assert.Throws<FormatException>(() => Digest.Parse("no"));
        Assert.Throws<InvalidOperationException>(() => default(Digest).Hex);
        Assert.Throws<ArgumentOutOfRangeException>(() => Digest.FromHash([1, 2]));
    }

    [Fact]
    public void A_secret_shows_its_mask()
    {
        var secret = new Secret("hunter2");

        Assert.Equal("*** ***", $"{secret} {secret.ToString()}");
        Assert.Equal("hunter2", secret.Reveal());
    }

    [Fact]
    public void A_command_reads_as_a_line_with_secrets_masked()
    {
        var command = new Command { Executable = "git", Arguments = ["push", "--token=hunter2", "a b", "it's", ""], Secrets = ["hunter2", ""] };

        Assert.Equal("git push --token=*** 'a b' 'it'\\''s' ''", command.ToString());
    }

    [Theory]
    [InlineData("/a/b/../c/./d/", "/a/c/d")]
    [InlineData("/", "/")]
    [InlineData("/..", "/")]
    [InlineData("/a//b", "/a/b")]
    public void A_path_is_normalized(string text, string expected) => Assert.Equal(expected, AbsolutePath.Create(text).ToString());

    [Fact]
    public void A_path_that_is_not_absolute_is_refused()
    {
        Assert.Throws<ArgumentException>(() => AbsolutePath.Create("a/b"));
        Assert.Throws<ArgumentException>(() => AbsolutePath.Create(""));
        Assert.Throws<ArgumentException>(() => (AbsolutePath)"/a" / "/etc/passwd");
    }

    [Property]
    public Property Paths_obey_their_laws() =>
        Prop.ForAll(Paths.ToArbitrary(), Parts.ToArbitrary(), (path, part) =>
        {
            AbsolutePath joined = path / part;
            return joined.Parent! == path
                && joined.Name == part
                && joined / ".." == path
                && AbsolutePath.Create(joined) == joined
                && joined.IsWithin(path) && path.IsWithin(path) && !path.IsWithin(joined)
                && path / path.GetRelativePathTo(joined) == joined
                && joined.WithExtension("txt").Extension == ".txt"
                && joined.CompareTo(path) > 0
                && !(path + "x").IsWithin(path);
        });

    private static Gen<string> Parts => Gen.Elements("a", "b.txt", "ä", "with blank", "..x", "日本", "-", "~").Select(text => text);

    private static Gen<AbsolutePath> Paths =>
        from count in Gen.Choose(1, 5)
        from parts in Parts.ArrayOf(count)
        select AbsolutePath.Create("/" + string.Join('/', parts));
}
