using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Slipway.Delivery.ArtifactFiles;
using Slipway.Fakes;
using Slipway.Releases.Packages;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Delivery.ArtifactFiles;

public sealed class PackageArchiveTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private FolderPackageStore Here => new(_folder.Path / "here");

    private FolderPackageStore There => new(_folder.Path / "there");

    private AbsolutePath Archive => _folder.Path / "out" / "package.tar";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("package.tar")]
    [InlineData("package.tar.gz")]
    [InlineData("package.tgz")]
    public async Task A_package_arrives_in_another_store_as_it_was(string name)
    {
        string id = await SealAsync();
        AbsolutePath file = _folder.Path / "out" / name;

        await PackageArchive.ExportAsync(Here, id, file, Cancellation);
        string arrived = await PackageArchive.ImportAsync(There, file, asked: null, _folder.Path / "temp", Cancellation);
        string again = await PackageArchive.ImportAsync(There, file, asked: id[..8], _folder.Path / "temp", Cancellation);

        Assert.Equal((id, id), (arrived, again));
        Assert.Empty(await There.VerifyAsync(id, Cancellation));
        Assert.Equal(File.ReadAllBytes(Here.FolderOf(id) / "manifest.json"), File.ReadAllBytes(There.FolderOf(id) / "manifest.json"));
        Assert.True(File.GetUnixFileMode(There.FolderOf(id) / "services/shop/shop").HasFlag(UnixFileMode.UserExecute));
        Assert.Equal([name], Directory.GetFileSystemEntries(_folder.Path / "out").Select(Path.GetFileName));
        Assert.False(Directory.Exists(_folder.Path / "temp"));
    }

    [Fact]
    public async Task The_same_package_gives_the_same_file()
    {
        string id = await SealAsync();
        await PackageArchive.ExportAsync(Here, id, Archive, Cancellation);
        byte[] first = File.ReadAllBytes(Archive);
        await PackageArchive.ExportAsync(Here, id, Archive, Cancellation);

        Assert.Equal(Digest.Of(first), Digest.Of(File.ReadAllBytes(Archive)));
    }

    [Fact]
    public async Task Any_tool_can_check_it()
    {
        string id = await SealAsync();
        await PackageArchive.ExportAsync(Here, id, Archive, Cancellation);
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"tar xf {Archive} -C {_folder.Path} && sha256sum < {_folder.Path / id / "manifest.json"}"]) { RedirectStandardOutput = true })!;

        Assert.StartsWith(id, await process.StandardOutput.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_was_altered_is_not_exported()
    {
        string id = await SealAsync();
        AbsolutePath file = Here.FolderOf(id) / "notes.md";
        File.Delete(file);
        File.WriteAllText(file, "other");

        var refusal = await Assert.ThrowsAsync<FaultException>(() => PackageArchive.ExportAsync(Here, id, Archive, Cancellation));

        Assert.Equal((ExitCode.Damaged, "SLP2001"), (refusal.ExitCode, refusal.Faults[0].Code));
        Assert.False(File.Exists(Archive));
    }

    // Padding that no entry owns may change; everything that would arrive may not.
    [Fact]
    public async Task A_flipped_byte_is_found_or_changes_nothing_that_arrives()
    {
        string id = await SealAsync();
        await PackageArchive.ExportAsync(Here, id, Archive, Cancellation);
        byte[] bytes = File.ReadAllBytes(Archive);
        int refused = 0;
        for (int offset = 0; offset < bytes.Length; offset += 13)
        {
            bytes[offset] ^= 1;
            File.WriteAllBytes(Archive, bytes);
            bytes[offset] ^= 1;
            try
            {
                Assert.Equal(id, await PackageArchive.ImportAsync(There, Archive, asked: null, _folder.Path / "temp", Cancellation));
                Assert.Empty(await There.VerifyAsync(id, Cancellation));
                Directory.Delete(There.FolderOf(id), recursive: true);
            }
            catch (FaultException refusal)
            {
                Assert.Equal(ExitCode.Damaged, refusal.ExitCode);
                Assert.Empty(await There.ListAsync(Cancellation));
                refused++;
            }
        }

        Assert.True(refused > 100, $"{refused} refused");
    }

    [Fact]
    public async Task A_tampered_file_is_named()
    {
        string id = await SealAsync();
        await PackageArchive.ExportAsync(Here, id, Archive, Cancellation);
        byte[] bytes = File.ReadAllBytes(Archive);
        int place = Encoding.Latin1.GetString(bytes).IndexOf("these are the notes", StringComparison.Ordinal);
        bytes[place] ^= 1;
        File.WriteAllBytes(Archive, bytes);

        var refusal = await ImportAsync();

        Assert.Equal((ExitCode.Damaged, "SLP2001"), (refusal.ExitCode, refusal.Faults[0].Code));
        Assert.EndsWith("notes.md", refusal.Faults[0].Place, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut", "SLP2009")]
    [InlineData("empty", "SLP2009")]
    [InlineData("no tar", "SLP2009")]
    [InlineData("no manifest", "SLP2008")]
    [InlineData("other manifest", "SLP2001")]
    [InlineData("escaping name", "SLP2008")]
    [InlineData("escaping artifact", "SLP2008")]
    [InlineData("link", "SLP2008")]
    [InlineData("hard link", "SLP2008")]
    [InlineData("device", "SLP2008")]
    [InlineData("folder", "SLP2008")]
    [InlineData("twice", "SLP2008")]
    [InlineData("missing", "SLP2008")]
    [InlineData("longer", "SLP2008")]
    [InlineData("huge", "SLP2008")]
    public async Task What_is_not_what_an_export_makes_is_refused_and_nothing_is_kept(string how, string code)
    {
        Make(how);

        var refusal = await ImportAsync();

        Assert.Equal((ExitCode.Damaged, code), (refusal.ExitCode, refusal.Faults[0].Code));
        Assert.Empty(await There.ListAsync(Cancellation));
        Assert.False(File.Exists(_folder.Path / "escaped.txt"));
        Assert.False(Directory.Exists(_folder.Path / "temp"));
    }

    [Fact]
    public async Task A_file_of_another_package_than_asked_for_is_refused()
    {
        string id = await SealAsync();
        await PackageArchive.ExportAsync(Here, id, Archive, Cancellation);

        Assert.Equal("SLP2010", (await ImportAsync(asked: "0123")).Faults[0].Code);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        FaultException refusal = await ImportAsync();

        Assert.Equal((ExitCode.Usage, "SLP2009"), (refusal.ExitCode, refusal.Faults[0].Code));
    }

    private Task<FaultException> ImportAsync(string? asked = null) =>
        Assert.ThrowsAsync<FaultException>(() => PackageArchive.ImportAsync(There, Archive, asked, _folder.Path / "temp", Cancellation));

    private async Task<string> SealAsync()
    {
        AbsolutePath files = _folder.Path / "files";
        Directory.CreateDirectory(files / "services/shop");
        File.WriteAllText(files / "services/shop/shop", "#!/bin/sh");
        File.SetUnixFileMode(files / "services/shop/shop", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(files / "notes.md", "these are the notes");
        File.WriteAllText(files / "empty", "");
        return await Here.SealAsync(Facts.Manifest("1.0.0", [.. new[] { "services/shop/shop", "notes.md", "empty" }.Select(path => (path, Digest.Of(File.ReadAllBytes(files / path)).Hex, new FileInfo(files / path).Length))]), files, Cancellation);
    }

    private void Make(string how)
    {
        Directory.CreateDirectory(Archive.Parent!);
        byte[] content = "content"u8.ToArray();
        Manifest manifest = Facts.Manifest("1.0.0", (how == "escaping artifact" ? "../escaped.txt" : "a.txt", Digest.Of(content).Hex, how == "huge" ? 9L << 30 : 7));
        byte[] text = ManifestText.Write(manifest);
        string id = Digest.Of(text).Hex;
        using (FileStream file = File.Create(Archive))
        using (var writer = new TarWriter(file, TarEntryFormat.Pax))
        {
            void Put(string name, byte[] bytes) => writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes) });
            void Special(TarEntryType type) => writer.WriteEntry(type is TarEntryType.SymbolicLink or TarEntryType.HardLink ? new PaxTarEntry(type, $"{id}/a.txt") { LinkName = "/etc/passwd" } : new PaxTarEntry(type, $"{id}/a.txt"));
            if (how is not ("no manifest" or "empty"))
                Put($"{id}/manifest.json", how == "other manifest" ? [.. text, (byte)' '] : text);
            switch (how)
            {
                case "escaping name":
                    Put($"{id}/../../escaped.txt", content);
                    break;
                case "link":
                    Special(TarEntryType.SymbolicLink);
                    break;
                case "hard link":
                    Special(TarEntryType.HardLink);
                    break;
                case "device":
                    Special(TarEntryType.CharacterDevice);
                    break;
                case "folder":
                    Special(TarEntryType.Directory);
                    break;
                case "empty" or "missing":
                    break;
                case "longer":
                    Put($"{id}/a.txt", [.. content, .. content]);
                    break;
                default:
                    Put($"{id}/a.txt", content);
                    if (how == "twice")
                        Put($"{id}/a.txt", content);
                    break;
            }
        }

        byte[] whole = File.ReadAllBytes(Archive);
        if (how == "cut")
            File.WriteAllBytes(Archive, whole[..700]);
        if (how == "no tar")
            File.WriteAllBytes(Archive, [.. Enumerable.Repeat((byte)'x', 2000)]);
        if (how == "huge")
            Pack(whole);
    }

    private void Pack(byte[] bytes)
    {
        using FileStream file = File.Create(Archive);
        using var packed = new GZipStream(file, CompressionLevel.Fastest);
        packed.Write(bytes);
    }
}
