using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Digests;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;
using Xunit;

namespace Slipway.Fakes.Contracts;

/// <summary>What every package store promises. A subclass lends stores that share one empty place.</summary>
public abstract class PackageStoreContract : IDisposable
{
    private readonly TempFolder _files = new();

    /// <summary>A store on the test's place, as another process would open it.</summary>
    protected abstract IPackageStore Open();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public virtual void Dispose()
    {
        _files.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_sealed_package_is_listed_readable_and_sound()
    {
        Manifest manifest = Make("1.0.0", ("services/shop/shop.dll", "code"), ("NOTES.md", "notes"));

        string id = await Open().SealAsync(manifest, _files.Path, Cancellation);

        Assert.Equal(Digest.Of(ManifestText.Write(manifest)).Hex, id);
        Assert.Equal([id], await Open().ListAsync(Cancellation));
        Assert.Equal(ManifestText.Write(manifest), ManifestText.Write(await Open().ReadAsync(id, Cancellation)));
        Assert.Empty(await Open().VerifyAsync(id, Cancellation));
        Assert.Equal("code", File.ReadAllText(Open().FolderOf(id) / "services/shop/shop.dll"));
    }

    [Fact]
    public async Task A_deleted_package_is_gone_whole_and_can_be_sealed_again()
    {
        Manifest manifest = Make("1.0.0", ("services/shop/shop.dll", "code"));
        string id = await Open().SealAsync(manifest, _files.Path, Cancellation);
        string other = await Open().SealAsync(Make("1.0.1", ("NOTES.md", "notes")), _files.Path, Cancellation);

        await Open().DeleteAsync(id, Cancellation);
        await Open().DeleteAsync(id, Cancellation); // twice is once

        Assert.Equal([other], await Open().ListAsync(Cancellation));
        Assert.Equal("SLP2005", Assert.Single((await Assert.ThrowsAsync<FaultException>(() => Open().ReadAsync(id, Cancellation))).Faults).Code);
        Make("1.0.0", ("services/shop/shop.dll", "code"));
        Assert.Equal(id, await Open().SealAsync(manifest, _files.Path, Cancellation));
        Assert.Empty(await Open().VerifyAsync(id, Cancellation));
    }

    [Fact]
    public async Task An_empty_store_lists_nothing() => Assert.Empty(await Open().ListAsync(Cancellation));

    [Fact]
    public async Task Sealing_the_same_package_again_changes_nothing()
    {
        Manifest manifest = Make("1.0.0", ("a.txt", "a"));
        string first = await Open().SealAsync(manifest, _files.Path, Cancellation);
        DateTime written = File.GetLastWriteTimeUtc(Open().FolderOf(first) / "a.txt");
        File.WriteAllText(_files.Path / "a.txt", "something else by now");

        string second = await Open().SealAsync(manifest, _files.Path, Cancellation);

        Assert.Equal(first, second);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Open().FolderOf(first) / "a.txt"));
        Assert.Empty(await Open().VerifyAsync(first, Cancellation));
    }

    [Fact]
    public async Task Many_who_seal_the_same_package_at_once_get_the_same_package()
    {
        Manifest manifest = Make("1.0.0", ("a.txt", new string('a', 100_000)), ("b.txt", "b"));

        string[] ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Open().SealAsync(manifest, _files.Path, Cancellation))));

        Assert.Single(ids.Distinct());
        Assert.Equal([ids[0]], await Open().ListAsync(Cancellation));
        Assert.Empty(await Open().VerifyAsync(ids[0], Cancellation));
    }

    [Fact]
    public async Task A_file_that_is_not_what_the_manifest_says_is_refused_and_nothing_is_kept()
    {
        Manifest manifest = Make("1.0.0", ("a.txt", "a"), ("b.txt", "b"));
        File.WriteAllText(_files.Path / "b.txt", "B");

        var refusal = await Assert.ThrowsAsync<FaultException>(() => Open().SealAsync(manifest, _files.Path, Cancellation));

        Assert.Equal((ExitCode.Damaged, "SLP2001"), (refusal.ExitCode, Assert.Single(refusal.Faults).Code));
        Assert.Empty(await Open().ListAsync(Cancellation));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused_and_nothing_is_kept()
    {
        Manifest manifest = Make("1.0.0", ("a.txt", "a"), ("folder/b.txt", "b"));
        File.Delete(_files.Path / "folder/b.txt");

        var refusal = await Assert.ThrowsAsync<FaultException>(() => Open().SealAsync(manifest, _files.Path, Cancellation));

        Assert.Equal((ExitCode.Damaged, "SLP2002"), (refusal.ExitCode, Assert.Single(refusal.Faults).Code));
        Assert.EndsWith("folder/b.txt", refusal.Faults[0].Place, StringComparison.Ordinal);
        Assert.Empty(await Open().ListAsync(Cancellation));
    }

    [Fact]
    public async Task Everything_that_is_not_as_sealed_is_told_at_once()
    {
        string id = await Open().SealAsync(Make("1.0.0", ("a.txt", "a"), ("b.txt", "b"), ("c/d.txt", "d")), _files.Path, Cancellation);
        AbsolutePath folder = Open().FolderOf(id);
        Overwrite(folder / "a.txt", "x");
        File.Delete(folder / "b.txt");
        File.WriteAllText(folder / "c/extra.txt", "");

        var faults = await Open().VerifyAsync(id, Cancellation);

        Assert.Equal(
            ["SLP2001 a.txt", "SLP2002 b.txt", "SLP2003 extra.txt"],
            faults.Select(fault => $"{fault.Code} {Path.GetFileName(fault.Place)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_unknown_package_is_a_usage_fault()
    {
        var refusal = await Assert.ThrowsAsync<FaultException>(() => Open().ReadAsync(new string('0', 64), Cancellation));

        Assert.Equal((ExitCode.Usage, "SLP2005"), (refusal.ExitCode, Assert.Single(refusal.Faults).Code));
    }

    [Fact]
    public async Task A_manifest_that_was_altered_or_lost_is_never_believed()
    {
        string id = await Open().SealAsync(Make("1.0.0", ("a.txt", "a")), _files.Path, Cancellation);
        AbsolutePath manifest = Open().FolderOf(id) / "manifest.json";

        Overwrite(manifest, File.ReadAllText(manifest).Replace("1.0.0", "1.0.1", StringComparison.Ordinal));
        var altered = await Assert.ThrowsAsync<FaultException>(() => Open().ReadAsync(id, Cancellation));
        File.Delete(manifest);
        var lost = await Assert.ThrowsAsync<FaultException>(() => Open().ReadAsync(id, Cancellation));

        Assert.Equal((ExitCode.Damaged, "SLP2001"), (altered.ExitCode, Assert.Single(altered.Faults).Code));
        Assert.Equal((ExitCode.Damaged, "SLP2002"), (lost.ExitCode, Assert.Single(lost.Faults).Code));
    }

    [Fact]
    public async Task A_package_from_another_store_is_sealed_under_the_very_bytes_of_its_manifest()
    {
        byte[] manifest = [.. ManifestText.Write(Make("1.0.0", ("a.txt", "a"))), (byte)' '];

        string id = await Open().SealAsync(manifest, _files.Path, Cancellation);

        Assert.Equal(Digest.Of(manifest).Hex, id);
        Assert.Equal(manifest, File.ReadAllBytes(Open().FolderOf(id) / "manifest.json"));
        Assert.Empty(await Open().VerifyAsync(id, Cancellation));
    }

    [Theory]
    [InlineData("../escaped.txt")]
    [InlineData("/tmp/slipway-escaped.txt")]
    [InlineData("a/../../escaped.txt")]
    [InlineData("manifest.json")]
    public async Task A_manifest_that_names_what_is_not_inside_is_refused(string path)
    {
        var refusal = await Assert.ThrowsAsync<FaultException>(() => Open().SealAsync(Facts.Manifest("1.0.0", (path, new string('0', 64), 1)), _files.Path, Cancellation));

        Assert.Equal((ExitCode.Damaged, "SLP2004"), (refusal.ExitCode, Assert.Single(refusal.Faults).Code));
        Assert.Empty(await Open().ListAsync(Cancellation));
    }

    private Manifest Make(string version, params (string Path, string Text)[] files)
    {
        foreach ((string path, string text) in files)
        {
            Directory.CreateDirectory((_files.Path / path).Parent!);
            File.WriteAllText(_files.Path / path, text);
        }

        return Facts.Manifest(version, [.. files.Select(file => (file.Path, Digest.Of(System.Text.Encoding.UTF8.GetBytes(file.Text)).Hex, (long)file.Text.Length))]);
    }

    private static void Overwrite(AbsolutePath file, string text)
    {
        File.Delete(file);
        File.WriteAllText(file, text);
    }
}
