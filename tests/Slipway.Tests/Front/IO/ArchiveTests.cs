using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;
using Slipway.IO;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Front.IO;

[UnsupportedOSPlatform("windows")]
public sealed class ArchiveTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> EscapingNames =>
        ["../evil", "a/../../evil", "/tmp/evil", "..\\evil", "C:\\evil", "C:evil", "a/..", "\\\\host\\share", "con", "aux.txt", "dot.", "blank ", "new\nline", new string('n', 256), string.Join('/', Enumerable.Repeat("d", 65))];

    private AbsolutePath Root => _folder.Path;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_packed_comes_out_again_and_equal_folders_pack_to_equal_bytes()
    {
        _folder.With("in/a.txt", "in/sub/b.sh", "in/skip.tmp", "again/sub/b.sh", "again/a.txt");
        (Root / "in/sub/b.sh").SetExecutable();
        (Root / "again/a.txt").WriteAllText("in/a.txt");
        (Root / "again/sub/b.sh").WriteAllText("in/sub/b.sh").SetExecutable();

        foreach (Func<AbsolutePath, AbsolutePath, AbsolutePath> pack in new Func<AbsolutePath, AbsolutePath, AbsolutePath>[]
            { (from, to) => from.ZipTo(to, file => !file.HasExtension("tmp")), (from, to) => from.TarGZipTo(to, file => !file.HasExtension("tmp")) })
        {
            AbsolutePath archive = pack(Root / "in", Root / "out/one.archive");
            Assert.Equal(archive.GetFileHash(), pack(Root / "again", Root / "out/two.archive").GetFileHash());
            (Root / "back").DeleteDirectory();
            _ = archive.ReadAllBytes()[0] == 'P' ? archive.UnZipTo(Root / "back") : archive.UnTarGZipTo(Root / "back");
            Assert.Equal("a.txt sub/b.sh", _folder.Files("back"));
            Assert.True(File.GetUnixFileMode(Root / "back/sub/b.sh").HasFlag(UnixFileMode.UserExecute));
            Assert.False(File.GetUnixFileMode(Root / "back/a.txt").HasFlag(UnixFileMode.UserExecute));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Linked_folders_are_packed_and_a_link_to_nothing_or_back_up_is_told_before_anything_is_written(bool isZip)
    {
        AbsolutePath Pack(string folder, Func<AbsolutePath, bool>? filter = null) =>
            isZip ? (Root / folder).ZipTo(Root / $"{folder}.zip", filter) : (Root / folder).TarGZipTo(Root / $"{folder}.tgz", filter);
        _folder.With("in/real/a.txt", "dangling/x", "own/x", "circle/sub/x");
        Directory.CreateSymbolicLink(Root / "in/linked", "real");
        File.CreateSymbolicLink(Root / "dangling/gone", "nowhere");
        File.CreateSymbolicLink(Root / "own/self", "self");
        Directory.CreateSymbolicLink(Root / "circle/sub/up", "..");

        AbsolutePath archive = Pack("in");
        _ = isZip ? archive.UnZipTo(Root / "back") : archive.UnTarGZipTo(Root / "back");

        Assert.Equal("linked/a.txt real/a.txt", _folder.Files("back"));
        Assert.Equal("SLP5203", Assert.Single(Assert.Throws<FaultException>(() => Pack("dangling")).Faults).Code);
        Assert.Equal("SLP5203", Assert.Single(Assert.Throws<FaultException>(() => Pack("own")).Faults).Code);
        Assert.Equal("SLP5204", Assert.Single(Assert.Throws<FaultException>(() => Pack("circle")).Faults).Code);
        Assert.Empty((Root).GetFiles("dangling.*").Concat(Root.GetFiles("circle.*")));
        Assert.True(File.Exists(Pack("dangling", file => file.Name != "gone")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Names_that_only_this_system_holds_come_back_where_that_is_wanted(bool isZip)
    {
        _folder.With("in/aux.c", "in/Foo::Bar.3pm", "in/README", "in/readme", "in/Sub/a", "in/sub/b", "in/dot.");
        AbsolutePath archive = isZip ? (Root / "in").ZipTo(Root / "x.zip") : (Root / "in").TarGZipTo(Root / "x.tgz");
        AbsolutePath Unpack(string folder, ArchiveLimits? limits) => isZip ? archive.UnZipTo(Root / folder, limits) : archive.UnTarGZipTo(Root / folder, limits);

        Assert.Equal("SLP5201", Assert.Single(Assert.Throws<FaultException>(() => Unpack("portable", null)).Faults).Code);
        Unpack("back", new ArchiveLimits { IsPortable = false });

        Assert.Equal(_folder.Files("in"), _folder.Files("back"));
        Assert.False(Directory.Exists(Root / "portable"));
    }

    [Fact]
    public void Unpacking_into_a_folder_replaces_and_keeps()
    {
        _folder.With("in/a", "back/a", "back/other");

        (Root / "in").ZipTo(Root / "x.zip").UnZipTo(Root / "back");

        Assert.Equal("a other", _folder.Files("back"));
        Assert.Equal("in/a", (Root / "back/a").ReadAllText());
    }

    [Theory]
    [MemberData(nameof(EscapingNames))]
    public void Names_that_leave_the_folder_or_trick_a_platform_are_refused(string name)
    {
        Refused(Zip((name, "x", 0)).UnZipTo);
        Refused(Tar(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream([1]) }).UnTarGZipTo);
    }

    [Fact]
    public void A_refused_entry_has_its_own_code() =>
        Assert.Equal("SLP5201", Assert.Throws<FaultException>(() => Zip(("../evil", "x", 0)).UnZipTo(Root / "x")).Faults[0].Code);

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.Fifo)]
    public void Links_and_devices_are_refused(TarEntryType type)
    {
        var entry = new PaxTarEntry(type, "link");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            entry.LinkName = "/etc/passwd";

        Refused(Tar(entry).UnTarGZipTo);
        Refused(Zip(("link", "/etc/passwd", 0xA1FF << 16)).UnZipTo);
    }

    [Fact]
    public void Links_that_stay_inside_are_unpacked_in_a_new_folder_and_over_an_old_one()
    {
        AbsolutePath tar = Tar(
            new PaxTarEntry(TarEntryType.SymbolicLink, "bin/tool") { LinkName = "../lib/tool.js" },
            new PaxTarEntry(TarEntryType.RegularFile, "lib/tool.js") { DataStream = new MemoryStream("tool"u8.ToArray()) },
            new PaxTarEntry(TarEntryType.HardLink, "lib/copy.js") { LinkName = "lib/tool.js" },
            new PaxTarEntry(TarEntryType.SymbolicLink, "current") { LinkName = "lib" });

        for (int time = 0; time < 2; time++)
        {
            tar.UnTarGZipTo(Root / "out");
            Assert.Equal("tool", File.ReadAllText(Root / "out/bin/tool"));
            Assert.Equal("tool", File.ReadAllText(Root / "out/current/copy.js"));
            Assert.Equal("../lib/tool.js", new FileInfo(Root / "out/bin/tool").LinkTarget);
        }

        Zip(("a/link", "../b", 0xA1FF << 16), ("b", "text", 0)).UnZipTo(Root / "zip");
        Assert.Equal("text", File.ReadAllText(Root / "zip/a/link"));
    }

    [Theory]
    [InlineData("link", "..")]
    [InlineData("a/link", "../../x")]
    [InlineData("a/link", "b/../../..")]
    [InlineData("link", "")]
    [InlineData("link", "a\\b")]
    [InlineData("link", "/tmp/evil")]
    public void Links_that_could_leave_are_refused(string name, string target) => Refused(Zip((name, target, 0xA1FF << 16)).UnZipTo);

    [Fact]
    public void Nothing_is_written_through_a_link() => Refused(Tar(
        new PaxTarEntry(TarEntryType.SymbolicLink, "a") { LinkName = "b" },
        new PaxTarEntry(TarEntryType.RegularFile, "a/evil") { DataStream = new MemoryStream("x"u8.ToArray()) }).UnTarGZipTo);

    [Fact]
    public void Names_that_meet_where_letter_case_does_not_count_are_refused()
    {
        Refused(Zip(("a", "1", 0), ("A", "2", 0)).UnZipTo);
        Refused(Zip(("a/x", "1", 0), ("A/y", "2", 0)).UnZipTo);
        Refused(Zip(("a", "1", 0), ("a/b", "2", 0)).UnZipTo);
        Refused(Zip(("a", "1", 0), ("a", "2", 0)).UnZipTo);
    }

    [Fact]
    public void A_damaged_archive_is_a_fault()
    {
        AbsolutePath file = (Root / "a.zip").WriteAllText("not a zip at all");

        Assert.Equal("SLP5202", Assert.Throws<FaultException>(() => file.UnZipTo(Root / "x")).Faults[0].Code);
        Assert.Equal("SLP5202", Assert.Throws<FaultException>(() => file.UnTarGZipTo(Root / "x")).Faults[0].Code);
    }

    [Fact]
    public void Bombs_are_refused_before_they_are_written()
    {
        AbsolutePath zip = Root / "bomb.zip";
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        using (Stream entry = archive.CreateEntry("zeros").Open())
            entry.Write(new byte[64 << 20]);

        Assert.Contains("more than 200 times", Refused(zip.UnZipTo), StringComparison.Ordinal);
        Assert.Contains("more than 1000 bytes", Refused((archive, folder, _) => archive.UnZipTo(folder, new ArchiveLimits { TotalBytes = 1000 }), zip), StringComparison.Ordinal);
        Assert.Contains("more than 1 entries", Refused((archive, folder, _) => archive.UnZipTo(folder, new ArchiveLimits { Entries = 1 }), Zip(("a", "1", 0), ("b", "1", 0))), StringComparison.Ordinal);
    }

    private string Refused(Func<AbsolutePath, ArchiveLimits?, AbsolutePath> unpack) => Refused((_, folder, limits) => unpack(folder, limits), Root);

    private string Refused(Func<AbsolutePath, AbsolutePath, ArchiveLimits?, AbsolutePath> unpack, AbsolutePath archive)
    {
        string before = _folder.Files();

        Fault fault = Assert.Throws<FaultException>(() => unpack(archive, Root / "prison/cell", null)).Faults[0];

        Assert.StartsWith("SLP520", fault.Code, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Files());
        Assert.Empty((Root / "prison").GetDirectories());
        Assert.False(File.Exists("/tmp/evil"));
        return fault.Cause;
    }

    private AbsolutePath Zip(params (string Name, string Content, int Attributes)[] entries)
    {
        AbsolutePath file = Root / $"{Guid.NewGuid():N}.zip";
        using ZipArchive archive = ZipFile.Open(file, ZipArchiveMode.Create);
        foreach ((string name, string content, int attributes) in entries)
        {
            ZipArchiveEntry entry = archive.CreateEntry(name);
            entry.ExternalAttributes = attributes;
            using Stream stream = entry.Open();
            stream.Write(Encoding.UTF8.GetBytes(content));
        }

        return file;
    }

    private AbsolutePath Tar(params TarEntry[] entries)
    {
        AbsolutePath file = Root / $"{Guid.NewGuid():N}.tar.gz";
        using var gzip = new GZipStream(File.Create(file), CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip);
        foreach (TarEntry entry in entries)
            tar.WriteEntry(entry);
        return file;
    }
}
