using System.Runtime.Versioning;
using System.Xml.Linq;
using Slipway.IO;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Front.IO;

[UnsupportedOSPlatform("windows")]
public sealed class FileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private AbsolutePath Root => _folder.Path;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cleaning_leaves_an_empty_folder()
    {
        _folder.With("out/a/b.txt");
        (Root / "out").CreateOrCleanDirectory();
        (Root / "new").CreateOrCleanDirectory();

        Assert.True((Root / "out").DirectoryExists() && (Root / "new").DirectoryExists());
        Assert.Equal("", _folder.Files());
    }

    [Theory]
    [InlineData(ExistsPolicy.FileSkip)]
    [InlineData(ExistsPolicy.MergeAndSkip)]
    [InlineData(ExistsPolicy.FileOverwriteIfNewer)]
    public void Moving_a_file_that_the_policy_skips_leaves_it_where_it_is(ExistsPolicy policy)
    {
        File.WriteAllText(Root / "from", "the only copy");
        File.WriteAllText(Root / "to", "other");
        File.SetLastWriteTimeUtc(Root / "from", new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        (Root / "from").Move(Root / "to", policy);

        Assert.Equal(("the only copy", "other"), (File.ReadAllText(Root / "from"), File.ReadAllText(Root / "to")));
    }

    [Fact]
    public void Moving_a_folder_into_another_leaves_what_the_policy_skips_and_takes_the_rest()
    {
        _folder.With("from/same.txt", "from/deep/same.txt", "from/deep/new.txt", "from/gone/new.txt", "to/same.txt", "to/deep/same.txt");

        (Root / "from").Move(Root / "to", ExistsPolicy.MergeAndSkip);

        Assert.Equal("from/deep/same.txt from/same.txt to/deep/new.txt to/deep/same.txt to/gone/new.txt to/same.txt", _folder.Files());
        Assert.False((Root / "from" / "gone").Exists());
    }

    [Fact]
    public void Deleting_a_link_keeps_what_it_points_to()
    {
        _folder.With("real/a.txt");
        (Root / "real").AddUnixSymlink(Root / "link");

        (Root / "link").DeleteDirectory();
        (Root / "nothing").DeleteDirectory();
        (Root / "nothing/here").DeleteFile();

        Assert.Equal("real/a.txt", _folder.Files());
        Assert.False((Root / "link").Exists());
    }

    [Fact]
    public void Globbed_folders_are_deleted_together()
    {
        _folder.With("a/bin/x", "b/bin/x", "b/keep");

        Root.GlobDirectories("**/bin").DeleteDirectories();

        Assert.Equal("b/keep", _folder.Files());
    }

    [Fact]
    public void Copying_follows_the_policy()
    {
        _folder.With("from/a", "from/sub/b", "from/obj/c", "to/a");
        (Root / "to/a").WriteAllText("old");

        Assert.Throws<IOException>(() => (Root / "from").Copy(Root / "to"));
        (Root / "from").Copy(Root / "to", ExistsPolicy.MergeAndSkip, excludeDirectory: path => path.Name == "obj");
        Assert.Equal("old", (Root / "to/a").ReadAllText());
        (Root / "from").Copy(Root / "to", ExistsPolicy.MergeAndOverwrite, excludeDirectory: path => path.Name == "obj");
        Assert.Equal("from/a", (Root / "to/a").ReadAllText());
        Assert.Equal("a sub/b", _folder.Files("to"));
        Assert.Equal(Root / "pack/a", (Root / "from/a").CopyToDirectory(Root / "pack"));
        Assert.Throws<IOException>(() => (Root / "from").Copy(Root / "from/inside"));
        Assert.Throws<FileNotFoundException>(() => (Root / "none").Copy(Root / "x"));
    }

    [Fact]
    public void Moving_and_renaming()
    {
        _folder.With("a/x", "b/y", "f");

        (Root / "a").Move(Root / "b", ExistsPolicy.MergeAndOverwrite);
        (Root / "b").Rename("c");
        (Root / "f").MoveToDirectory(Root / "c");

        Assert.Equal("c/f c/x c/y", _folder.Files());
        Assert.Throws<IOException>(() => (Root / "c/f").Rename("x"));
    }

    [Fact]
    public void Text_json_and_xml_are_updated()
    {
        AbsolutePath file = Root / "deep/file.txt";
        file.WriteAllLines(["one", "two"]).AppendAllText("three").UpdateText(text => text.Replace("two", "zwei"));
        (Root / "a.json").WriteAllText("{ \"a\": 1, /* why */ }").UpdateJson(node => node["b"] = "ü\"<");
        (Root / "a.xml").WriteAllText("<a>\n  <b/>\n</a>").UpdateXml(document => document.Root!.Add(new XElement("c", "1")));

        Assert.Equal("one\nzwei\nthree", file.ReadAllText());
        Assert.Equal("{\n  \"a\": 1,\n  \"b\": \"ü\\\"<\"\n}\n", (Root / "a.json").ReadAllText());
        Assert.Equal("1", (string?)(Root / "a.xml").ReadXml().Root!.Element("c"));
        Assert.Equal(new Point(1, 2), (Root / "p.json").WriteJson(new Point(1, 2)).ReadJson<Point>());
        Assert.Equal(1, (int)(Root / "a.json").ReadJson()!.AsObject()["a"]!);
    }

    [Fact]
    public void Hashes_are_of_names_and_contents()
    {
        _folder.With("one/a", "one/b/c", "two/a");
        (Root / "two/a").WriteAllText("one/a");
        (Root / "two/b/c").WriteAllText("one/b/c");

        Assert.Equal((Root / "one").GetDirectoryHash(), (Root / "two").GetDirectoryHash());
        (Root / "two/b/c").Rename("d");
        Assert.NotEqual((Root / "one").GetDirectoryHash(), (Root / "two").GetDirectoryHash());
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", (Root / "empty").TouchFile().GetFileHash());
    }

    [Fact]
    public void Modes_and_links_on_unix()
    {
        _folder.With("tool.sh");
        File.SetUnixFileMode(Root / "tool.sh", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        (Root / "tool.sh").SetExecutable().AddUnixSymlink(Root / "current");
        (Root / "tool.sh").AddUnixSymlink(Root / "current", force: true);

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute,
            File.GetUnixFileMode(Root / "tool.sh"));
        Assert.Equal("tool.sh", (Root / "current").ReadAllText());
        Assert.Equal("file:///a%20b/%C3%BC", AbsolutePath.Create("/a b/ü").ToFileUri());
    }

    [Fact]
    public void The_calls_of_older_builds_still_work()
    {
#pragma warning disable CS0618 // what is tested is that they are still there
        _folder.With("a", "out/x");
        FileSystemTasks.EnsureCleanDirectory(Root / "out");
        FileSystemTasks.CopyFileToDirectory(Root / "a", Root / "out");
        FileSystemTasks.CopyFile(Root / "a", Root / "out/a", FileExistsPolicy.Overwrite);
        FileSystemTasks.CopyDirectoryRecursively(Root / "out", Root / "two");

        Assert.Equal([Root / "two/a"], PathConstruction.GlobFiles(Root / "two", "*"));
#pragma warning restore CS0618
    }

    private sealed record Point(int X, int Y);
}
