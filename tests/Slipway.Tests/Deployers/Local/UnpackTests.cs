using System.ComponentModel;
using System.Diagnostics;
using Slipway.Releases.Packages;
using Slipway.Releases.Ports;
using Slipway.Vocabulary.Faults;
using Slipway.Vocabulary.Paths;

namespace Slipway.Tests.Deployers.Local;

public sealed class UnpackTests : IAsyncDisposable
{
    private readonly LocalStage _stage = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AbsolutePath Laid => _stage.State / "environments" / "staging" / "deployments" / "d1" / "services";

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_sound_package_is_laid_whole()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");

        Directory.CreateDirectory(Laid + ".left-by-a-killed-one.tmp");

        await _stage.Deployer.UnpackAsync(deployment, Cancellation);

        Assert.Equal(["services"], Directory.EnumerateFileSystemEntries(Laid.Parent!).Select(Path.GetFileName));
        Assert.Equal(
            deployment.Artifacts.Select(artifact => artifact.Path["services/".Length..]).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Laid, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Laid, path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_changed_file_is_named_with_both_digests()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");
        Artifact victim = deployment.Artifacts[0];
        await File.AppendAllTextAsync(Path.Combine(deployment.PackageFolder, victim.Path), " ", Cancellation);

        Fault fault = await DamagedAsync(deployment);

        Assert.Equal("SLP4014", fault.Code);
        Assert.Contains(victim.Path, fault.Cause, StringComparison.Ordinal);
        Assert.Contains($"expected sha256 {victim.Sha256}, actual ", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_extra_file_is_named()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");
        await File.WriteAllTextAsync(Path.Combine(deployment.PackageFolder, "services/storefront/extra.dll"), "x", Cancellation);

        Fault fault = await DamagedAsync(deployment);

        Assert.Equal("SLP4012", fault.Code);
        Assert.Contains("services/storefront/extra.dll", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");
        File.Delete(Path.Combine(deployment.PackageFolder, deployment.Artifacts[0].Path));

        Fault fault = await DamagedAsync(deployment);

        Assert.Equal("SLP4013", fault.Code);
        Assert.Contains(deployment.Artifacts[0].Path, fault.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services/../../../escaped.txt")]
    [InlineData("/tmp/escaped.txt")]
    [InlineData("services//escaped.txt")]
    [InlineData(@"services\..\escaped.txt")]
    public async Task A_path_that_escapes_is_refused(string path)
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");
        deployment = deployment with { Artifacts = [.. deployment.Artifacts, new(path, 1, new string('0', 64), ArtifactRole.Service)] };

        Fault fault = await DamagedAsync(deployment);

        Assert.Equal("SLP4010", fault.Code);
        Assert.Contains(path, fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_in_a_package_is_refused()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");
        string path = Path.Combine(deployment.PackageFolder, deployment.Artifacts[0].Path);
        File.Move(path, _stage.Temp / "elsewhere");
        File.CreateSymbolicLink(path, _stage.Temp / "elsewhere");

        Assert.Equal("SLP4011", (await DamagedAsync(deployment)).Code);
    }

    [Fact]
    public async Task A_copy_that_was_changed_after_unpacking_is_laid_anew()
    {
        Deployment deployment = _stage.Make("d1", "1.0.0");
        await _stage.Deployer.UnpackAsync(deployment, Cancellation);
        string victim = Laid / "storefront" / "Storefront.dll";
        await File.AppendAllTextAsync(victim, " ", Cancellation);

        await _stage.Deployer.UnpackAsync(deployment, Cancellation);

        Assert.Equal(deployment.Artifacts.Single(artifact => artifact.Path.EndsWith("/Storefront.dll", StringComparison.Ordinal)).Size, new FileInfo(victim).Length);
        Assert.Equal(["services"], Directory.EnumerateFileSystemEntries(Laid.Parent!).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_full_disk_is_told_with_what_is_needed_and_leaves_nothing_behind()
    {
        AbsolutePath disk = _stage.Temp / "disk";
        Directory.CreateDirectory(disk);
        if (!await RunAsync("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk))
            Assert.Skip("mounting a tmpfs is not permitted here");
        try
        {
            var full = new LocalStage(disk / "state");
            Deployment deployment = full.Make("d1", "1.0.0");
            deployment = Grow(deployment, 200_000);

            var refusal = await Assert.ThrowsAsync<FaultException>(() => full.Deployer.UnpackAsync(deployment, Cancellation));

            Fault fault = Assert.Single(refusal.Faults);
            Assert.Equal((ExitCode.Failed, "SLP4015"), (refusal.ExitCode, fault.Code));
            Assert.Contains("MiB", fault.Cause, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFiles(disk, "*", SearchOption.AllDirectories));
            await File.WriteAllBytesAsync(disk / "filler", new byte[56 * 1024], Cancellation);
            await Assert.ThrowsAnyAsync<IOException>(() => File.WriteAllBytesAsync(disk / "more", new byte[56 * 1024], Cancellation));
            refusal = await Assert.ThrowsAsync<FaultException>(() => full.Deployer.OpenAsync(full.Environment, Cancellation));
            Assert.Equal("SLP4002", Assert.Single(refusal.Faults).Code);
            await full.DisposeAsync();
        }
        finally
        {
            Assert.True(await RunAsync("umount", disk));
        }
    }

    private async Task<Fault> DamagedAsync(Deployment deployment)
    {
        var refusal = await Assert.ThrowsAsync<FaultException>(() => _stage.Deployer.UnpackAsync(deployment, Cancellation));
        Assert.Equal(ExitCode.Damaged, refusal.ExitCode);
        Assert.False(Directory.Exists(Laid));
        Assert.Empty(Directory.Exists(Laid.Parent!) ? Directory.EnumerateFileSystemEntries(Laid.Parent!) : []);
        return Assert.Single(refusal.Faults);
    }

    private static Deployment Grow(Deployment deployment, int size)
    {
        byte[] content = new byte[size];
        const string name = "services/storefront/big.bin";
        File.WriteAllBytes(Path.Combine(deployment.PackageFolder, name), content);
        string digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        return deployment with { Artifacts = [.. deployment.Artifacts, new(name, size, digest, ArtifactRole.Service)] };
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync(Cancellation);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;   // the program is not on this machine
        }
    }
}
